// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/files/cell.h"

#include <QString>

namespace dw::ui
{

// A cell as people read it on paper: 1,234.50 with groups of three and U+2212 for minus, an amount before its
// currency, a percentage with its sign, "2026-11-19 10:00", Yes or No in the program's language. Line ends
// are U+2028, other control characters blanks.
QString printedText(const Cell &cell);

// Whether a column of this kind stands on the right.
bool standsRight(Cell::Kind kind);

}  // namespace dw::ui
