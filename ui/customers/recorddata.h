// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/records/recorddetails.h"

#include <QHash>

#include <optional>

namespace dw::ui
{

// Everything that the page of one record shows at first: read in one job and one snapshot.
struct RecordData
{
    RecordDetails details;
    QHash<QString, qint64> counts;  // per collection
    QList<Record> people;           // contacts of a customer, or the contacts of a deal in their roles
    Titles titles;                  // of the people's own references
    QList<Record> related;          // parent and subsidiaries
    std::optional<Money> weighted;  // of the open deals, one currency
    std::optional<Money> wonThisYear;
    int wonCount = 0;
    std::optional<Money> wonLastYear;

    static Result<RecordData> read(const Reader &reader, const RecordRef &ref);
    // The condition that selects the children of a collection; empty where a list cannot say it.
    static QString whereOf(const ObjectType &child, const QString &by, const Id &parent);
};

}  // namespace dw::ui
