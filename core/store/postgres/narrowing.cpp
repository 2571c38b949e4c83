// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/postgres/narrowing.h"

#include "core/base/text/textfold.h"
#include "core/store/postgres/statement.h"
#include "core/store/sql/names.h"

#include <algorithm>
#include <span>
#include <utility>

namespace dw::postgres
{

namespace
{

using Kind = ValueType::Kind;
using Path = std::span<const Node::Step>;

const char *symbol(Operator op)
{
    switch (op) {
        case Operator::Equal:
            return "=";
        case Operator::Less:
            return "<";
        case Operator::LessOrEqual:
            return "<=";
        case Operator::Greater:
            return ">";
        case Operator::GreaterOrEqual:
            return ">=";
        default:
            return nullptr;
    }
}

// Kinds whose column is the value and whose order, where it is asked for, is the column's.
bool isPlain(Kind kind, bool ordered)
{
    switch (kind) {
        case Kind::Integer:
        case Kind::Date:
        case Kind::Instant:
            return true;
        case Kind::Text:
        case Kind::Boolean:
        case Kind::Reference:
            return !ordered;
        default:
            return false;
    }
}

bool add(Narrowing &narrowing, const Value &value)
{
    switch (value.kind()) {
        case Value::Kind::Text:
            if (value.text().contains(QChar::Null))
                return false;
            narrowing.values.emplace_back(nfc(value.text()));
            return true;
        case Value::Kind::Integer:
            narrowing.values.emplace_back(value.integer());
            return true;
        case Value::Kind::Boolean:
            narrowing.values.emplace_back(qint64(value.boolean() ? 1 : 0));
            return true;
        case Value::Kind::Date:
            narrowing.values.emplace_back(qint64(value.date().days));
            return true;
        case Value::Kind::Instant:
            narrowing.values.emplace_back(value.instant().ms);
            return true;
        case Value::Kind::Id:
            narrowing.values.emplace_back(value.id().toByteArray());
            return true;
        default:
            return false;
    }
}

class Writer
{
public:
    explicit Writer(const sql::Dialect &dialect) : m_dialect(dialect) {}

    std::optional<Narrowing> condition(const Node &node, const QByteArray &alias)
    {
        if (node.kind == Node::Kind::Field && node.type.kind == Kind::Boolean) {
            Narrowing made;
            made.values.emplace_back(qint64(1));
            return along(node.path, alias, "=?", std::move(made));
        }
        if (node.kind != Node::Kind::Operation)
            return std::nullopt;
        if (node.op == Operator::And || node.op == Operator::Or)
            return joined(node, alias);
        return compared(node, alias);
    }

private:
    std::optional<Narrowing> joined(const Node &node, const QByteArray &alias)
    {
        const bool conjunction = node.op == Operator::And;
        Narrowing all;
        for (const std::unique_ptr<Node> &child : node.children) {
            std::optional<Narrowing> one = condition(*child, alias);
            if (!one) {
                // One that could be anything makes the whole anything, or is left to the evaluator.
                if (!conjunction)
                    return std::nullopt;
                all.exact = false;
                continue;
            }
            all.sql += (all.sql.isEmpty() ? "(" : conjunction ? " AND " : " OR ") + one->sql;
            all.values.insert(all.values.end(), one->values.begin(), one->values.end());
            all.exact = all.exact && one->exact;
        }
        if (all.sql.isEmpty())
            return std::nullopt;
        all.sql += ')';
        return all;
    }

    std::optional<Narrowing> compared(const Node &node, const QByteArray &alias)
    {
        const bool in = node.op == Operator::In;
        const char *const sign = symbol(node.op);
        if (node.children.size() < 2 || (!in && (!sign || node.children.size() != 2)))
            return std::nullopt;
        const Node &subject = *node.children.front();
        if (subject.kind != Node::Kind::Field ||
            !isPlain(subject.type.kind, !in && node.op != Operator::Equal))
            return std::nullopt;
        Narrowing made;
        QByteArray candidates;
        for (size_t i = 1; i < node.children.size(); ++i) {
            const Node &child = *node.children[i];
            if (!child.isConstant() || child.constant.isNull() || child.type.kind != subject.type.kind ||
                !add(made, child.constant))
                return std::nullopt;
            candidates += candidates.isEmpty() ? "?" : ",?";
        }
        return along(subject.path, alias, in ? " IN (" + candidates + ')' : sign + candidates,
                     std::move(made));
    }

    // The comparison of the last field of a path: each reference is followed into its table.
    std::optional<Narrowing> along(Path path, const QByteArray &alias, const QByteArray &comparison,
                                   Narrowing made)
    {
        if (path.empty() || !path.front().object)
            return std::nullopt;
        const Field &field = path.front().object->field(path.front().field);
        if (!field.isStored() || sql::isLinked(field))
            return std::nullopt;
        const QByteArray column = alias + '.' + m_dialect.quoted(field.key);
        if (path.size() == 1) {
            if (field.type == FieldType::AnyReference)
                return std::nullopt;
            made.sql = column + comparison;
            return made;
        }
        const Path rest = path.subspan(1);
        const QByteArray inner = 'r' + QByteArray::number(++m_aliases);
        std::optional<Narrowing> found = along(rest, inner, comparison, std::move(made));
        if (!found)
            return std::nullopt;
        const ObjectType &target = *rest.front().object;
        QByteArray sql = column + " IN (SELECT " + inner + ".\"id\" FROM " + m_dialect.quoted(target.key()) +
                         ' ' + inner + " WHERE " + inner + '.' + m_dialect.own + found->sql;
        // A key is told without its record; anything else of a record in the bin is not.
        if (rest.size() > 1 || rest.front().field != target.keyIndex())
            sql += " AND " + inner + ".\"deleted_at\" IS NULL";
        sql += ')';
        if (field.type == FieldType::AnyReference)
            sql = '(' + sql + " AND " + alias + '.' + m_dialect.quoted(sql::objectColumn(field)) + "='" +
                  target.key().toUtf8().replace('\'', "''") + "')";
        found->sql = sql;
        return found;
    }

    const sql::Dialect &m_dialect;
    int m_aliases = 0;
};

}  // namespace

void Narrowing::bindTo(Statement &statement, int index) const
{
    for (const auto &value : values) {
        if (const auto *number = std::get_if<qint64>(&value))
            statement.bind(index, *number);
        else if (const auto *text = std::get_if<QString>(&value))
            statement.bind(index, QStringView(*text));
        else
            statement.bindBlob(index, std::get<QByteArray>(value));
        ++index;
    }
}

std::optional<Narrowing> narrow(const Node &condition, const sql::Dialect &dialect, const QByteArray &alias)
{
    return Writer(dialect).condition(condition, alias);
}

}  // namespace dw::postgres
