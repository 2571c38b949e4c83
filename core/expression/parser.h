// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/expression/expressionerror.h"
#include "core/expression/syntaxnode.h"

#include <QString>

#include <memory>

namespace dw
{

// Reads the text of an expression:
//   comparison := concat { (= | <> | < | <= | > | >=) concat | IN "(" list ")" }
//   concat     := sum { & sum }         sum := product { (+ | -) product }
//   product    := unary { (* | /) unary }       unary := - unary | primary
//   primary    := number [%] | "text" | TRUE | FALSE | NULL | name { . name } | NAME( [list] ) | ( comparison
//   )
// All binary operators group from the left. A number has at most 12 decimals and no exponent; a percent at
// most two. Errors are Invalid, or Limit beyond MaxText, MaxDepth (of brackets and of the tree) or MaxNodes.
class Parser
{
public:
    static constexpr int MaxText = 64 * 1024;  // UTF-16 units
    static constexpr int MaxDepth = 64;
    static constexpr int MaxNodes = 2000;

    static Result<std::unique_ptr<SyntaxNode>> parse(const QString &text, ExpressionError *where = nullptr);
};

}  // namespace dw
