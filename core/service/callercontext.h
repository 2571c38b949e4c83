// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/datetime.h"
#include "core/base/result.h"
#include "core/commands/commandrunner.h"
#include "core/reading/reader.h"

namespace dw
{

// What a Reader needs to read for a user of the server. NotFound: somebody who may not work here.
Result<ReadContext> callerContext(const ReadSession &session, const CommandRunner &runner, const Id &user,
                                  Instant now);

}  // namespace dw
