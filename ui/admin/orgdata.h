// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reading/reader.h"
#include "ui/records/valuetext.h"

#include <memory>

namespace dw::ui
{

// The teams, territories or record shares of the workspace, as far as the actor may see them. Immutable.
struct OrgData
{
    struct Line
    {
        Record record;
        int depth = 0;    // below its parent of the same object; 0 of what has none
        int members = 0;  // of a team or territory: the users who are in it themselves
    };
    QList<Line> lines;  // parents before what is below them, by name; shares by what ends first
    Titles titles;

    // Null if there is none.
    const Record *record(const Id &id) const;
};

using OrgDataPtr = std::shared_ptr<const OrgData>;

// `object`: "team", "territory" or "record_share".
Result<OrgDataPtr> readOrg(const Reader &reader, const QString &object);

}  // namespace dw::ui
