// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/rolepolicy.h"
#include "core/store/session.h"

#include <memory>

namespace dw
{

// The policy that follows from the roles, permissions, shares, users, teams and territories of a workspace;
// `asActive`: as if this user were active, whatever their record says, for the question what they could see.
Result<std::shared_ptr<const RolePolicy>> loadRolePolicy(const ReadSession &session,
                                                         const DictionaryPtr &dictionary, Currency currency,
                                                         const Clock &clock, const Id &asActive = {});

// Objects whose records decide who may what: a change of one makes a new policy.
bool isAccessObject(const QString &object);

}  // namespace dw
