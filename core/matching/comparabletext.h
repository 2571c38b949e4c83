// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace dw
{

// What matching compares of a text. Pure, thread-safe; any UTF-16 may come in, unpaired surrogates too, and
// time grows with the text at most.

// Traditional characters as simplified ones, character by character (ICU Hant-Hans): 東海縣 is 东海县.
QString simplifiedHan(QStringView text);

// Simplified, folded as by foldForSearch(), control characters as spaces, spaces collapsed and cut around.
// Only the first MaxComparedText UTF-16 units of `text` count: no honest name or address is longer.
inline constexpr qsizetype MaxComparedText = 300;
QString comparableText(QStringView text);
// Of a comparable text the letters and digits, all else gone.
QString lettersOf(QStringView comparable);
// Its runs of letters and digits; an apostrophe parts nothing (arnie's is arnies).
QStringList wordsOf(QStringView comparable);

bool isHan(QChar c);
bool hasHan(QStringView text);
// 0 to 9, and Chinese numerals: where two names differ in one of these alone, they are number one and number
// two.
bool isNumeral(QChar c);

// The fewest characters to insert, remove, replace or swap with their neighbour (optimal string alignment)
// that make `other` of `one`; limit + 1 where there are more than `limit`. O(limit * length).
int editDistance(QStringView one, QStringView other, int limit);

}  // namespace dw
