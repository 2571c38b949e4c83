// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reading/liveformulas.h"

#include "core/records/recordsource.h"

#include <algorithm>

namespace dw
{

namespace
{

bool isLive(const Field &field)
{
    return field.type == FieldType::Formula && !field.isStored() && !field.formula.isEmpty();
}

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

Result<void> LiveFormulas::fill(Record &record, const RelatedValues &related,
                                const EvaluationContext &context) const
{
    for (const auto &[field, formula] : m_formulas) {
        DW_ASSIGN(const Value value, evaluateStored(*formula, record, related, context));
        record.set(field, value);
    }
    return {};
}

}  // namespace dw
