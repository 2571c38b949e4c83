// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <span>

namespace dw::sqlite
{

class Connection;

// The tables of the store itself (record tables come from the dictionary: schema.h). A released migration is
// never edited; a change is a new number.
int newestSchemaVersion();
// Runs what is missing, each migration in its own transaction. The caller backs the file up before.
// TooNew "store.too_new" if the file is newer than this program.
Result<void> migrate(Connection &connection);

// Brings a file from its "PRAGMA user_version" to the end of `migrations`, the first of which makes
// version 1. The same errors.
Result<void> migrate(Connection &connection, std::span<const char *const> migrations);

}  // namespace dw::sqlite
