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

private:
    const FieldAccess &m_access;
    QHash<QString, FieldRights> m_rights;
};

}  // namespace

std::optional<MaskedField> MaskedField::in(const CheckedExpression &asked, const FieldAccess &access)
{
    return Search(access).in(asked.root());
}

Error MaskedField::elsewhere() const
{
    return Error(ErrorCode::Forbidden, QStringLiteral("access.masked_at_server"), {object, field});
}

}  // namespace dw
