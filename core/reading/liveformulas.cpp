// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reading/liveformulas.h"

#include "core/records/recordsource.h"

#include <QHash>

#include <algorithm>

namespace dw
{

namespace
{

bool isLive(const Field &field)
{
    return field.type == FieldType::Formula && !field.isStored() && !field.formula.isEmpty();
}

// What the records of one portion refer to: mostly the same few stages and accounts.
class ReadOnce final : public RelatedValues
{
public:
    explicit ReadOnce(const RelatedValues &related) : m_related(related) {}

    Result<Record> record(const RecordRef &ref) const override
    {
        const auto known = m_records.constFind(ref);
        if (known != m_records.constEnd())
            return *known;
        DW_ASSIGN(Record found, m_related.record(ref));
        m_records.insert(ref, found);
        return found;
    }
    Result<QList<Record>> children(const Record &parent, const QString &collection, int limit) const override
    {
        return m_related.children(parent, collection, limit);
    }
    Result<std::optional<Money>> inBase(const Record &record, const Money &money) const override
    {
        return m_related.inBase(record, money);
    }

private:
    const RelatedValues &m_related;
    mutable QHash<RecordRef, Record> m_records;
};

}  // namespace

Result<LiveFormulas> LiveFormulas::of(const DictionaryPtr &dictionary, const ObjectTypePtr &object,
                                      const QList<int> &fields, Currency workspaceCurrency)
{
    LiveFormulas made;
    made.m_needed = fields;
    for (const int field : fields) {
        if (isLive(object->field(field)))
            DW_TRY(made.add(dictionary, object, field, workspaceCurrency));
    }
    if (!made.isEmpty() && object->currencyIndex() >= 0 && !made.m_needed.contains(object->currencyIndex()))
        made.m_needed.append(object->currencyIndex());
    return made;
}

Result<void> LiveFormulas::add(const DictionaryPtr &dictionary, const ObjectTypePtr &object, int field,
                               Currency workspaceCurrency)
{
    const bool known = std::any_of(m_formulas.begin(), m_formulas.end(),
                                   [field](const auto &formula) { return formula.first == field; });
    if (known)
        return {};
    const CheckScope scope{dictionary, object, workspaceCurrency};
    DW_ASSIGN(auto formula, CheckedExpression::compile(object->field(field).formula, scope));
    for (const QString &path : formula->fieldsRead()) {
        const int read = object->indexOf(path);
        if (read < 0)
            continue;
        if (!m_needed.contains(read))
            m_needed.append(read);
        // The dictionary has no circles.
        if (isLive(object->field(read)))
            DW_TRY(add(dictionary, object, read, workspaceCurrency));
    }
    m_formulas.append({field, std::move(formula)});
    return {};
}

Result<void> LiveFormulas::fill(QList<Record> &records, const RelatedValues &related,
                                const EvaluationContext &context) const
{
    if (isEmpty())
        return {};
    const ReadOnce once(related);
    for (Record &record : records) {
        if (!record.isValid())
            continue;
        for (const auto &[field, formula] : m_formulas) {
            DW_ASSIGN(const Value value, evaluateStored(*formula, record, once, context));
            record.set(field, value);
        }
    }
    return {};
}

}  // namespace dw
