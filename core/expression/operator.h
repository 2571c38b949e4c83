// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1String>

namespace dw
{

enum class Operator {
    Add,
    Subtract,
    Multiply,
    Divide,
    Negate,
    Concat,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    In,
    And,
    Or,
    Not
};

// As written in text: "+", "<>", "IN", "AND".
QLatin1String operatorText(Operator op);
// How tightly it binds: comparisons and IN 1, & 2, + - 3, * / 4, unary minus 5; AND, OR and NOT are written
// as calls.
int operatorPrecedence(Operator op);

}  // namespace dw
