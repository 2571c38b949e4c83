// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"

#include <QHash>

#include <optional>

namespace dw
{

// What a person decides before a standalone workspace is brought to a server (StandaloneJoin). Nothing is
// decided for them: what is open is told by the plan.
struct BringDecisions
{
    // A record that looks like one that the server has: it is the same one, there are to be both, or the
    // one of this laptop stays behind.
    enum class Duplicate { Same, Both, Leave };
    std::optional<Duplicate> duplicates;  // of those that are not named
    QHash<Id, Duplicate> byRecord;

    // Fields, objects, values and pipelines that the server does not have: their values stay behind, or they
    // are made there, which takes an administrator.
    enum class Missing { Leave, Bring };
    std::optional<Missing> missing;

    std::optional<Duplicate> of(const Id &record) const
    {
        const auto named = byRecord.constFind(record);
        return named == byRecord.cend() ? duplicates : std::optional(*named);
    }
};

}  // namespace dw
