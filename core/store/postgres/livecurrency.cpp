// SPDX-License-Identifier: GPL-3.0-or-later
// The currency that an amount would have, as the SQL of a file tells it beside the amount: a row whose amount
// is missing, or not counted, still belongs to the group of its currency.
#include "core/expression/evaluation.h"
#include "core/store/postgres/livesource.h"

#include <algorithm>

namespace dw::postgres
{

namespace
{

using FunctionId = Function::Id;

bool isMoney(const Node &node)
{
    return node.type.kind == ValueType::Kind::Money;
}

// An operation or a call has the currency of the first amount that it is made of.
const Node *firstAmount(const Node &node)
{
    const auto found = std::find_if(
        node.children.begin(), node.children.end(),
        [](const std::unique_ptr<Node> &child) { return isMoney(*child) && !child->isConstant(); });
    return found == node.children.end() ? nullptr : found->get();
}

}  // namespace

Result<Value> LiveSource::valueOf(const Node &node) const
{
    DW_ASSIGN(Value value, Evaluation(m_formulas.context).run(node, *this));
    if (m_formulas.failure)
        return *m_formulas.failure;
    return value;
}

Result<Currency> LiveSource::currencyOf(const Node &node) const
{
    if (!isMoney(node))
        return Currency();
    switch (node.kind) {
        case Node::Kind::Constant:
            return node.constant.isNull() ? currency() : node.constant.money().currency;
        case Node::Kind::Field:
            return currencyOfField(node);
        case Node::Kind::Convert:
            return isMoney(*node.children.front()) ? currencyOf(*node.children.front()) : currency();
        case Node::Kind::Aggregate: {
            DW_ASSIGN(const Value amount, valueOf(node));
            return amount.money().currency;
        }
        case Node::Kind::Call:
            return currencyOfCall(node);
        case Node::Kind::Operation:
            break;
    }
    const Node *amount = firstAmount(node);
    return amount ? currencyOf(*amount) : Currency();
}

Result<Currency> LiveSource::currencyOfField(const Node &node) const
{
    std::shared_ptr<const LiveSource> held;
    const LiveSource *source = this;
    for (size_t i = 0; i + 1 < node.path.size(); ++i) {
        const std::optional<RecordRef> ref = source->target(node.path[i].field);
        if (!ref || ref->object != node.path[i + 1].object->key())
            return Currency();
        DW_ASSIGN(std::shared_ptr<const LiveSource> followed, source->next(node.path[i].field));
        if (!followed)
            return Currency();
        held = std::move(followed);
        source = held.get();
    }
    const Node::Step &last = node.path.back();
    if (last.object->field(last.field).isStored())
        return source->currency();
    DW_ASSIGN(const std::shared_ptr<const CheckedExpression> formula,
              m_formulas.of(*last.object, last.field));
    return source->currencyOf(formula->root());
}

Result<Currency> LiveSource::currencyOfCall(const Node &node) const
{
    const auto &arguments = node.children;
    switch (node.function->id) {
        case FunctionId::If: {
            DW_ASSIGN(const Value holds, valueOf(*arguments[0]));
            const size_t chosen = holds.boolean() ? 1 : 2;
            return holds.isNull() || chosen >= arguments.size() ? Currency() : currencyOf(*arguments[chosen]);
        }
        case FunctionId::Case: {
            DW_ASSIGN(const Value subject, valueOf(*arguments[0]));
            if (subject.isNull())
                return Currency();
            size_t i = 1;
            for (; i + 1 < arguments.size(); i += 2) {
                Node equal;
                equal.kind = Node::Kind::Operation;
                equal.op = Operator::Equal;
                equal.type = ValueType::of(ValueType::Kind::Boolean);
                equal.children.push_back(arguments[0]->clone());
                equal.children.push_back(arguments[i]->clone());
                DW_ASSIGN(const Value matches, valueOf(equal));
                DW_ASSIGN(const Value match, valueOf(*arguments[i]));
                if (match.isNull())
                    return Currency();
                if (matches.boolean())
                    return currencyOf(*arguments[i + 1]);
            }
            return i < arguments.size() ? currencyOf(*arguments[i]) : Currency();
        }
        case FunctionId::IfBlank:
        case FunctionId::Coalesce:
            if (arguments.size() == 1)
                return currencyOf(*arguments.front());
            for (const std::unique_ptr<Node> &argument : arguments) {
                DW_ASSIGN(const Value value, valueOf(*argument));
                if (!value.isNull())
                    return currencyOf(*argument);
            }
            return Currency();
        default:
            break;
    }
    const Node *amount = firstAmount(node);
    return amount ? currencyOf(*amount) : Currency();
}

}  // namespace dw::postgres
