// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/expressiontrial.h"

#include "core/expression/edgevalues.h"

#include <algorithm>
#include <utility>

namespace dw
{

ExpressionTrial::ExpressionTrial(const CheckedExpression &expression, EvaluationContext context,
                                 QList<const CheckedExpression *> rules)
    : m_expression(expression), m_context(std::move(context)), m_rules(std::move(rules)), m_shape(expression)
{
    for (const TrialShape::Leaf &leaf : m_shape.leaves()) {
        // Two rows first: one alone hides what adding them up comes to.
        m_values.append(leaf.field ? edgeValues(*leaf.field, leaf.leadsTo, leaf.constants, m_context)
                                   : QList<Value>{Value(qint64(2)), Value(qint64(0)), Value(qint64(1))});
    }
}

Result<Value> ExpressionTrial::result(const TrialCase &values) const
{
    return evaluate(m_expression, *m_shape.source(values, m_context.workspaceCurrency), m_context);
}

// As the validator sees it: what is empty is not broken.
bool ExpressionTrial::keepsRules(const TrialCase &values) const
{
    const auto source = m_shape.source(values, m_context.workspaceCurrency);
    return std::all_of(m_rules.begin(), m_rules.end(), [&](const CheckedExpression *rule) {
        const auto holds = evaluate(*rule, *source, m_context);
        return holds.ok() && (holds->isNull() || holds->boolean());
    });
}

bool ExpressionTrial::forEachCase(const std::function<bool(const TrialCase &)> &visit) const
{
    const QList<TrialShape::Leaf> &leaves = m_shape.leaves();
    qint64 all = 1;
    for (const QList<Value> &values : m_values)
        all = std::min<qint64>(all * values.size(), MaxCases + 1);
    TrialCase made;
    for (qsizetype i = 0; i < leaves.size(); ++i)
        made.insert(leaves[i].path, m_values[i].first());
    if (all <= MaxCases) {
        QList<qsizetype> at(leaves.size(), 0);
        for (;;) {
            if (!visit(made))
                return false;
            qsizetype i = 0;
            for (; i < at.size(); ++i) {
                at[i] = (at[i] + 1) % m_values[i].size();
                made.insert(leaves[i].path, m_values[i][at[i]]);
                if (at[i] > 0)
                    break;
            }
            if (i == at.size())
                return true;
        }
    }
    const TrialCase ordinary = made;
    int left = MaxCases;
    const auto go = [&](const TrialCase &one) { return left-- > 0 && visit(one); };
    for (qsizetype i = 0; i < leaves.size(); ++i) {
        for (const Value &value : m_values[i]) {
            made = ordinary;
            made.insert(leaves[i].path, value);
            if (!go(made))
                return false;
        }
    }
    // The same place of every list at once: all empty, all nothing, all at their ends.
    qsizetype longest = 0;
    for (const QList<Value> &values : m_values)
        longest = std::max(longest, values.size());
    for (qsizetype k = 0; k < longest; ++k) {
        for (qsizetype i = 0; i < leaves.size(); ++i)
            made.insert(leaves[i].path, m_values[i][k % m_values[i].size()]);
        if (!go(made))
            return false;
    }
    for (qsizetype i = 0; i < leaves.size(); ++i) {
        for (qsizetype j = i + 1; j < leaves.size(); ++j) {
            for (const Value &one : m_values[i]) {
                for (const Value &other : m_values[j]) {
                    made = ordinary;
                    made.insert(leaves[i].path, one);
                    made.insert(leaves[j].path, other);
                    if (!go(made))
                        return false;
                }
            }
        }
    }
    return false;
}

std::optional<ExpressionTrial::Failure> ExpressionTrial::failure() const
{
    TrialCase failing;
    std::optional<Error> error;
    forEachCase([&](const TrialCase &one) {
        const auto value = result(one);
        if (value.ok() || !keepsRules(one))
            return true;
        failing = one;
        error = value.error();
        return false;
    });
    if (!error)
        return std::nullopt;
    // What it does not take is left out, so that the case says why.
    for (const TrialShape::Leaf &leaf : m_shape.leaves()) {
        TrialCase smaller = failing;
        smaller.insert(leaf.path, leaf.field ? Value() : Value(qint64(0)));
        const auto value = result(smaller);
        if (!value.ok() && value.error().key == error->key && keepsRules(smaller))
            failing = smaller;
    }
    return Failure{m_shape.text(failing), *error};
}

std::optional<QString> ExpressionTrial::contradiction() const
{
    if (!m_shape.isClosed() || m_expression.usesNow() || m_expression.usesActor())
        return std::nullopt;
    bool fulfilled = false;
    QString near;
    const bool all = forEachCase([&](const TrialCase &one) {
        const auto value = result(one);
        fulfilled = fulfilled || (value.ok() && value->boolean());
        // False says more than empty.
        if (near.isEmpty() && value.ok() && !value->isNull())
            near = m_shape.text(one);
        return !fulfilled;
    });
    if (!all || fulfilled)
        return std::nullopt;
    return near;
}

}  // namespace dw
