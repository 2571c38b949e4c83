// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reading/reader.h"
#include "core/records/grouping.h"

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

#include <vector>

namespace dw
{

// The rows of a list, group after group, each group in the order of the query (A20).
//
// The groups follow the order of their field: a picklist's own, yes before no, stages as deals go through
// them, names by the order that lists have, dates by time; turned round where the query's first key is that
// field, descending. The rows without a value come last, and with them those whose reference leads to
// nothing that the actor sees.
struct GroupedRows
{
    // More heads than that nobody reads: Limit "reading.too_many_groups" {field, limit}.
    static constexpr int MaxGroups = 2000;

    struct Group
    {
        QString key;    // Grouping::keyOf, empty for no value
        QString title;  // of a reference, in the reader's language
        int count = 0;
    };
    QList<Group> groups;
    std::vector<RowRef> rows;

    // With a limit: of the first `limit` rows of the query as it stands, for a first look; its groups are
    // not all, and not whole. Else all: the rows along the field and along the order, each read once by its
    // index, and no more records than it takes to find where groups end. Naming a field that the actor may
    // not read, or only masked, is Forbidden "access.forbidden_field".
    static Result<GroupedRows> read(const Reader &reader, const Query &query, const Grouping &grouping,
                                    int limit = -1);
    // Of the references among the keys of groups: what has no title here stands with the rows without one.
    static Result<QHash<QString, QString>> titles(const Reader &reader, const Field &field,
                                                  const QStringList &keys);
};

}  // namespace dw
