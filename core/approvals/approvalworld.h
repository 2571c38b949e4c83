// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approvals/approvalfacts.h"
#include "core/approvals/approvalpeople.h"
#include "core/approvals/publishedprocess.h"
#include "core/base/datetime.h"

namespace dw
{

// What the engine goes by, besides the request: nothing else decides. All must outlive the call.
struct ApprovalWorld
{
    const PublishedProcess &process;
    const ApprovalPeople &people;
    const ApprovalFacts &facts;  // the record as it is now
    Instant now;                 // the authority's clock
};

}  // namespace dw
