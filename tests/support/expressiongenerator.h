// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/expressionworld.h"

#include <rapidcheck.h>

namespace dw::test
{

// Random well-typed expressions and random records for properties. Link dealwright_expressionsupport and
// write
//
//   DW_PROPERTY([] {
//       const ExpressionCase one = *expressionCase();
//       const auto checked = CheckedExpression::compile(one.expression.text, ExpressionWorld::scope());
//       RC_ASSERT(checked.ok());
//       for (const Id &deal : one.deals) {
//           const auto value = evaluate(**checked, *one.world.source(deal), ExpressionWorld::context());
//           ... store one.world.records (field key -> value) in a database, evaluate there, compare ...
//       }
//   });
//
// An evaluation may answer an error (expression.overflow, expression.mixed_currencies): the other side must
// then answer one too. References always point at records of the world or are NULL; lines carry the currency
// of their deal or, now and then, another one.
struct GeneratedExpression
{
    QString text;
    ValueType::Kind kind = ValueType::Kind::Null;  // of the checked type
};

struct ExpressionCase
{
    ExpressionWorld world;
    QList<Id> deals;
    GeneratedExpression expression;
};

// An expression of the kind over a deal of ExpressionWorld, nested up to `depth` levels.
rc::Gen<QString> expressionText(ValueType::Kind kind, int depth = 3);
rc::Gen<GeneratedExpression> generatedExpression(int depth = 3);
// One to four deals with companies, phases, users and lines: NULLs, empty text, several currencies, month
// ends, days at the edges of the zone, Chinese and supplementary characters.
rc::Gen<ExpressionWorld> expressionWorld();
rc::Gen<ExpressionCase> expressionCase(int depth = 3);

}  // namespace dw::test
