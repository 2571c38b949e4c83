// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/approvals/approvalfacts.h"

#include "core/records/recordsource.h"

#include <utility>

namespace dw
{

ApprovalFacts::ApprovalFacts(Record record, const RelatedValues &related, EvaluationContext context)
    : m_record(std::move(record)), m_related(related), m_context(std::move(context))
{}

Result<Value> ApprovalFacts::value(const CheckedExpression &expression) const
{
    RecordSource::BaseGap gap;
    Result<Value> found = evaluate(expression, RecordSource(m_record, m_related, gap), m_context);
    if (!gap.failure.ok())
        return gap.failure.error();
    if (gap.found)
        return Error(ErrorCode::Refused, QStringLiteral("approval.no_rate"), {m_record.currency().code()});
    return found;
}

Result<bool> ApprovalFacts::holds(const CheckedExpression &condition) const
{
    DW_ASSIGN(const Value found, value(condition));
    if (found.kind() != Value::Kind::Boolean)
        return Error(ErrorCode::Refused, QStringLiteral("approval.undecided"),
                     {condition.text(), emptyFields(condition)});
    return found.boolean();
}

QString ApprovalFacts::emptyFields(const CheckedExpression &condition) const
{
    QStringList empty;
    for (const QString &key : condition.fieldsRead()) {
        if (m_record.type().find(key) && m_record.value(key).isNull())
            empty.append(key);
    }
    return empty.join(QStringLiteral(", "));
}

}  // namespace dw
