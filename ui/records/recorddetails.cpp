// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/records/recorddetails.h"

namespace dw::ui
{

namespace
{

QString dealObject()
{
    return QStringLiteral("opportunity");
}

Result<QList<Record>> first(const Reader &reader, const QString &where, const QStringList &sort, int limit)
{
    DW_ASSIGN(const Query query, reader.query(dealObject(), where, sort));
    DW_ASSIGN(const std::vector<RowRef> rows, reader.rows(query, limit));
    QList<int> all;
    for (int field = 0; field < query.object->fieldCount(); ++field)
        all.append(field);
    DW_ASSIGN(const QList<Record> records, reader.page(query.object, rows, all));
    QList<Record> there;
    for (const Record &record : records) {
        if (record.isValid())
            there.append(record);
    }
    return there;
}

// What may not be read is as if it were not there.
template <typename T>
Result<T> unlessForbidden(const Result<T> &read)
{
    if (!read.ok() && read.error().code == ErrorCode::Forbidden)
        return T();
    return read;
}

Result<void> readDeals(const Reader &reader, RecordDetails &details, const QString &open)
{
    const Result<Query> query = reader.query(dealObject(), open, {});
    if (!query.ok())
        return query.error().code == ErrorCode::Forbidden ? Result<void>() : query.error();
    DW_ASSIGN(details.openCount, reader.count(*query));
    auto largest = first(reader, open, {QStringLiteral("-amount")}, RecordDetails::ShownDeals);
    if (!largest.ok() && largest.error().code == ErrorCode::Forbidden)
        largest = first(reader, open, {}, RecordDetails::ShownDeals);  // nor may the order be told
    DW_ASSIGN(details.openDeals, largest);
    const QString planned = QStringLiteral("AND(%1, NOT(ISBLANK(next_step)))").arg(open);
    DW_ASSIGN(const QList<Record> next,
              unlessForbidden(first(reader, planned, {QStringLiteral("next_step_at")}, 1)));
    if (!next.isEmpty())
        details.soonest = next.first();
    DW_ASSIGN(details.open,
              unlessForbidden(MoneySum::read(reader, dealObject(), open, QStringLiteral("amount"))));
    DW_ASSIGN(details.weighted,
              unlessForbidden(MoneySum::read(reader, dealObject(), open, QStringLiteral("weighted_amount"))));
    return {};
}

}  // namespace

QString RecordDetails::whereOf(const ObjectType &child, const QString &by, const Id &parent)
{
    const Field *field = child.find(by);
    if (field == nullptr || (field->type != FieldType::Reference && field->type != FieldType::AnyReference))
        return {};
    return QStringLiteral("%1 = \"%2\"").arg(by, parent.toString());
}

Result<RecordDetails> RecordDetails::read(const Reader &reader, const RecordRef &ref, int timelineRows)
{
    RecordDetails details;
    DW_ASSIGN(details.record, reader.record(ref));
    QList<Record> all{details.record};
    if (const Collection *deals = details.record.type().collection(u"opportunities"); deals != nullptr) {
        DW_ASSIGN(const ObjectTypePtr type, reader.object(dealObject()));
        if (const QString mine = whereOf(*type, deals->by, ref.id); !mine.isEmpty()) {
            DW_TRY(readDeals(reader, details, QStringLiteral("AND(%1, result = \"open\")").arg(mine)));
        }
        all += details.openDeals;
        if (details.soonest.isValid())
            all.append(details.soonest);
    }
    DW_ASSIGN(details.titles, reader.titlesOf(all));
    if (timelineRows > 0) {
        DW_ASSIGN(details.timeline, reader.timeline(ref, timelineRows));
    }
    return details;
}

}  // namespace dw::ui
