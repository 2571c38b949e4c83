// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/scopegap.h"

#include <algorithm>

namespace dw
{

namespace
{

bool counts(const Node &node)
{
    return node.kind == Node::Kind::Aggregate ||
           std::any_of(node.children.begin(), node.children.end(),
                       [](const auto &child) { return child && counts(*child); });
}

bool readsUnstored(const Node &node)
{
    return std::any_of(node.path.begin(), node.path.end(),
                       [](const Node::Step &step) { return !step.object->field(step.field).isStored(); }) ||
           std::any_of(node.children.begin(), node.children.end(),
                       [](const auto &child) { return child && readsUnstored(*child); });
}

}  // namespace

std::optional<ScopeGap::Why> ScopeGap::whyNot(const CheckedExpression &condition)
{
    if (condition.usesNow())
        return Why::Time;
    if (condition.usesActor())
        return Why::Actor;
    if (counts(condition.root()))
        return Why::Children;
    if (readsUnstored(condition.root()))
        return Why::Unstored;
    return std::nullopt;
}

QString ScopeGap::key() const
{
    switch (why) {
        case Why::Time:
            return QStringLiteral("access.scope_gap_time");
        case Why::Actor:
            return QStringLiteral("access.scope_gap_actor");
        case Why::Children:
            return QStringLiteral("access.scope_gap_children");
        case Why::Unstored:
            return QStringLiteral("access.scope_gap_unstored");
        case Why::TooMany:
            break;
    }
    return QStringLiteral("access.scope_gap_many");
}

QStringList ScopeGap::arguments(const QString &roleName) const
{
    QStringList given{roleName, QLatin1String("@object:") + object};
    if (!at.isEmpty())
        given.append(QLatin1String("@object:") + at);
    return given;
}

}  // namespace dw
