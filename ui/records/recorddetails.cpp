// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/records/recorddetails.h"

#include <algorithm>

namespace dw::ui
{

Result<RecordDetails> RecordDetails::read(const Reader &reader, const RecordRef &ref, int timelineRows)
{
    RecordDetails details;
    DW_ASSIGN(details.record, reader.record(ref));
    QList<Record> all{details.record};
    if (details.record.type().collection(u"opportunities") != nullptr) {
        DW_ASSIGN(const QList<Record> deals, reader.children(ref, QStringLiteral("opportunities"), 200));
        details.dealCount = int(deals.size());
        for (const Record &deal : deals) {
            if (deal.value(u"result").text() == QLatin1String("open"))
                details.openDeals.append(deal);
        }
        std::stable_sort(details.openDeals.begin(), details.openDeals.end(),
                         [](const Record &a, const Record &b) {
                             return a.value(u"amount").money().minor > b.value(u"amount").money().minor;
                         });
        all += details.openDeals;
    }
    DW_ASSIGN(details.titles, reader.titlesOf(all));
    if (timelineRows > 0) {
        DW_ASSIGN(details.timeline, reader.timeline(ref, timelineRows));
    }
    return details;
}

}  // namespace dw::ui
