// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

struct sqlite3;

namespace dw::sqlite
{

// What the first word of a text is indexed with a second time: "^huawei" finds texts that begin with it
// without walking through all that have it somewhere, as FTS5's own ^ does. No token has it otherwise.
inline constexpr char BeginningMark = '^';

// Registers the FTS5 tokenizer "dealwright" (core/base/text/searchtokens.h) on a connection. Every connection
// that touches a search table needs it. A query may begin with BeginningMark.
Result<void> registerTokenizer(sqlite3 *connection);

}  // namespace dw::sqlite
