// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/postgres/liverows.h"

#include "core/store/postgres/recordqueries.h"

namespace dw::postgres
{

LiveRows::LiveRows(RecordQueries &queries, const RelatedValues &related, const DictionaryPtr &dictionary,
                   const EvaluationContext &context, ObjectTypePtr object)
    : m_queries(queries)
    , m_object(std::move(object))
    , m_related(queries, related, dictionary)
    , m_formulas(dictionary, m_related, context)
{
    // What makes an amount of a number, and what it is worth elsewhere.
    for (const int index : {m_object->currencyIndex(), m_object->indexOf(u"created_at")}) {
        if (index >= 0)
            m_reading.fields.insert(index);
    }
}

Result<void> LiveRows::willEvaluate(const CheckedExpression &expression)
{
    return add(m_reading, expression.root());
}

Result<void> LiveRows::add(Reading &reading, const Node &node)
{
    if (node.kind == Node::Kind::Field)
        return addPath(reading, node.path);
    Reading *of = &reading;
    if (node.kind == Node::Kind::Aggregate && node.collectionOwner) {
        for (size_t i = 0; i < node.path.size(); ++i) {
            const ObjectType &next =
                i + 1 < node.path.size() ? *node.path[i + 1].object : *node.collectionOwner;
            of->fields.insert(node.path[i].field);
            of = &of->behind[{node.path[i].field, next.key()}];
        }
        of = &of->below[node.collection];
    }
    for (const std::unique_ptr<Node> &child : node.children) {
        if (child)
            DW_TRY(add(*of, *child));
    }
    return {};
}

Result<void> LiveRows::addPath(Reading &reading, const std::vector<Node::Step> &path)
{
    Reading *at = &reading;
    for (size_t i = 0; i + 1 < path.size(); ++i) {
        at->fields.insert(path[i].field);
        at = &at->behind[{path[i].field, path[i + 1].object->key()}];
    }
    const Node::Step &last = path.back();
    if (last.object->field(last.field).isStored()) {
        at->fields.insert(last.field);
        return {};
    }
    DW_ASSIGN(const std::shared_ptr<const CheckedExpression> formula,
              m_formulas.of(*last.object, last.field));
    return add(*at, formula->root());
}

Result<QList<Record>> LiveRows::read(const std::vector<Id> &ids)
{
    DW_ASSIGN(QList<Record> records,
              m_queries.records(m_object, ids, {m_reading.fields.begin(), m_reading.fields.end()}));
    records.removeIf([](const Record &record) { return !record.isValid(); });
    DW_TRY(m_related.fetch(records, m_reading));
    return records;
}

Result<Value> LiveRows::value(const CheckedExpression &expression, const Record &record, Amounts amounts)
{
    DW_ASSIGN(Value value, evaluate(expression, LiveSource(record, m_formulas, amounts), m_formulas.context));
    if (m_formulas.failure)
        return *m_formulas.failure;
    return value;
}

Result<bool> LiveRows::holds(const CheckedExpression &condition, const Record &record)
{
    DW_ASSIGN(const Value value, this->value(condition, record));
    return value.boolean();
}

Result<Currency> LiveRows::currency(const CheckedExpression &amount, const Record &record)
{
    DW_ASSIGN(const Currency found, LiveSource(record, m_formulas).currencyOf(amount.root()));
    if (m_formulas.failure)
        return *m_formulas.failure;
    return found;
}

}  // namespace dw::postgres
