// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/filteraccess.h"

#include "core/expression/narrowing.h"

#include <algorithm>
#include <utility>

namespace dw
{

namespace
{

Error forbidden(const ObjectType &object, const QString &field)
{
    return Error(ErrorCode::Forbidden, QStringLiteral("access.forbidden_field"), {object.key(), field});
}

const Node &withoutConversion(const Node &node)
{
    return node.kind == Node::Kind::Convert ? *node.children.front() : node;
}

// The field that an equality compares with constants, or null.
const Node *comparedField(const Node &node)
{
    const bool equality =
        node.kind == Node::Kind::Operation &&
        (node.op == Operator::Equal || node.op == Operator::NotEqual || node.op == Operator::In);
    if (!equality)
        return nullptr;
    const Node *field = nullptr;
    for (const std::unique_ptr<Node> &child : node.children) {
        const Node &side = withoutConversion(*child);
        if (side.isConstant())
            continue;
        if (field || side.kind != Node::Kind::Field)
            return nullptr;
        field = &side;
    }
    // "a" IN (field) is written the other way round.
    return node.op == Operator::In && field != &withoutConversion(*node.children.front()) ? nullptr : field;
}

}  // namespace

FilterAccess::FilterAccess(const Policy &policy, const Actor &actor, DictionaryPtr dictionary,
                           Currency currency)
    : m_policy(policy), m_actor(actor), m_fields(policy, actor, std::move(dictionary), currency)
{}

FieldRight FilterAccess::rightOf(const ObjectType &object, const QString &field) const
{
    auto known = m_rights.constFind(object.key());
    if (known == m_rights.cend())
        known = m_rights.insert(object.key(), m_fields.of(object));
    return known->of(field);
}

bool FilterAccess::mayFollow(const ObjectTypePtr &target) const
{
    if (!m_policy.may(m_actor, Action::Read, *target, nullptr).allowed)
        return false;
    const Condition readable = m_policy.readable(m_actor, target);
    return !readable || isFollowable(*readable);
}

Result<void> FilterAccess::checkStep(const Node::Step &step, FieldRight least) const
{
    const QString &key = step.object->field(step.field).key;
    if (rightOf(*step.object, key) < least)
        return forbidden(*step.object, key);
    return {};
}

Result<void> FilterAccess::checkField(const Node &node, FieldRight least) const
{
    for (size_t i = 0; i + 1 < node.path.size(); ++i) {
        DW_TRY(checkStep(node.path[i], FieldRight::ReadOnly));
        const Node::Step &next = node.path[i + 1];
        if (!mayFollow(next.object))
            return forbidden(*next.object, next.object->field(next.field).key);
    }
    return checkStep(node.path.back(), least);
}

Result<void> FilterAccess::checkAggregate(const Node &node, Use use) const
{
    for (const Node::Step &step : node.path)
        DW_TRY(checkStep(step, FieldRight::ReadOnly));
    // From the row along the references to the owner: each must be in sight, as its children are asked for.
    const auto isWhole = [&](const ObjectTypePtr &object) {
        return m_policy.may(m_actor, Action::Read, *object, nullptr).allowed &&
               !m_policy.readable(m_actor, object);
    };
    for (size_t i = 1; i < node.path.size(); ++i) {
        if (!isWhole(node.path[i].object))
            return forbidden(*node.path[i].object, node.path[i].object->field(node.path[i].field).key);
    }
    if (node.collectionObject) {
        const Collection *collection =
            node.collectionOwner ? node.collectionOwner->collection(node.collection) : nullptr;
        const bool owner = node.path.empty() || (node.collectionOwner && isWhole(node.collectionOwner));
        if (!collection || !owner || !isWhole(node.collectionObject))
            return forbidden(*node.collectionObject, collection ? collection->by : node.collection);
        if (rightOf(*node.collectionObject, collection->by) < FieldRight::ReadOnly)
            return forbidden(*node.collectionObject, collection->by);
    }
    for (const std::unique_ptr<Node> &child : node.children) {
        if (child)
            DW_TRY(check(*child, use));
    }
    return {};
}

Result<void> FilterAccess::check(const Node &node, Use use) const
{
    if (node.kind == Node::Kind::Field)
        return checkField(node, FieldRight::ReadOnly);
    if (node.kind == Node::Kind::Aggregate)
        return checkAggregate(node, use);
    if (const Node *field = use == Use::Filter ? comparedField(node) : nullptr)
        return checkField(*field, FieldRight::Masked);
    for (const std::unique_ptr<Node> &child : node.children) {
        if (child)
            DW_TRY(check(*child, use));
    }
    return {};
}

Result<Condition> FilterAccess::allowed(const Condition &asked, Use use) const
{
    if (!asked || m_policy.isOpen())
        return asked;
    DW_TRY(check(asked->root(), use));
    return narrowed(asked,
                    [this](const ObjectTypePtr &object) { return m_policy.readable(m_actor, object); });
}

Result<Condition> FilterAccess::filter(const Condition &asked) const
{
    return allowed(asked, Use::Filter);
}

Result<Condition> FilterAccess::value(const Condition &asked) const
{
    return allowed(asked, Use::Value);
}

Result<void> FilterAccess::mayFilter(const CheckedExpression &asked) const
{
    return m_policy.isOpen() ? Result<void>() : check(asked.root(), Use::Filter);
}

}  // namespace dw
