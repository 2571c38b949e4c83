// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/records/listtotals.h"

#include "core/reading/groupedrows.h"
#include "ui/records/recordlistmodel.h"

#include <QSet>

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
        m_groupTotals.clear();
        Q_EMIT changed();
        return;
    }
    m_reading = true;
    m_context.reader.run<Answer>(
        Workspace::Lane::Detail, QStringLiteral("totals.%1").arg(quintptr(this), 0, 16), this,
        [source, keys, measures](const Reader &reader) -> Result<Answer> {
            DW_ASSIGN(const Query rows, RecordListModel::queryOf(reader, source));
            Answer answer;
            for (const auto mode : {GroupQuery::MoneyMode::PerCurrency, GroupQuery::MoneyMode::Base}) {
                DW_ASSIGN(GroupQuery query, reader.groupQuery(source.object, {}, {}, measures, mode));
                query.where = rows.where;
                DW_ASSIGN(const QList<GroupRow> found, reader.group(query));
                if (found.size() != 1)
                    continue;
                for (qsizetype i = 0; i < keys.size(); ++i) {
                    if (found[0].measures[i].kind() == Value::Kind::Money)
                        answer.totals.insert(keys[i], found[0].measures[i].money());
                }
                break;
            }
            if (!source.group.isEmpty()) {
                DW_ASSIGN(answer.groups, readGroups(reader, source, rows, keys, measures));
            }
            return answer;
        },
        [this, generation](const Result<Answer> &answer) {
            if (generation != m_generation)
                return;
            m_reading = false;
            m_totals = answer.ok() ? answer->totals : Totals();
            m_groupTotals = answer.ok() ? answer->groups : GroupTotals();
            Q_EMIT changed();
        });
}

Result<ListTotals::GroupTotals> ListTotals::readGroups(const Reader &reader, const ListSource &source,
                                                       const Query &rows, const QStringList &keys,
                                                       const QStringList &measures)
{
    GroupTotals totals;
    const auto grouping = Grouping::fromText(source.group);
    if (!grouping)
        return totals;
    DW_ASSIGN(const int index, grouping->check(*rows.object));
    DW_ASSIGN(GroupQuery query, reader.groupQuery(source.object, {}, {grouping->text()}, measures,
                                                  GroupQuery::MoneyMode::Base));
    query.where = rows.where;
    DW_ASSIGN(const QList<GroupRow> found, reader.group(query));
    if (found.size() > GroupedRows::MaxGroups + 1)
        return totals;  // the list itself says so
    const ReadContext &context = reader.context();
    const EvaluationContext evaluation = context.settings.context(context.now, {}, {});
    QStringList groups;
    for (const GroupRow &row : found)
        groups.append(grouping->keyOf(row.keys.first(), evaluation));
    const Field &field = rows.object->field(index);
    QHash<QString, QString> titles;
    if (field.valueType() == FieldType::Reference) {
        DW_ASSIGN(titles, GroupedRows::titles(reader, field, groups));
    }
    QSet<std::pair<QString, QString>> wrong;  // sums beyond what an amount holds
    for (qsizetype i = 0; i < found.size(); ++i) {
        const bool none = field.valueType() == FieldType::Reference && !titles.contains(groups[i]);
        const QString group = none ? QString() : groups[i];
        for (qsizetype at = 0; at < keys.size(); ++at) {
            const Value &sum = found[i].measures[at];
            if (sum.kind() != Value::Kind::Money)
                continue;
            Money &total = totals[group][keys[at]];
            total.currency = sum.money().currency;
            if (__builtin_add_overflow(total.minor, sum.money().minor, &total.minor))
                wrong.insert({group, keys[at]});
        }
    }
    for (const auto &[group, key] : std::as_const(wrong))
        totals[group].remove(key);
    return totals;
}

}  // namespace dw::ui
