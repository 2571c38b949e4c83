// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

struct sqlite3;

namespace dw::sqlite
{

// Registers the FTS5 tokenizer "dealwright" (core/base/text/searchtokens.h) on a connection. Every connection
// that touches a search table needs it.
Result<void> registerTokenizer(sqlite3 *connection);

}  // namespace dw::sqlite
