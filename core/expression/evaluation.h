// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expression/evaluator.h"

#include <optional>

namespace dw
{

// One run of evaluate(): counts the steps and walks the tree.
class Evaluation
{
public:
    explicit Evaluation(const EvaluationContext &context) : m_context(context) {}
    Result<Value> run(const Node &node, const ValueSource &row);

private:
    using Outcome = Result<Value>;

    Outcome field(const Node &node, const ValueSource &row);
    Outcome operation(const Node &node, const ValueSource &row);
    Outcome logic(const Node &node, const ValueSource &row);
    Outcome sum(const Node &node, const Value &a, const Value &b);
    Outcome convert(const Node &node, const ValueSource &row);
    Outcome call(const Node &node, const ValueSource &row);
    Outcome branches(const Node &node, const ValueSource &row);
    Outcome textCall(Function::Id id, const QList<Value> &arguments);
    Outcome numberCall(const Node &node, const QList<Value> &arguments);
    Outcome dateCall(Function::Id id, const QList<Value> &arguments);
    Outcome dayCall(Function::Id id, Date date, const QList<Value> &arguments);
    Outcome membership(const QList<Value> &arguments);
    Outcome aggregate(const Node &node, const ValueSource &row);

    // True or false; nothing for NULL. Both values are not NULL.
    std::optional<bool> compares(Operator op, const Value &a, const Value &b) const;
    std::optional<int> order(const Value &a, const Value &b) const;
    Date dateOf(const Value &moment) const;
    Instant instantOf(const Value &moment) const;
    Result<void> step(int position);

    const EvaluationContext &m_context;
    int m_steps = 0;
};

}  // namespace dw
