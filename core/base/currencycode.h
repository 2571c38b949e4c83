// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/money.h"

namespace dw
{

// Whether ISO 4217 has it or had it: a Currency may be any three letters.
bool isStandard(Currency currency);

}  // namespace dw
