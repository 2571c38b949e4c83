// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/formulaorder.h"

namespace dw
{

Result<QList<FieldFormula>> orderFormulas(const ObjectType &object, const QList<FieldFormula> &formulas)
{
    QList<FieldFormula> ordered;
    QList<FieldFormula> waiting = formulas;
    while (!waiting.isEmpty()) {
        QList<FieldFormula> later;
        for (const FieldFormula &candidate : std::as_const(waiting)) {
            bool ready = true;
            for (const FieldFormula &other : std::as_const(waiting))
                ready = ready && !candidate.second->fieldsRead().contains(object.field(other.first).key);
            (ready ? ordered : later).append(candidate);
        }
        if (later.size() == waiting.size()) {
            QStringList names;
            for (const FieldFormula &stuck : std::as_const(later))
                names.append(object.field(stuck.first).key);
            return Error(ErrorCode::Invalid, QStringLiteral("rules.formula_cycle"),
                         {object.key(), names.join(QLatin1String(", "))});
        }
        waiting = later;
    }
    return ordered;
}

}  // namespace dw
