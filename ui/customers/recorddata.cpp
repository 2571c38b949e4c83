// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/customers/recorddata.h"

#include "core/analytics/report.h"

namespace dw::ui
{

namespace
{

constexpr int PeopleRows = 8;

Result<void> readWon(const Reader &reader, const MetricCatalogPtr &metrics, RecordData &data,
                     const QString &account)
{
    const Metric *won = metrics ? metrics->metric(u"won_value") : nullptr;
    if (!won)
        return Error(ErrorCode::NotFound, QStringLiteral("metric.unknown"), {QStringLiteral("won_value")});
    const auto wonIn = [&](const QString &period) {
        ReportParameters parameters;
        parameters.where = QStringLiteral("account_id = \"%1\"").arg(account);
        parameters.span = period;
        return reader.query(won->grain, Report::filter(*metrics, *won, parameters), {});
    };
    const QString amount = QStringLiteral("amount");
    DW_ASSIGN(const Query now, wonIn(QStringLiteral("THIS_YEAR")));
    DW_ASSIGN(data.wonCount, reader.count(now));
    DW_ASSIGN(const auto sums, MoneySum::read(reader, now, {amount}));
    data.wonThisYear = sums.value(amount);
    DW_ASSIGN(const Query before, wonIn(QStringLiteral("LAST_YEAR")));
    DW_ASSIGN(const auto last, MoneySum::read(reader, before, {amount}));
    data.wonLastYear = last.value(amount);
    return {};
}

}  // namespace

Result<RecordData> RecordData::read(const Reader &reader, const MetricCatalogPtr &metrics,
                                    const RecordRef &ref)
{
    RecordData data;
    data.asOf = reader.context().now;
    DW_ASSIGN(data.details, RecordDetails::read(reader, ref, 0));
    const ObjectType &type = data.details.record.type();
    for (const Collection &collection : type.collections()) {
        const auto child = reader.object(collection.object);
        if (!child.ok())
            continue;
        const QString where = RecordDetails::whereOf(*child.value(), collection.by, ref.id);
        if (where.isEmpty())
            continue;
        DW_ASSIGN(const Query query, reader.query(collection.object, where, {}));
        DW_ASSIGN(const qint64 count, reader.count(query));
        data.counts.insert(collection.name, count);
    }
    if (type.collection(u"contacts") != nullptr) {
        DW_ASSIGN(data.people, reader.children(ref, QStringLiteral("contacts"), PeopleRows));
        DW_ASSIGN(data.titles, reader.titlesOf(data.people));
    }
    if (type.key() == QLatin1String("account")) {
        DW_TRY(readWon(reader, metrics, data, ref.id.toString()));
        DW_ASSIGN(data.related, reader.children(ref, QStringLiteral("subsidiaries"), 5));
    }
    return data;
}

}  // namespace dw::ui
