// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/metriccatalog.h"
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
    MoneySum wonThisYear;
    qint64 wonCount = 0;
    MoneySum wonLastYear;
    Instant asOf;

    // What was won is the metric won_value.
    static Result<RecordData> read(const Reader &reader, const MetricCatalogPtr &metrics,
                                   const RecordRef &ref);
};

}  // namespace dw::ui
