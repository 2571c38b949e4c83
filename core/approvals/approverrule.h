// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"

#include <QString>

namespace dw
{

// Who is asked at a step. A step may have several; whoever is named twice is asked once.
struct ApproverRule
{
    enum class Kind {
        User,        // this one
        Role,        // everybody who has it
        Manager,     // of the submitter, `level` steps up; 1 is their own
        Expression,  // a user that the record refers to: owner_id, account.owner_id
    };

    static constexpr int HighestLevel = 10;

    Kind kind = Kind::User;
    Id user;
    QString role;  // code
    int level = 1;
    QString expression;

    friend bool operator==(const ApproverRule &, const ApproverRule &) = default;
};

}  // namespace dw
