// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/commands/configuration.h"
#include "core/store/session.h"

namespace dw
{

// Gives a workspace from before there were roles those that are shipped, once: whoever removes them is rid of
// them. In a transaction of its own. True if they were written.
Result<bool> addShippedRoles(WriteSession &session, const Configuration &configuration, const Clock &clock);

}  // namespace dw
