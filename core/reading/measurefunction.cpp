// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reading/measurefunction.h"

#include <QHash>

namespace dw
{

std::optional<GroupQuery::Measure::Function> measureFunction(const QString &name)
{
    using Function = GroupQuery::Measure::Function;
    static const QHash<QString, Function> functions{
        {QStringLiteral("count"), Function::Count},
        {QStringLiteral("count_distinct"), Function::CountDistinct},
        {QStringLiteral("sum"), Function::Sum},
        {QStringLiteral("avg"), Function::Average},
        {QStringLiteral("min"), Function::Min},
        {QStringLiteral("max"), Function::Max},
        {QStringLiteral("median"), Function::Median},
    };
    const auto found = functions.constFind(name.toLower());
    return found == functions.constEnd() ? std::nullopt : std::optional(*found);
}

bool canMeasure(GroupQuery::Measure::Function function, const ValueType &of)
{
    using Function = GroupQuery::Measure::Function;
    const bool sums = of.isNumber() || of.kind == ValueType::Kind::Money;
    switch (function) {
        case Function::Count:
        case Function::CountDistinct:
            return true;
        case Function::Min:
        case Function::Max:
            return sums || of.isMoment() || of.kind == ValueType::Kind::Text;
        default:
            return sums;
    }
}

}  // namespace dw
