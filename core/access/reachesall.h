// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/policy.h"

namespace dw
{

// Whether the actor may do this with every record of the object: such people keep what is everybody's.
inline bool reachesAll(const Policy &policy, const Actor &actor, Action action, const ObjectTypePtr &object)
{
    return policy.may(actor, action, *object, nullptr).allowed && !policy.within(actor, action, object);
}

}  // namespace dw
