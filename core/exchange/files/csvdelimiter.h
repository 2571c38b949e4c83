// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace dw
{

// What a person writes for a delimiter, in a mapping and on the command line: the character itself, or "tab",
// "space", and "none" for 0, a file of one column.
QString delimiterName(char32_t delimiter);
// Nothing for what cannot cut: several characters, letters, digits, quotes and ends of lines.
std::optional<char32_t> delimiterOf(const QString &name);

}  // namespace dw
