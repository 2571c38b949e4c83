// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expression/evaluator.h"
#include "core/expression/trialshape.h"

#include <functional>
#include <optional>

namespace dw
{

// Tries an expression on made-up records (B10): all combinations of the edge values of what it reads where
// these are few, else each value beside ordinary ones and pairs of them. Pure, some milliseconds; the
// expressions must outlive it.
class ExpressionTrial
{
public:
    static constexpr int MaxCases = 2000;

    // `rules` are what records of the object fulfil anyway.
    ExpressionTrial(const CheckedExpression &expression, EvaluationContext context,
                    QList<const CheckedExpression *> rules = {});

    // A record on which evaluating ends with an error, within the rules; whatever of it can be empty is.
    struct Failure
    {
        QString values;  // as TrialShape::text()
        Error error;
    };
    std::optional<Failure> failure() const;

    // Of a condition that no record whatever can fulfil, whether within the rules or not: one that comes as
    // near as any. Nothing where one can, and where that cannot be told by trying (TrialShape::isClosed()).
    std::optional<QString> contradiction() const;

private:
    // Until `visit` answers false. True: these were all combinations.
    bool forEachCase(const std::function<bool(const TrialCase &)> &visit) const;
    Result<Value> result(const TrialCase &values) const;
    bool keepsRules(const TrialCase &values) const;

    const CheckedExpression &m_expression;
    EvaluationContext m_context;
    QList<const CheckedExpression *> m_rules;
    TrialShape m_shape;
    QList<QList<Value>> m_values;  // of each leaf
};

}  // namespace dw
