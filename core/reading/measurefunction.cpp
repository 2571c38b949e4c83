// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reading/measurefunction.h"

#include <QHash>

namespace dw
{

using Of = GroupQuery::Measure::Function;

std::optional<Of> measureFunction(const QString &name)
{
    static const QHash<QString, Of> functions{
        {QStringLiteral("count"), Of::Count},   {QStringLiteral("count_distinct"), Of::CountDistinct},
        {QStringLiteral("sum"), Of::Sum},       {QStringLiteral("avg"), Of::Average},
        {QStringLiteral("min"), Of::Min},       {QStringLiteral("max"), Of::Max},
        {QStringLiteral("median"), Of::Median},
    };
    const auto found = functions.constFind(name.toLower());
    return found == functions.constEnd() ? std::nullopt : std::optional(*found);
}

bool canMeasure(Of function, const ValueType &of)
{
    const bool sums = of.isNumber() || of.kind == ValueType::Kind::Money;
    switch (function) {
        case Of::Count:
        case Of::CountDistinct:
            return true;
        case Of::Min:
        case Of::Max:
            return sums || of.isMoment() || of.kind == ValueType::Kind::Text;
        default:
            return sums;
    }
}

}  // namespace dw
