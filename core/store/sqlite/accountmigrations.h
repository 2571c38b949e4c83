// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

namespace dw::sqlite
{

class Connection;

// "PRAGMA application_id" of a file of accounts: the letters DWAC.
inline constexpr int AccountApplicationId = 0x44574143;

// The tables of a file of accounts. A released migration is never edited; a change is a new number.
// TooNew "store.too_new" if the file is newer than this program.
Result<void> migrateAccounts(Connection &connection);

}  // namespace dw::sqlite
