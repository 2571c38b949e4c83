// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/expression/checkedexpression.h"

#include <QList>

#include <memory>
#include <utility>

namespace dw
{

using FieldFormula = std::pair<int, std::shared_ptr<const CheckedExpression>>;

// Orders the formulas of one object so that each comes after those it reads. A cycle is refused, naming its
// fields.
Result<QList<FieldFormula>> orderFormulas(const ObjectType &object, const QList<FieldFormula> &formulas);

}  // namespace dw
