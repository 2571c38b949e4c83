// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/parts.h"

#include <QStringList>

namespace dw::bench
{

// What people type, chosen by the seed from what is there: a third Han (1 to 4 characters of a name), a third
// pinyin (initials or the beginning of the reading), a third digits (the end of a phone number), mixed.
QStringList seededQueries(PartContext &context, int count);

}  // namespace dw::bench
