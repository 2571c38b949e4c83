// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/wrongexpression.h"

#include "core/base/wording.h"
#include "core/expression/textplace.h"

namespace dw
{

Error wrongExpression(const QString &what, const QString &text, const ExpressionError &problem)
{
    const TextPlace place = TextPlace::of(text, problem.position);
    return Error(
        ErrorCode::Invalid, QStringLiteral("configuration.formula_wrong"),
        {what, QString::number(place.line), QString::number(place.character), describe(problem.error)});
}

}  // namespace dw
