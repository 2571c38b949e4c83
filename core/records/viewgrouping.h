// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/grouping.h"

#include <QStringList>

namespace dw
{

// What a saved view keeps of its groups: saved_view.grouping, as JSON {"by": Grouping::text(), "collapsed":
// [Grouping::keyOf(), ...]}.
struct ViewGrouping
{
    Grouping by;
    QStringList collapsed;

    // Invalid "reading.bad_grouping" for what is none, whoever wrote it.
    static Result<ViewGrouping> fromJson(const QString &json);
    QString toJson() const;

    friend bool operator==(const ViewGrouping &, const ViewGrouping &) = default;
};

}  // namespace dw
