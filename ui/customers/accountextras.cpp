// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/customers/accountextras.h"

namespace dw::ui
{

namespace
{

enum Extra { OpenAmount, NextStep, NextDue, ExtraCount };

}  // namespace

QList<ListExtras::Column> AccountExtras::columns() const
{
    Column amount;
    amount.key = QStringLiteral("open_amount");
    amount.heading = tr("Open");
    amount.cell.kind = CellSpec::Kind::Number;
    amount.width = 110;
    amount.money = true;
    amount.measure = QStringLiteral("sum(SUM(opportunities.amount, result = \"open\"))");
    Column step;
    step.key = QStringLiteral("next_step");
    step.heading = tr("Next step");
    step.width = 184;
    Column due;
    due.key = QStringLiteral("next_due");
    due.heading = tr("Due");
    due.cell.kind = CellSpec::Kind::Date;
    due.width = 88;
    due.due = true;
    return {amount, step, due};
}

Result<QHash<Id, QList<Value>>> AccountExtras::read(const Reader &reader, const QList<Record> &records) const
{
    QHash<Id, QList<Value>> found;
    QStringList ids;
    for (const Record &record : records) {
        found.insert(record.id(), QList<Value>(ExtraCount));
        ids.append(QLatin1Char('"') + record.id().toString() + QLatin1Char('"'));
    }
    if (ids.isEmpty())
        return found;
    DW_ASSIGN(
        const Query query,
        reader.query(
            QStringLiteral("opportunity"),
            QStringLiteral("AND(account_id IN (%1), result = \"open\")").arg(ids.join(QLatin1String(", "))),
            {}));
    QList<int> fields;
    for (const char *key : {"account_id", "amount", "currency", "next_step", "next_step_at"})
        fields.append(query.object->indexOf(QString::fromLatin1(key)));
    DW_ASSIGN(const auto cursor, reader.open(query, fields));
    QSet<Id> mixed;
    QList<Record> deals;
    do {
        DW_TRY(cursor->next(deals, 500));
        for (const Record &deal : std::as_const(deals)) {
            const auto values = found.find(deal.value(u"account_id").id());
            if (values == found.end())
                continue;
            if (const Value amount = deal.value(u"amount"); !amount.isNull()) {
                Money sum = amount.money();
                if (Value &soFar = (*values)[OpenAmount]; !soFar.isNull()) {
                    if (soFar.money().currency != sum.currency)
                        mixed.insert(values.key());  // two currencies have no sum
                    sum.minor += soFar.money().minor;
                }
                (*values)[OpenAmount] = Value(sum);
            }
            const Value at = deal.value(u"next_step_at");
            const Value known = (*values)[NextDue];
            const bool sooner = (*values)[NextStep].isNull() ||
                                (!at.isNull() && (known.isNull() || at.instant() < known.instant()));
            if (!deal.value(u"next_step").isNull() && sooner) {
                (*values)[NextStep] = deal.value(u"next_step");
                (*values)[NextDue] = at;
            }
        }
    } while (!deals.isEmpty());
    for (const Id &id : std::as_const(mixed))
        found[id][OpenAmount] = Value();
    return found;
}

}  // namespace dw::ui
