// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text/pinyin.h"

#include <QList>
#include <QString>

namespace dw::ui
{

// The characters of `title` that what was typed hits, in ascending order without overlaps: the whole of it or
// its words as folded text (case, width, diacritics aside), else by pinyin. Empty when neither does.
QList<TextRange> hitRanges(const PinyinTable &pinyin, const QString &title, const QString &typed);

// How well typed letters fit the name of a command: smaller is better, -1 not at all. Beginning, beginnings
// of words, inside, letters in order; Chinese names also by pinyin.
int fuzzyRank(const PinyinTable &pinyin, const QString &name, const QString &typed);

}  // namespace dw::ui
