// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/simplefilter.h"

#include "core/expression/parser.h"

#include <QTimeZone>

#include <optional>

namespace dw
{

namespace
{

using Op = SimpleCondition::Operator;
using Kind = SyntaxNode::Kind;
using Found = std::optional<SimpleCondition>;

bool isMoment(const Value &value)
{
    return value.kind() == Value::Kind::Date || value.kind() == Value::Kind::Instant;
}

QString written(const Value &value)
{
    switch (value.kind()) {
        case Value::Kind::Integer:
            return QString::number(value.integer());
        case Value::Kind::Decimal:
            return value.decimal().toString();
        case Value::Kind::Percent:
            return Decimal(value.percent().basisPoints, 2).toString() + QLatin1Char('%');
        case Value::Kind::Boolean:
            return value.boolean() ? QStringLiteral("TRUE") : QStringLiteral("FALSE");
        case Value::Kind::Date:
            return QStringLiteral("DATE(\"%1\")").arg(value.date().toIso());
        case Value::Kind::Instant:
            return quotedText(value.instant().toIso());
        case Value::Kind::Id:
            return quotedText(value.id().toString());
        default:
            return quotedText(value.text());
    }
}

QString written(const SimpleCondition &condition)
{
    QStringList texts;
    for (const Value &value : condition.values)
        texts.append(written(value));
    const QString &field = condition.field;
    const QString first = texts.value(0);
    const QString all = texts.join(QLatin1String(", "));
    const auto call = [&](const char *name) {
        return QLatin1String(name) + QLatin1Char('(') + field +
               (all.isEmpty() ? all : QLatin1String(", ") + all) + QLatin1Char(')');
    };
    const auto negated = [](const QString &text) { return QStringLiteral("NOT(%1)").arg(text); };
    const auto compared = [&](const char *sign, const QString &right) {
        return field + QLatin1Char(' ') + QLatin1String(sign) + QLatin1Char(' ') + right;
    };
    switch (condition.op) {
        case Op::Is:
            return compared("=", first);
        case Op::IsNot:
            return compared("<>", first);
        case Op::AnyOf:
            return compared("IN", QLatin1Char('(') + all + QLatin1Char(')'));
        case Op::NoneOf:
            return negated(compared("IN", QLatin1Char('(') + all + QLatin1Char(')')));
        case Op::Contains:
            return call("CONTAINS");
        case Op::NotContains:
            return negated(call("CONTAINS"));
        case Op::StartsWith:
            return call("STARTSWITH");
        case Op::AtLeast:
            return compared(">=", first);
        case Op::AtMost:
            return compared("<=", first);
        case Op::MoreThan:
        case Op::After:
            return compared(">", first);
        case Op::LessThan:
        case Op::Before:
            return compared("<", first);
        case Op::Blank:
            return call("ISBLANK");
        case Op::NotBlank:
            return negated(call("ISBLANK"));
        case Op::InPeriod:
            return call("INPERIOD");
        case Op::Has:
            return call("HAS");
        case Op::HasAny:
            return call("HASANY");
        case Op::IsCurrentUser:
            return compared("=", QStringLiteral("CURRENTUSER()"));
        case Op::IsCurrentTeam:
            return compared("=", QStringLiteral("CURRENTTEAM()"));
    }
    return {};
}

// A constant; NULL if it is none.
Value constantOf(const SyntaxNode &node)
{
    switch (node.kind) {
        case Kind::Boolean:
            return Value::boolean(node.truth);
        case Kind::Text:
            return Value(node.text);
        case Kind::Number:
        case Kind::Percent: {
            const std::optional<Decimal> number = Decimal::fromString(node.text);
            if (!number)
                return {};
            if (node.kind == Kind::Number)
                return number->scale() == 0 ? Value(number->unscaled()) : Value(*number);
            const std::optional<Decimal> points = number->rescaled(2);
            return points ? Value(Percent{points->unscaled()}) : Value();
        }
        case Kind::Call:
            if (node.text == QLatin1String("DATE") && node.children.size() == 1 &&
                node.children[0]->kind == Kind::Text) {
                const std::optional<Date> date = Date::fromIso(node.children[0]->text);
                return date ? Value(*date) : Value();
            }
            return {};
        default:
            return {};
    }
}

// Beside < and > a text can only be a date or time.
Value momentOf(const Value &value)
{
    if (value.kind() != Value::Kind::Text)
        return value;
    if (const std::optional<Date> date = Date::fromIso(value.text()))
        return Value(*date);
    const std::optional<Instant> instant = Instant::fromIso(value.text(), QTimeZone::utc());
    return instant ? Value(*instant) : value;
}

std::optional<SimpleCondition> make(const SyntaxNode &field, Op op, const QList<Value> &values)
{
    if (field.kind != Kind::Path)
        return std::nullopt;
    for (const Value &value : values) {
        if (value.isNull())
            return std::nullopt;
    }
    return SimpleCondition{field.path.join(QLatin1Char('.')), op, values};
}

QList<Value> constantsFrom(const SyntaxNode &node, size_t from)
{
    QList<Value> values;
    for (size_t i = from; i < node.children.size(); ++i)
        values.append(constantOf(*node.children[i]));
    return values;
}

Found comparison(const SyntaxNode &node)
{
    const SyntaxNode &left = *node.children[0];
    if (node.op == Operator::In)
        return make(left, Op::AnyOf, constantsFrom(node, 1));
    if (node.children.size() < 2)
        return std::nullopt;
    const SyntaxNode &right = *node.children[1];
    if (node.op == Operator::Equal && right.kind == Kind::Call && right.children.empty()) {
        if (right.text == QLatin1String("CURRENTUSER"))
            return make(left, Op::IsCurrentUser, {});
        if (right.text == QLatin1String("CURRENTTEAM"))
            return make(left, Op::IsCurrentTeam, {});
    }
    const Value value = constantOf(right);
    const Value moment = momentOf(value);
    switch (node.op) {
        case Operator::Equal:
            return make(left, Op::Is, {value});
        case Operator::NotEqual:
            return make(left, Op::IsNot, {value});
        case Operator::GreaterOrEqual:
            return make(left, Op::AtLeast, {moment});
        case Operator::LessOrEqual:
            return make(left, Op::AtMost, {moment});
        case Operator::Greater:
            return make(left, isMoment(moment) ? Op::After : Op::MoreThan, {moment});
        case Operator::Less:
            return make(left, isMoment(moment) ? Op::Before : Op::LessThan, {moment});
        default:
            return std::nullopt;
    }
}

Found condition(const SyntaxNode &node);

Found negation(const SyntaxNode &node)
{
    Found inner = condition(node);
    if (!inner)
        return std::nullopt;
    switch (inner->op) {
        case Op::AnyOf:
            inner->op = Op::NoneOf;
            return inner;
        case Op::Contains:
            inner->op = Op::NotContains;
            return inner;
        case Op::Blank:
            inner->op = Op::NotBlank;
            return inner;
        default:
            if (node.kind != Kind::Path)
                return std::nullopt;
            inner->values = {Value::boolean(false)};
            return inner;
    }
}

Found condition(const SyntaxNode &node)
{
    if (node.kind == Kind::Path)
        return make(node, Op::Is, {Value::boolean(true)});
    if (node.kind == Kind::Operation)
        return comparison(node);
    if (node.kind != Kind::Call || node.children.empty())
        return std::nullopt;
    const SyntaxNode &first = *node.children[0];
    if (node.text == QLatin1String("NOT") && node.children.size() == 1)
        return negation(first);
    if (node.text == QLatin1String("ISBLANK") && node.children.size() == 1)
        return make(first, Op::Blank, {});
    if (node.text == QLatin1String("HASANY") && node.children.size() > 1)
        return make(first, Op::HasAny, constantsFrom(node, 1));
    static const QHash<QString, Op> Pairs{{QStringLiteral("CONTAINS"), Op::Contains},
                                          {QStringLiteral("STARTSWITH"), Op::StartsWith},
                                          {QStringLiteral("INPERIOD"), Op::InPeriod},
                                          {QStringLiteral("HAS"), Op::Has}};
    const auto pair = Pairs.constFind(node.text);
    if (pair == Pairs.constEnd() || node.children.size() != 2)
        return std::nullopt;
    return make(first, *pair, constantsFrom(node, 1));
}

}  // namespace

QString SimpleFilter::toText() const
{
    QStringList all;
    for (const QList<SimpleCondition> &group : groups) {
        QStringList any;
        for (const SimpleCondition &one : group)
            any.append(written(one));
        all.append(any.size() == 1
                       ? any.first()
                       : QStringLiteral("OR(") + any.join(QLatin1String(", ")) + QLatin1Char(')'));
    }
    if (all.size() < 2)
        return all.value(0);
    return QStringLiteral("AND(") + all.join(QLatin1String(", ")) + QLatin1Char(')');
}

Result<SimpleFilter> SimpleFilter::fromText(const QString &text, ExpressionError *where)
{
    SimpleFilter filter;
    if (text.trimmed().isEmpty())
        return filter;
    DW_ASSIGN(const std::unique_ptr<SyntaxNode> root, Parser::parse(text, where));
    const auto isCall = [](const SyntaxNode &node, const char *name) {
        return node.kind == Kind::Call && node.text == QLatin1String(name);
    };
    const auto advanced = [&](const SyntaxNode &node) {
        const Error error(ErrorCode::Unsupported, QStringLiteral("expression.advanced"));
        if (where)
            *where = {node.position, node.length, error};
        return error;
    };
    std::vector<const SyntaxNode *> all;
    if (isCall(*root, "AND")) {
        for (const auto &child : root->children)
            all.push_back(child.get());
    } else {
        all.push_back(root.get());
    }
    for (const SyntaxNode *node : all) {
        QList<SimpleCondition> group;
        std::vector<const SyntaxNode *> any{node};
        if (isCall(*node, "OR")) {
            any.clear();
            for (const auto &child : node->children)
                any.push_back(child.get());
        }
        for (const SyntaxNode *one : any) {
            const Found found = condition(*one);
            if (!found)
                return advanced(*one);
            group.append(*found);
        }
        if (group.isEmpty())
            return advanced(*node);
        filter.groups.append(group);
    }
    if (filter.groups.isEmpty())
        return advanced(*root);
    return filter;
}

}  // namespace dw
