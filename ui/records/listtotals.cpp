// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/records/listtotals.h"

#include "core/reading/groupedrows.h"
#include "ui/records/recordlistmodel.h"
#include "ui/records/valuetext.h"

namespace dw::ui
{

namespace
{

// Columns whose records are elsewhere: one currency is summed. Which of several have a rate is known of the
// related records alone, so these have no sum.
Result<MoneySum> sumOfExtra(const Reader &reader, const Query &rows, const QString &measure)
{
    DW_ASSIGN(GroupQuery query,
              reader.groupQuery(rows.object->key(), {}, {}, {measure}, GroupQuery::MoneyMode::PerCurrency));
    query.where = rows.where;
    const Result<QList<GroupRow>> found = reader.group(query);
    MoneySum sum;
    if (!found.ok()) {
        if (found.error().key != QLatin1String("expression.mixed_currencies"))
            return found.error();
        sum.several = true;  // already those of one record
        return sum;
    }
    for (const GroupRow &row : *found) {
        if (row.measures[0].kind() != Value::Kind::Money)
            continue;
        sum.several = sum.amount.has_value();
        sum.amount = row.measures[0].money();
        if (sum.several)
            break;
    }
    return sum;
}

}  // namespace

ListTotals::ListTotals(UiContext &context, std::shared_ptr<const ListExtras> extras, QObject *parent)
    : QObject(parent), m_context(context), m_extras(std::move(extras))
{}

QString ListTotals::textOf(const MoneySum &sum) const
{
    if (sum.several)
        return tr("several currencies");
    return sum.amount ? sum.leftOut.beside(ValueText(m_context).plain(*sum.amount), m_context.format)
                      : sum.leftOut.text(m_context.format);
}

void ListTotals::read(const ListSource &source, const QList<ListColumn> &columns)
{
    QStringList fields;
    QHash<QString, QString> measures;  // of the extras, by column
    const ObjectTypePtr object = m_context.configuration()->dictionary->find(source.object);
    for (const ListColumn &column : columns) {
        if (column.source == ListColumn::Source::Field &&
            object->field(column.field).valueType() == FieldType::Money) {
            fields.append(column.key);
        } else if (column.source == ListColumn::Source::Extra) {
            const ListExtras::Column extra = m_extras->columns().at(column.extra);
            if (!extra.measure.isEmpty())
                measures.insert(column.key, extra.measure);
        }
    }
    const int generation = ++m_generation;
    if (fields.isEmpty() && measures.isEmpty()) {
        m_totals.clear();
        m_groupTotals.clear();
        m_inBase.clear();
        Q_EMIT changed();
        return;
    }
    m_reading = true;
    m_context.reader.run<Answer>(
        Workspace::Lane::Detail, QStringLiteral("totals.%1").arg(quintptr(this), 0, 16), this,
        [source, fields, measures](const Reader &reader) -> Result<Answer> {
            DW_ASSIGN(const Query rows, RecordListModel::queryOf(reader, source));
            Answer answer;
            DW_ASSIGN(answer.sums, MoneySum::read(reader, rows, fields));
            for (auto extra = measures.cbegin(); extra != measures.cend(); ++extra) {
                DW_ASSIGN(const MoneySum sum, sumOfExtra(reader, rows, extra.value()));
                answer.sums.insert(extra.key(), sum);
            }
            if (source.group.isEmpty())
                return answer;
            // A group's head has no room for what its sum leaves out: it then has none.
            QStringList keys, summed;
            for (auto sum = answer.sums.cbegin(); sum != answer.sums.cend(); ++sum) {
                if (!sum->amount || sum->several || !sum->leftOut.isEmpty())
                    continue;
                keys.append(sum.key());
                summed.append(measures.value(sum.key(), QStringLiteral("sum(%1)").arg(sum.key())));
            }
            if (!keys.isEmpty()) {
                DW_ASSIGN(answer.groups, readGroups(reader, source, rows, keys, summed));
            }
            return answer;
        },
        [this, generation, asked = m_context.clock.now()](const Result<Answer> &answer) {
            if (generation != m_generation)
                return;
            m_reading = false;
            m_asOf = asked;
            m_totals.clear();
            m_inBase.clear();
            m_groupTotals = answer.ok() ? answer->groups : GroupTotals();
            if (answer.ok()) {
                for (auto sum = answer->sums.cbegin(); sum != answer->sums.cend(); ++sum) {
                    if (!sum->isEmpty())
                        m_totals.insert(sum.key(), textOf(*sum));
                    if (!sum->several && (!sum->amount || sum->amount->currency ==
                                                              m_context.configuration()->settings.currency))
                        m_inBase.insert(sum.key());
                }
            }
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
