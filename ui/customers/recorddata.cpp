// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/customers/recorddata.h"

namespace dw::ui
{

namespace
{

constexpr int PeopleRows = 8;

Result<void> readWon(const Reader &reader, RecordData &data, const QString &account)
{
    const auto year = [&](const QString &period) -> Result<QList<GroupRow>> {
        DW_ASSIGN(const GroupQuery query,
                  reader.groupQuery(QStringLiteral("opportunity"),
                                    QStringLiteral("AND(account_id = \"%1\", result = \"won\", "
                                                   "INPERIOD(won_at, \"%2\"))")
                                        .arg(account, period),
                                    {}, {QStringLiteral("sum(amount)"), QStringLiteral("count()")},
                                    GroupQuery::MoneyMode::PerCurrency));
        return reader.group(query);
    };
    DW_ASSIGN(const QList<GroupRow> now, year(QStringLiteral("THIS_YEAR")));
    for (const GroupRow &row : now)
        data.wonCount += int(row.measures[1].integer());
    if (now.size() == 1 && now[0].measures[0].kind() == Value::Kind::Money)
        data.wonThisYear = now[0].measures[0].money();
    DW_ASSIGN(const QList<GroupRow> before, year(QStringLiteral("LAST_YEAR")));
    if (before.size() == 1 && before[0].measures[0].kind() == Value::Kind::Money)
        data.wonLastYear = before[0].measures[0].money();
    return {};
}

}  // namespace

QString RecordData::whereOf(const ObjectType &child, const QString &by, const Id &parent)
{
    const Field *field = child.find(by);
    if (field == nullptr || (field->type != FieldType::Reference && field->type != FieldType::AnyReference))
        return {};
    return QStringLiteral("%1 = \"%2\"").arg(by, parent.toString());
}

Result<RecordData> RecordData::read(const Reader &reader, const RecordRef &ref)
{
    RecordData data;
    DW_ASSIGN(data.details, RecordDetails::read(reader, ref, 0));
    const ObjectType &type = data.details.record.type();
    for (const Collection &collection : type.collections()) {
        const auto child = reader.object(collection.object);
        if (!child.ok())
            continue;
        const QString where = whereOf(*child.value(), collection.by, ref.id);
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
        DW_TRY(readWon(reader, data, ref.id.toString()));
        DW_ASSIGN(data.related, reader.children(ref, QStringLiteral("subsidiaries"), 5));
        qint64 weighted = 0;
        bool oneCurrency = !data.details.openDeals.isEmpty();
        for (const Record &deal : std::as_const(data.details.openDeals)) {
            oneCurrency = oneCurrency && deal.currency() == data.details.openDeals[0].currency();
            weighted += deal.value(u"weighted_amount").money().minor;
        }
        if (oneCurrency)
            data.weighted = Money{weighted, data.details.openDeals[0].currency()};
    }
    return data;
}

}  // namespace dw::ui
