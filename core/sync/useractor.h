// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/actor.h"
#include "core/base/result.h"
#include "core/commands/configuration.h"
#include "core/store/session.h"

namespace dw
{

// The user's record says who acts for a device. Of somebody who may not work here: NotFound.
Result<Actor> userActor(const ReadSession &session, const Configuration &configuration, const Id &user);

}  // namespace dw
