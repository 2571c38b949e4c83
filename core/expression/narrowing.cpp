// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/narrowing.h"

#include "core/expression/checker.h"

#include <algorithm>

namespace dw
{

namespace
{

using NodePointer = std::unique_ptr<Node>;

NodePointer operation(Operator op, std::vector<NodePointer> children)
{
    auto node = std::make_unique<Node>();
    node->kind = Node::Kind::Operation;
    node->op = op;
    node->type = ValueType::of(ValueType::Kind::Boolean);
    node->children = std::move(children);
    return node;
}

NodePointer call(Function::Id id, const ValueType &type, NodePointer first, NodePointer second,
                 NodePointer third = nullptr)
{
    auto node = std::make_unique<Node>();
    node->kind = Node::Kind::Call;
    node->function = &function(id);
    node->type = type;
    node->children.push_back(std::move(first));
    node->children.push_back(std::move(second));
    if (third)
        node->children.push_back(std::move(third));
    return node;
}

NodePointer constant(const ValueType &type, const Value &value)
{
    auto node = std::make_unique<Node>();
    node->type = type;
    node->constant = value;
    return node;
}

// The condition as it is asked from a row from which `steps` lead to its record.
NodePointer rebased(const Node &condition, const std::vector<Node::Step> &steps)
{
    NodePointer node = condition.clone();
    const auto lead = [&](const auto &self, Node &one) -> void {
        if (one.kind == Node::Kind::Field)
            one.path.insert(one.path.begin(), steps.begin(), steps.end());
        for (const NodePointer &child : one.children) {
            if (child)
                self(self, *child);
        }
    };
    lead(lead, *node);
    return node;
}

bool isFollowable(const Node &node)
{
    if (node.kind == Node::Kind::Aggregate)
        return false;
    if (node.kind == Node::Kind::Convert && node.type.kind == ValueType::Kind::Money)
        return false;
    return std::all_of(node.children.begin(), node.children.end(),
                       [](const NodePointer &child) { return !child || isFollowable(*child); });
}

// Whether anything was narrowed.
bool narrow(NodePointer &node, const VisibleRecords &visible)
{
    bool changed = false;
    for (NodePointer &child : node->children)
        changed = (child && narrow(child, visible)) || changed;
    if (node->kind != Node::Kind::Field || node->path.size() < 2)
        return changed;
    std::vector<NodePointer> conditions;
    for (size_t i = 1; i < node->path.size(); ++i) {
        if (const auto condition = visible(node->path[i].object))
            conditions.push_back(rebased(
                condition->root(),
                {node->path.begin(), node->path.begin() + std::vector<Node::Step>::difference_type(i)}));
    }
    if (conditions.empty())
        return changed;
    NodePointer all = conditions.size() == 1 ? std::move(conditions.front())
                                             : operation(Operator::And, std::move(conditions));
    const ValueType type = node->type;
    node = call(Function::Id::If, type, std::move(all), std::move(node), constant(type, Value()));
    return true;
}

}  // namespace

bool isFollowable(const CheckedExpression &condition)
{
    return isFollowable(condition.root());
}

std::shared_ptr<const CheckedExpression> narrowed(const std::shared_ptr<const CheckedExpression> &expression,
                                                  const VisibleRecords &visible)
{
    if (!expression)
        return expression;
    NodePointer root = expression->root().clone();
    return narrow(root, visible) ? Checker::assembled(*expression, std::move(root)) : expression;
}

std::shared_ptr<const CheckedExpression> behindReference(const ObjectTypePtr &object, int reference,
                                                         const CheckedExpression &target, Behind which)
{
    NodePointer root = rebased(target.root(), {{object, reference}});
    if (which == Behind::Unseen) {
        const ValueType truth = ValueType::of(ValueType::Kind::Boolean);
        std::vector<NodePointer> operand;
        operand.push_back(
            call(Function::Id::Coalesce, truth, std::move(root), constant(truth, Value::boolean(false))));
        root = operation(Operator::Not, std::move(operand));
    }
    return Checker::assembled(target, std::move(root), object);
}

}  // namespace dw
