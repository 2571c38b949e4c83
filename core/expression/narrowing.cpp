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

NodePointer call(Function::Id id, const ValueType &type, NodePointer first, NodePointer second = nullptr,
                 NodePointer third = nullptr)
{
    auto node = std::make_unique<Node>();
    node->kind = Node::Kind::Call;
    node->function = &function(id);
    node->type = type;
    node->children.push_back(std::move(first));
    if (second)
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

NodePointer negated(NodePointer operand)
{
    std::vector<NodePointer> operands;
    operands.push_back(std::move(operand));
    return operation(Operator::Not, std::move(operands));
}

// The reference leads to a record of `target`.
NodePointer leads(const ObjectTypePtr &object, int reference, const ObjectTypePtr &target)
{
    auto id = std::make_unique<Node>();
    id->kind = Node::Kind::Field;
    id->path = {{object, reference}, {target, target->indexOf(u"id")}};
    const Node::Step &last = id->path.back();
    id->type = ValueType::ofField(last.object->field(last.field), *last.object);
    return negated(call(Function::Id::IsBlank, ValueType::of(ValueType::Kind::Boolean), std::move(id)));
}

// Whether the value may be another than NULL where every field is NULL.
bool mayBeKnown(const Node &node)
{
    const auto ofChild = [](const NodePointer &child) { return child && mayBeKnown(*child); };
    switch (node.kind) {
        case Node::Kind::Constant:
            return !node.constant.isNull();
        case Node::Kind::Field:
            return false;
        case Node::Kind::Operation:
            if (node.op == Operator::And || node.op == Operator::Or)
                return std::any_of(node.children.begin(), node.children.end(), ofChild);
            return node.op == Operator::In ? ofChild(node.children.front())
                                           : std::all_of(node.children.begin(), node.children.end(), ofChild);
        case Node::Kind::Convert:
            return ofChild(node.children.front());
        default:
            // A call may say something about NULL.
            return true;
    }
}

// Whether it may hold where every field is NULL, as it is asked behind a reference that leads nowhere.
bool mayHoldOfNothing(const Node &node)
{
    const auto ofChild = [](const NodePointer &child) { return mayHoldOfNothing(*child); };
    if (node.kind == Node::Kind::Operation && node.op == Operator::And)
        return std::all_of(node.children.begin(), node.children.end(), ofChild);
    if (node.kind == Node::Kind::Operation && node.op == Operator::Or)
        return std::any_of(node.children.begin(), node.children.end(), ofChild);
    if (node.isConstant())
        return node.constant.boolean();
    return mayBeKnown(node);
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
    if (mayHoldOfNothing(target.root())) {
        NodePointer there = leads(object, reference, target.object());
        if (root->isConstant()) {
            root = std::move(there);
        } else {
            std::vector<NodePointer> both;
            both.push_back(std::move(there));
            both.push_back(std::move(root));
            root = operation(Operator::And, std::move(both));
        }
    }
    if (which == Behind::Unseen) {
        const ValueType truth = ValueType::of(ValueType::Kind::Boolean);
        root = negated(
            call(Function::Id::Coalesce, truth, std::move(root), constant(truth, Value::boolean(false))));
    }
    return Checker::assembled(target, std::move(root), object);
}

}  // namespace dw
