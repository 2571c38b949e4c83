// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite/compiler.h"

#include "core/base/text/textfold.h"
#include "core/expression/checkedexpression.h"
#include "core/store/sqlite/schema.h"
#include "core/store/sqlite/sqlvalue.h"

#include <algorithm>

namespace dw::sqlite
{

namespace
{

using Kind = ValueType::Kind;

// Formulas that read formulas, and branches that double their operand, stay within these.
constexpr int MaxDepth = 96;
constexpr qsizetype MaxSqlBytes = 900'000;

Error tooComplex()
{
    return Error(ErrorCode::Limit, QStringLiteral("expression.too_complex"));
}

}  // namespace

bool canFail(const Node &node)
{
    if (node.kind == Node::Kind::Convert || node.kind == Node::Kind::Call)
        return true;
    if (node.kind == Node::Kind::Operation) {
        switch (node.op) {
            case Operator::Add:
            case Operator::Subtract:
            case Operator::Multiply:
            case Operator::Divide:
            case Operator::Negate:
                return true;
            default:
                break;
        }
    }
    if (node.kind == Node::Kind::Aggregate)
        return true;
    return std::any_of(node.children.begin(), node.children.end(),
                       [](const std::unique_ptr<Node> &child) { return child && canFail(*child); });
}

Compiler::Compiler(DictionaryPtr dictionary, const EvaluationContext &context)
    : m_dictionary(std::move(dictionary)), m_context(context)
{}

Compiler::Row Compiler::row(const ObjectTypePtr &object)
{
    return {nextAlias(), object};
}

Sql Compiler::from(const Row &row)
{
    Sql sql = Sql::name(row.object->key());
    sql << " " << Sql(row.alias);
    return sql;
}

QByteArray Compiler::nextAlias()
{
    return 't' + QByteArray::number(m_aliases++);
}

Sql Compiler::contextParameter()
{
    return Sql::parameter(ContextBind());
}

// Scales and lengths stand in the text: they are part of what is compiled, and constants help the planner.
Sql Compiler::number(qint64 value) const
{
    return Sql(QByteArray::number(value));
}

Sql Compiler::recordCurrency(const Row &row) const
{
    if (!row.object->hasMoney())
        return Sql("NULL");
    if (m_money == Money::Base)
        return Sql::parameter(m_context.workspaceCurrency.key());
    return Sql::column(row.alias, row.object->field(row.object->currencyIndex()).key);
}

Result<Compiler::Compiled> Compiler::value(const Node &node, const Row &row)
{
    return compile(node, row);
}

Result<Compiler::Compiled> Compiler::compile(const Node &node, const Row &row)
{
    if (++m_depth > MaxDepth) {
        --m_depth;
        return tooComplex();
    }
    Result<Compiled> result = [&]() -> Result<Compiled> {
        switch (node.kind) {
            case Node::Kind::Constant:
                return constant(node, row);
            case Node::Kind::Field:
                return path(node.path, row);
            case Node::Kind::Operation:
                return operation(node, row);
            case Node::Kind::Call:
                return call(node, row);
            case Node::Kind::Aggregate:
                return aggregate(node, row);
            case Node::Kind::Convert:
                return convert(node, row);
        }
        return Error(ErrorCode::Internal, QStringLiteral("store.internal"));
    }();
    --m_depth;
    if (result.ok() && result->sql.text().size() > MaxSqlBytes)
        return tooComplex();
    return result;
}

Result<Compiler::Compiled> Compiler::constant(const Node &node, const Row &row)
{
    if (node.constant.isNull())
        return Compiled{Sql("NULL"), node.type.kind == Kind::Money ? recordCurrency(row) : Sql()};
    const Value &value = node.constant;
    const Value normalised = value.kind() == Value::Kind::Text ? Value(nfc(value.text())) : value;
    const std::optional<SqlBind> bind = toBind(normalised, node.type);
    if (!bind)
        return Error(ErrorCode::Invalid, QStringLiteral("expression.overflow"));
    Compiled compiled{Sql::parameter(*bind), {}};
    if (node.type.kind == Kind::Money)
        compiled.currency = Sql::parameter(value.money().currency.key());
    return compiled;
}

Result<Compiler::Compiled> Compiler::fieldValue(const ObjectType &object, int index, const Row &row)
{
    const Field &field = object.field(index);
    if (!field.isStored())
        return formula(object, field, row);
    if (isLinked(field)) {
        const QByteArray alias = nextAlias();
        const bool tags = field.type == FieldType::Tags;
        Sql sql("(SELECT ");
        // json_group_array and group_concat take the rows in the order of the inner SELECT.
        sql << (tags ? "nullif(json_group_array(v), '[]')" : "dw_concat(v)") << " FROM (SELECT "
            << Sql::column(alias, tags ? u"text" : u"target") << " AS v FROM "
            << Sql::name(linkTable(object, field)) << " " << Sql(alias) << " WHERE "
            << Sql::column(alias, u"owner") << " = " << Sql::column(row.alias, u"id") << " ORDER BY "
            << Sql::column(alias, u"position") << "))";
        return Compiled{sql, {}};
    }
    const bool base = m_money == Money::Base && hasBase(field);
    const bool common = field.type == FieldType::Picklist || field.type == FieldType::Boolean;
    Sql column(m_scan && common ? "+" : "");
    column << Sql::column(row.alias, base ? baseColumn(field) : field.key);
    Compiled compiled{column, {}};
    if (field.valueType() == FieldType::Money)
        compiled.currency = recordCurrency(row);
    return compiled;
}

Result<Compiler::Compiled> Compiler::formula(const ObjectType &object, const Field &field, const Row &row)
{
    CheckScope scope;
    scope.dictionary = m_dictionary;
    scope.object = m_dictionary->find(object.key());
    scope.workspaceCurrency = m_context.workspaceCurrency;
    DW_ASSIGN(const std::shared_ptr<const CheckedExpression> expression,
              CheckedExpression::compile(field.formula, scope));
    return compile(expression->root(), row);
}

Result<Compiler::Compiled> Compiler::path(const std::vector<Node::Step> &path, const Row &row)
{
    if (path.empty())
        return Error(ErrorCode::Internal, QStringLiteral("store.internal"));
    if (path.size() == 1)
        return fieldValue(*row.object, path.front().field, row);

    // Each reference is followed by a look-up of one row by its unique id.
    DW_ASSIGN(const Compiled reference, fieldValue(*row.object, path.front().field, row));
    const std::vector<Node::Step> rest(path.begin() + 1, path.end());
    const Row target = this->row(rest.front().object);
    if (!target.object)
        return Error(ErrorCode::Internal, QStringLiteral("store.internal"));
    DW_ASSIGN(const Compiled inner, this->path(rest, target));
    Sql where = Sql::column(target.alias, u"id");
    where << " = " << reference.sql << pointsAt(path.front(), row, *target.object) << isThere(rest, target);
    const auto select = [&](const Sql &what) {
        Sql sql("(SELECT ");
        sql << what << " FROM " << from(target) << " WHERE " << where << ")";
        return sql;
    };
    Compiled compiled{select(inner.sql), {}};
    if (!inner.currency.isEmpty())
        compiled.currency = select(inner.currency);
    return compiled;
}

Sql Compiler::pointsAt(const Node::Step &step, const Row &row, const ObjectType &target)
{
    Sql sql;
    const Field &field = row.object->field(step.field);
    if (field.type == FieldType::AnyReference)
        sql << " AND " << Sql::column(row.alias, objectColumn(field)) << " = "
            << Sql::parameter(target.key());
    return sql;
}

Sql Compiler::isThere(const std::vector<Node::Step> &rest, const Row &target)
{
    Sql sql;
    // A key is told without its record.
    if (rest.size() > 1 || rest.front().field != target.object->keyIndex())
        sql << " AND " << Sql::column(target.alias, u"deleted_at") << " IS NULL";
    return sql;
}

Result<Compiler::Compiled> Compiler::operation(const Node &node, const Row &row)
{
    switch (node.op) {
        case Operator::And:
        case Operator::Or:
        case Operator::Not:
            return logic(node, row);
        case Operator::Equal:
        case Operator::NotEqual:
        case Operator::Less:
        case Operator::LessOrEqual:
        case Operator::Greater:
        case Operator::GreaterOrEqual:
            return comparison(node, row);
        case Operator::In:
            return membership(node, row);
        case Operator::Concat:
            return evaluated(node, row);
        default:
            return arithmetic(node, row);
    }
}

Result<Compiler::Compiled> Compiler::logic(const Node &node, const Row &row)
{
    if (node.op == Operator::Not) {
        DW_ASSIGN(const Compiled operand, compile(*node.children.front(), row));
        Sql sql("(NOT ");
        sql << operand.sql << ")";
        return Compiled{sql, {}};
    }
    // The evaluator stops at the first operand that decides; one that can fail must not run after it.
    const bool conjunction = node.op == Operator::And;
    Sql sql;
    for (const std::unique_ptr<Node> &child : node.children) {
        DW_ASSIGN(const Compiled operand, compile(*child, row));
        if (sql.isEmpty()) {
            sql = operand.sql;
        } else if (!canFail(*child)) {
            Sql joined("(");
            joined << sql << (conjunction ? " AND " : " OR ") << operand.sql << ")";
            sql = joined;
        } else {
            Sql guarded("(CASE ");
            guarded << sql << (conjunction ? " WHEN 0 THEN 0 WHEN 1 THEN " : " WHEN 1 THEN 1 WHEN 0 THEN ")
                    << operand.sql << " ELSE nullif(" << operand.sql
                    << (conjunction ? ", 1) END)" : ", 0) END)");
            sql = guarded;
        }
        if (sql.text().size() > MaxSqlBytes)
            return tooComplex();
    }
    return Compiled{sql, {}};
}

Result<Compiler::Compiled> Compiler::convert(const Node &node, const Row &row)
{
    const Node &operand = *node.children.front();
    const ValueType &from = operand.type;
    if (node.type.kind == Kind::Instant && operand.isConstant() &&
        operand.constant.kind() == Value::Kind::Date)
        return Compiled{Sql::parameter(m_context.zone.startOf(operand.constant.date()).ms), {}};
    if (node.type.kind == Kind::Instant && operand.kind == Node::Kind::Call &&
        operand.function->id == Function::Id::Today)
        return Compiled{Sql::parameter(m_context.zone.startOf(m_context.zone.dateOf(m_context.now)).ms), {}};

    DW_ASSIGN(const Compiled inner, compile(operand, row));
    if (from == node.type || from.kind == Kind::Null)
        return inner;
    switch (node.type.kind) {
        case Kind::Instant: {
            Sql sql("dw_start(");
            sql << contextParameter() << ", " << inner.sql << ")";
            return Compiled{sql, {}};
        }
        case Kind::Decimal: {
            if (from.arithmeticScale() == node.type.scale)
                return inner;
            Sql sql("dw_scale(");
            sql << inner.sql << ", " << number(from.arithmeticScale()) << ", " << number(node.type.scale)
                << ")";
            return Compiled{sql, {}};
        }
        case Kind::Money: {
            const Sql currency = recordCurrency(row);
            Sql sql("dw_scale(");
            sql << inner.sql << ", " << number(from.arithmeticScale()) << ", dw_digits(" << currency << "))";
            return Compiled{sql, currency};
        }
        default:
            return inner;
    }
}

Result<Compiler::Compiled> Compiler::arithmetic(const Node &node, const Row &row)
{
    const auto isMoment = [](const ValueType &type) { return type.isMoment(); };
    if (node.type.kind == Kind::Null)
        return Compiled{Sql("NULL"), {}};
    if (node.op == Operator::Negate) {
        DW_ASSIGN(Compiled operand, compile(*node.children.front(), row));
        Sql sql("dw_neg(");
        sql << operand.sql << ")";
        return Compiled{sql, operand.currency};
    }
    const Node &a = *node.children[0];
    const Node &b = *node.children[1];
    if (isMoment(a.type) && isMoment(b.type)) {
        DW_ASSIGN(const Sql end, dateOf(a, row));
        DW_ASSIGN(const Sql start, dateOf(b, row));
        Sql sql("(");
        sql << end << " - " << start << ")";
        return Compiled{sql, {}};
    }
    const bool moneyA = a.type.kind == Kind::Money, moneyB = b.type.kind == Kind::Money;
    const bool additive = node.op == Operator::Add || node.op == Operator::Subtract;
    if (isMoment(a.type) || isMoment(b.type) || (additive && moneyA != moneyB) || a.type.kind == Kind::Null ||
        b.type.kind == Kind::Null)
        return evaluated(node, row);

    DW_ASSIGN(Compiled left, compile(a, row));
    DW_ASSIGN(const Compiled right, compile(b, row));
    if (moneyA && moneyB && !(left.currency.text() == right.currency.text()))
        return evaluated(node, row);

    const int scaleA = a.type.arithmeticScale(), scaleB = b.type.arithmeticScale();
    const int scale = node.type.arithmeticScale();
    const Sql currency = moneyA ? left.currency : right.currency;
    Sql sql;
    if (additive) {
        sql << (node.op == Operator::Add ? "dw_add(" : "dw_sub(") << left.sql;
        if (scaleA == scale && scaleB == scale) {
            sql << ", " << right.sql << ")";
        } else {
            sql << ", " << number(scaleA) << ", " << right.sql << ", " << number(scaleB) << ", "
                << number(scale) << ")";
        }
    } else if (node.op == Operator::Multiply) {
        sql << "dw_mul(" << left.sql << ", " << right.sql << ", " << number(scaleA + scaleB - scale) << ")";
    } else {
        // a / 10^scaleA : b / 10^scaleB, at 10^scale
        const int up = scaleB + scale - scaleA;
        sql << "dw_div(" << left.sql << ", " << right.sql << ", " << number(std::max(0, up)) << ", "
            << number(std::max(0, -up)) << ")";
    }
    return Compiled{sql, node.type.kind == Kind::Money ? currency : Sql()};
}

}  // namespace dw::sqlite
