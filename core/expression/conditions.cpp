// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/conditions.h"

#include "core/expression/checker.h"
#include "core/expression/narrowing.h"

#include <algorithm>
#include <utility>

namespace dw::conditions
{

namespace
{

using NodePointer = std::unique_ptr<Node>;

const ValueType Truth = ValueType::of(ValueType::Kind::Boolean);

NodePointer operation(Operator op)
{
    auto node = std::make_unique<Node>();
    node->kind = Node::Kind::Operation;
    node->op = op;
    node->type = Truth;
    return node;
}

NodePointer constant(const ValueType &type, const Value &value)
{
    auto node = std::make_unique<Node>();
    node->type = type;
    node->constant = value;
    return node;
}

NodePointer read(std::vector<Node::Step> path)
{
    auto node = std::make_unique<Node>();
    node->kind = Node::Kind::Field;
    const Node::Step &last = path.back();
    node->type = ValueType::ofField(last.object->field(last.field), *last.object);
    node->path = std::move(path);
    return node;
}

QString keyOf(const ObjectTypePtr &object, int field)
{
    return object->field(field).key;
}

ConditionPtr always(const ObjectTypePtr &object)
{
    return Checker::assembled(constant(Truth, Value::boolean(true)), object, QStringLiteral("TRUE"), {});
}

}  // namespace

ConditionPtr never(const ObjectTypePtr &object)
{
    return Checker::assembled(constant(Truth, Value::boolean(false)), object, QStringLiteral("FALSE"), {});
}

ConditionPtr isOneOf(const ObjectTypePtr &object, int field, const QList<Id> &ids)
{
    if (ids.isEmpty())
        return never(object);
    NodePointer node = operation(ids.size() == 1 ? Operator::Equal : Operator::In);
    node->children.push_back(read({{object, field}}));
    const ValueType type = node->children.front()->type;
    // In order, so that equal sets are equal conditions.
    QList<Id> sorted = ids;
    std::sort(sorted.begin(), sorted.end());
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    for (const Id &id : std::as_const(sorted))
        node->children.push_back(constant(type, Value(id)));
    if (sorted.size() == 1)
        node->op = Operator::Equal;
    const QString key = keyOf(object, field);
    return Checker::assembled(std::move(node), object,
                              QStringLiteral("%1 IN (%2)").arg(key, QString::number(sorted.size())), {key});
}

ConditionPtr isText(const ObjectTypePtr &object, int field, const QString &value)
{
    NodePointer node = operation(Operator::Equal);
    node->children.push_back(read({{object, field}}));
    node->children.push_back(constant(ValueType::of(ValueType::Kind::Text), Value(value)));
    const QString key = keyOf(object, field);
    return Checker::assembled(std::move(node), object, QStringLiteral("%1 = \"%2\"").arg(key, value), {key});
}

ConditionPtr behind(const ObjectTypePtr &object, int reference, const ObjectTypePtr &target,
                    const ConditionPtr &condition)
{
    return behindReference(object, reference, condition ? *condition : *always(target), Behind::Seen);
}

ConditionPtr anyOf(const QList<ConditionPtr> &conditions)
{
    if (conditions.size() < 2)
        return conditions.isEmpty() ? nullptr : conditions.first();
    NodePointer node = operation(Operator::Or);
    QStringList texts, read;
    for (const ConditionPtr &one : conditions) {
        // An OR gives its parts, as CheckedExpression::both does with an AND.
        if (one->root().kind == Node::Kind::Operation && one->root().op == Operator::Or) {
            for (const NodePointer &child : one->root().children)
                node->children.push_back(child->clone());
        } else {
            node->children.push_back(one->root().clone());
        }
        texts.append(one->text());
        for (const QString &field : one->fieldsRead()) {
            if (!read.contains(field))
                read.append(field);
        }
    }
    return Checker::assembled(std::move(node), conditions.first()->object(),
                              QStringLiteral("OR(%1)").arg(texts.join(QLatin1String(", "))), read);
}

}  // namespace dw::conditions
