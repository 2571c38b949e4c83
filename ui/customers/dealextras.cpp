// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/customers/dealextras.h"

#include "ui/pipeline/dealcard.h"

namespace dw::ui
{

QList<ListExtras::Column> DealExtras::columns() const
{
    Column days;
    days.key = QStringLiteral("days_here");
    days.heading = tr("Days here");
    days.cell.kind = CellSpec::Kind::Number;
    days.cell.muted = true;
    days.width = 84;
    days.dwell = true;
    return {days};
}

Result<QHash<Id, QList<Value>>> DealExtras::read(const Reader &reader, const QList<Record> &records) const
{
    QHash<Id, QList<Value>> found;
    QStringList ids;
    for (const Record &record : records)
        ids.append(QLatin1Char('"') + record.id().toString() + QLatin1Char('"'));
    if (ids.isEmpty())
        return found;
    DW_ASSIGN(
        const Query query,
        reader.query(QStringLiteral("opportunity"),
                     QStringLiteral("AND(id IN (%1), result = \"open\")").arg(ids.join(QLatin1String(", "))),
                     {}));
    QList<int> fields;
    for (const char *key : {"stage_id", "stage_entered_at"})
        fields.append(query.object->indexOf(QString::fromLatin1(key)));
    DW_ASSIGN(const auto cursor, reader.open(query, fields));
    const Instant now = reader.context().now;
    QList<Record> deals;
    do {
        DW_TRY(cursor->next(deals, 500));
        for (const Record &deal : std::as_const(deals)) {
            const Stage *stage = m_rulebook->stage(deal.value(u"stage_id").id());
            const Value entered = deal.value(u"stage_entered_at");
            if (stage == nullptr || entered.isNull())
                continue;
            const qint64 days = daysInStage(entered.instant(), now);
            const bool late = rotting(*stage, entered.instant(), now) != Rotting::Fresh;
            found.insert(deal.id(), {Value(late ? -days : days)});
        }
    } while (!deals.isEmpty());
    return found;
}

}  // namespace dw::ui
