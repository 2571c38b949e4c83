// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/records/listtotals.h"

#include "ui/records/recordlistmodel.h"

namespace dw::ui
{

ListTotals::ListTotals(UiContext &context, std::shared_ptr<const ListExtras> extras, QObject *parent)
    : QObject(parent), m_context(context), m_extras(std::move(extras))
{}

void ListTotals::read(const ListSource &source, const QList<ListColumn> &columns)
{
    QStringList keys;
    QStringList measures;
    const ObjectTypePtr object = m_context.configuration()->dictionary->find(source.object);
    for (const ListColumn &column : columns) {
        if (column.source == ListColumn::Source::Field &&
            object->field(column.field).valueType() == FieldType::Money) {
            keys.append(column.key);
            measures.append(QStringLiteral("sum(%1)").arg(column.key));
        } else if (column.source == ListColumn::Source::Extra) {
            const ListExtras::Column extra = m_extras->columns().at(column.extra);
            if (!extra.measure.isEmpty()) {
                keys.append(column.key);
                measures.append(extra.measure);
            }
        }
    }
    const int generation = ++m_generation;
    if (keys.isEmpty()) {
        m_totals.clear();
        Q_EMIT changed();
        return;
    }
    m_reading = true;
    using Totals = QHash<QString, Money>;
    m_context.reader.run<Totals>(
        Workspace::Lane::Detail, QStringLiteral("totals.%1").arg(quintptr(this), 0, 16), this,
        [source, keys, measures](const Reader &reader) -> Result<Totals> {
            DW_ASSIGN(const Query rows, RecordListModel::queryOf(reader, source));
            Totals totals;
            for (const auto mode : {GroupQuery::MoneyMode::PerCurrency, GroupQuery::MoneyMode::Base}) {
                DW_ASSIGN(GroupQuery query, reader.groupQuery(source.object, {}, {}, measures, mode));
                query.where = rows.where;
                DW_ASSIGN(const QList<GroupRow> found, reader.group(query));
                if (found.size() != 1)
                    continue;
                for (qsizetype i = 0; i < keys.size(); ++i) {
                    if (found[0].measures[i].kind() == Value::Kind::Money)
                        totals.insert(keys[i], found[0].measures[i].money());
                }
                break;
            }
            return totals;
        },
        [this, generation](const Result<Totals> &answer) {
            if (generation != m_generation)
                return;
            m_reading = false;
            m_totals = answer.ok() ? answer.value() : Totals();
            Q_EMIT changed();
        });
}

}  // namespace dw::ui
