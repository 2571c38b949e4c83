// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandresult.h"
#include "core/records/record.h"

namespace dw
{

// The command that gives a user one role more, or takes one: record.update of their roles as `user` has them.
CommandRequest grantRole(const Record &user, const Id &role);
CommandRequest revokeRole(const Record &user, const Id &role);

}  // namespace dw
