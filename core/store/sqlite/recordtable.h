// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/sql/recordtable.h"
#include "core/store/sqlite/statement.h"

namespace dw::sqlite
{

using sql::RecordTable;
using sql::valueFromColumn;

}  // namespace dw::sqlite
