// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expression/valuetype.h"
#include "core/records/query.h"

#include <QString>

#include <optional>

namespace dw
{

// The function of a measure's text, "sum" of "sum(amount)", whatever its case.
std::optional<GroupQuery::Measure::Function> measureFunction(const QString &name);
// As CheckedExpression decides it for aggregates over collections: what is summed must be a number or money.
bool canMeasure(GroupQuery::Measure::Function function, const ValueType &of);

}  // namespace dw
