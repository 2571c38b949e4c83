// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expression/expressionerror.h"

#include <QString>

namespace dw
{

// B10: an expression of the configuration that does not check: Invalid "configuration.formula_wrong" (what it
// belongs to, line, character, reason), both from 1.
Error wrongExpression(const QString &what, const QString &text, const ExpressionError &problem);

}  // namespace dw
