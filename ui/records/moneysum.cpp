// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/records/moneysum.h"

#include <algorithm>

namespace dw::ui
{

namespace
{

using Mode = GroupQuery::MoneyMode;

Result<QList<GroupRow>> grouped(const Reader &reader, const Query &query, const QStringList &by,
                                const QStringList &measures, Mode mode)
{
    DW_ASSIGN(GroupQuery group, reader.groupQuery(query.object->key(), {}, by, measures, mode));
    group.where = query.where;
    return reader.group(group);
}

QStringList measuresOf(const QString &function, const QStringList &fields)
{
    QStringList measures;
    for (const QString &field : fields)
        measures.append(QStringLiteral("%1(%2)").arg(function, field));
    return measures;
}

}  // namespace

Result<QHash<QString, MoneySum>> MoneySum::read(const Reader &reader, const Query &query,
                                                const QStringList &fields)
{
    QHash<QString, MoneySum> sums;
    if (fields.isEmpty())
        return sums;
    const QStringList adding = measuresOf(QStringLiteral("sum"), fields);
    DW_ASSIGN(const QList<GroupRow> own, grouped(reader, query, {}, adding, Mode::PerCurrency));
    bool several = false;
    for (qsizetype i = 0; i < fields.size(); ++i) {
        MoneySum &sum = sums[fields[i]];
        // A currency of which no record has an amount adds nothing.
        for (const GroupRow &row : own) {
            if (row.measures[i].kind() != Value::Kind::Money)
                continue;
            several = several || sum.amount.has_value();
            sum.amount = row.measures[i].money();
        }
    }
    if (!several)
        return sums;

    DW_ASSIGN(const QList<GroupRow> base, grouped(reader, query, {}, adding, Mode::Base));
    // How many amounts each currency has, and how many of them have a rate.
    const QString currency = query.object->field(query.object->currencyIndex()).key;
    const QStringList counting = measuresOf(QStringLiteral("count"), fields);
    DW_ASSIGN(const QList<GroupRow> all, grouped(reader, query, {currency}, counting, Mode::PerCurrency));
    DW_ASSIGN(const QList<GroupRow> rated, grouped(reader, query, {currency}, counting, Mode::Base));
    for (qsizetype i = 0; i < fields.size(); ++i) {
        MoneySum &sum = sums[fields[i]];
        const Value added = base.isEmpty() ? Value() : base.first().measures[i];
        sum.amount = added.kind() == Value::Kind::Money ? std::optional(added.money()) : std::nullopt;
        for (const GroupRow &row : all) {
            const auto same = std::find_if(rated.begin(), rated.end(), [&row](const GroupRow &other) {
                return other.keys.first() == row.keys.first();
            });
            const qint64 with = same == rated.end() ? 0 : same->measures[i].integer();
            sum.leftOut.add(row.currency.code(), row.measures[i].integer() - with);
        }
    }
    return sums;
}

Result<MoneySum> MoneySum::read(const Reader &reader, const QString &object, const QString &where,
                                const QString &field)
{
    DW_ASSIGN(const Query query, reader.query(object, where, {}));
    DW_ASSIGN(const auto sums, read(reader, query, {field}));
    return sums.value(field);
}

}  // namespace dw::ui
