// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/idgenerator.h"
#include "core/dictionary/field.h"

namespace dw::test
{

// For property tests (RapidCheck). Money is in CNY.
QString randomText();
// Of the kind that the field holds, sometimes none.
Value randomValue(const Field &field, IdGenerator &ids);

}  // namespace dw::test
