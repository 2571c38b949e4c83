// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/storedformulas.h"

#include "core/records/recordsource.h"

#include <QStringList>

namespace dw
{

namespace
{

// As the record holds it.
Value asStored(const Field &field, const Value &value)
{
    if (field.valueType() != FieldType::Decimal || value.isNull())
        return value;
    const Decimal given =
        value.kind() == Value::Kind::Integer ? Decimal(value.integer(), 0) : value.decimal();
    const auto scaled = given.rescaled(field.scale);
    return scaled ? Value(*scaled) : Value();
}

// "The field is not what its formula gives". Neither is equal to nothing, nor an amount to one of another
// currency.
QString differs(const Field &field)
{
    QString formula = QStringLiteral("(%1)").arg(field.formula);
    if (field.valueType() == FieldType::Decimal)
        formula = QStringLiteral("ROUND(%1, %2)").arg(formula).arg(field.scale);
    return QStringLiteral("NOT(IFBLANK(%1 = %2, AND(ISBLANK(%1), ISBLANK(%2))))").arg(field.key, formula);
}

}  // namespace

Result<StoredFormulas> StoredFormulas::of(const DictionaryPtr &dictionary, const ObjectTypePtr &object,
                                          Currency workspaceCurrency, const Wanted &wanted)
{
    StoredFormulas found;
    const CheckScope scope{dictionary, object, workspaceCurrency};
    QStringList conditions;
    for (int i = 0; i < object->fieldCount(); ++i) {
        const Field &field = object->field(i);
        if (!field.isFormula() || !field.isStored() || field.formula.isEmpty())
            continue;
        DW_ASSIGN(const auto formula, CheckedExpression::compile(field.formula, scope));
        if (!wanted(*formula))
            continue;
        found.m_formulas.append({i, formula});
        conditions.append(differs(field));
    }
    if (found.isEmpty())
        return found;
    // Too long, or of values that do not compare: then every record is suspect.
    const auto suspects = CheckedExpression::condition(
        QStringLiteral("OR(%1)").arg(conditions.join(QLatin1String(", "))), scope);
    if (suspects.ok())
        found.m_suspects = *suspects;
    return found;
}

Result<QList<StoredFormulas::Difference>> StoredFormulas::differences(const Record &record,
                                                                      const RelatedValues &related,
                                                                      const EvaluationContext &context) const
{
    QList<Difference> found;
    for (const auto &[index, formula] : m_formulas) {
        DW_ASSIGN(const Value given, evaluateStored(*formula, record, related, context));
        const Value now = asStored(record.type().field(index), given);
        if (now != record.value(index))
            found.append({index, record.value(index), now});
    }
    return found;
}

}  // namespace dw
