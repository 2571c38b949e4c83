// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace dw
{

// All functions are pure and thread-safe. Unpaired surrogates pass through unchanged.

// Unicode normalisation form C: how text is stored and compared (DESIGN 4).
QString nfc(QStringView text);

// What search compares: NFKC, case-folded, full-width as half-width, Latin letters without diacritics (é e, ø
// o, ß ss, æ ae). Han, kana and other scripts keep their marks. Invisible format characters vanish.
QString foldForSearch(QStringView text);

// Full-width ASCII (U+FF01 to U+FF5E) and the ideographic space as their half-width forms; nothing else
// changes.
QString toHalfWidth(QStringView text);

}  // namespace dw
