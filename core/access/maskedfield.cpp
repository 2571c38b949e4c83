// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/maskedfield.h"

#include <QHash>

namespace dw
{

namespace
{

class Search
{
public:
    explicit Search(const FieldAccess &access) : m_access(access) {}

    std::optional<MaskedField> in(const Node &node)
    {
        if (node.kind == Node::Kind::Field) {
            const Node::Step &last = node.path.back();
            const QString &key = last.object->field(last.field).key;
            auto rights = m_rights.constFind(last.object->key());
            if (rights == m_rights.cend())
                rights = m_rights.insert(last.object->key(), m_access.of(*last.object));
            if (rights->of(key) == FieldRight::Masked)
                return MaskedField{last.object->key(), key};
        }
        for (const std::unique_ptr<Node> &child : node.children) {
            if (auto found = child ? in(*child) : std::nullopt)
                return found;
        }
        return std::nullopt;
    }

    // How many conditions that AND joins compare a masked field with one value; nothing where one is read in
    // another way.
    std::optional<int> comparisons(const Node &node)
    {
        if (node.kind == Node::Kind::Operation && node.op == Operator::And) {
            int all = 0;
            for (const std::unique_ptr<Node> &child : node.children) {
                const std::optional<int> some = comparisons(*child);
                if (!some)
                    return std::nullopt;
                all += *some;
            }
            return all;
        }
        if (!in(node))
            return 0;
        return isOneValue(node) ? std::optional<int>(1) : std::nullopt;
    }

private:
    static bool isOneValue(const Node &node)
    {
        if (node.kind != Node::Kind::Operation || node.op != Operator::Equal || node.children.size() != 2)
            return false;
        const Node::Kind left = kindOf(*node.children.front()), right = kindOf(*node.children.back());
        return (left == Node::Kind::Field && right == Node::Kind::Constant) ||
               (left == Node::Kind::Constant && right == Node::Kind::Field);
    }
    static Node::Kind kindOf(const Node &node)
    {
        return node.kind == Node::Kind::Convert ? node.children.front()->kind : node.kind;
    }

    const FieldAccess &m_access;
    QHash<QString, FieldRights> m_rights;
};

}  // namespace

std::optional<MaskedField> MaskedField::in(const CheckedExpression &asked, const FieldAccess &access)
{
    return Search(access).in(asked.root());
}

Result<void> MaskedField::checkOneValue(const CheckedExpression &asked, const FieldAccess &access)
{
    if (Search(access).comparisons(asked.root()) == 1)
        return {};
    return Error(ErrorCode::Forbidden, QStringLiteral("access.masked_one_value"));
}

Error MaskedField::elsewhere() const
{
    return Error(ErrorCode::Forbidden, QStringLiteral("access.masked_at_server"), {object, field});
}

}  // namespace dw
