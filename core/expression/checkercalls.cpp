// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/checker.h"
#include "core/expression/period.h"
#include "core/expression/promotion.h"
#include "core/expression/suggestion.h"

#include <algorithm>

namespace dw
{

using Kind = ValueType::Kind;
using Id_ = Function::Id;

namespace
{

bool isNull(const ValueType &type)
{
    return type.kind == Kind::Null;
}

}  // namespace

Checker::Checked Checker::call(const SyntaxNode &syntax)
{
    const Function *called = findFunction(syntax.text);
    if (!called) {
        QStringList names;
        for (const Function &one : functions())
            names.append(one.name);
        return fail(syntax, QStringLiteral("expression.unknown_function"), {syntax.text.left(40)},
                    nearest(syntax.text, names));
    }
    const int count = int(syntax.children.size());
    if (count < called->minArguments || (called->maxArguments >= 0 && count > called->maxArguments) ||
        (called->id == Id_::Date && count == 2))
        return fail(syntax, QStringLiteral("expression.arity"), {called->name, called->signature});

    switch (called->id) {
        case Id_::And:
            return logic(syntax, Operator::And);
        case Id_::Or:
            return logic(syntax, Operator::Or);
        case Id_::Not:
            return logic(syntax, Operator::Not);
        case Id_::Min:
        case Id_::Max:
            if (!findCollection(*syntax.children[0], Within::Values).isEmpty()) {
                const Function &over = function(called->id == Id_::Min ? Id_::Minimum : Id_::Maximum);
                if (count > over.maxArguments)
                    return fail(syntax, QStringLiteral("expression.arity"), {over.name, over.signature});
                return aggregate(syntax, over);
            }
            if (count == 1 && m_scope.aggregates == CheckScope::Aggregates::Measures && !m_row.inMeasure)
                return aggregate(syntax, function(called->id == Id_::Min ? Id_::Minimum : Id_::Maximum));
            break;
        default:
            if (called->aggregate)
                return aggregate(syntax, *called);
    }

    auto node = std::make_unique<Node>();
    node->kind = Node::Kind::Call;
    node->function = called;
    node->position = syntax.position;
    for (const auto &child : syntax.children) {
        DW_ASSIGN(NodePointer checked, check(*child));
        node->children.push_back(std::move(checked));
    }
    Nodes &children = node->children;
    const auto typed = [&]() -> Result<ValueType> {
        switch (called->id) {
            case Id_::If:
            case Id_::IsBlank:
            case Id_::IfBlank:
            case Id_::Coalesce:
                return choose(syntax, children, called->id);
            case Id_::Case:
                return caseCall(syntax, children);
            case Id_::Has:
            case Id_::HasAny:
                return setCall(syntax, children);
            case Id_::CurrentUser:
                m_usesActor = true;
                return ValueType::reference(QStringLiteral("user"));
            case Id_::CurrentTeam:
                m_usesActor = true;
                return ValueType::reference(QStringLiteral("team"));
            default:
                break;
        }
        if (called->id >= Id_::Contains && called->id <= Id_::Text)
            return textCall(syntax, children, called->id);
        if (called->id >= Id_::Abs && called->id <= Id_::Number)
            return numberCall(syntax, children, called->id);
        return dateCall(syntax, children, called->id);
    };
    DW_ASSIGN(node->type, typed());
    // DATE("2026-11-19") is a constant, so that databases see a number.
    if (called->id == Id_::Date && children.size() == 1 && children[0]->isConstant() &&
        children[0]->constant.kind() == Value::Kind::Date)
        return NodePointer(std::move(children[0]));
    return node;
}

Result<ValueType> Checker::choose(const SyntaxNode &syntax, Nodes &children, Function::Id id)
{
    if (id == Id_::IsBlank)
        return ValueType::of(Kind::Boolean);
    if (id == Id_::If)
        DW_TRY(need(children[0], *syntax.children[0], Kind::Boolean));
    std::vector<NodePointer *> branches;
    std::vector<const SyntaxNode *> syntaxes;
    for (size_t i = id == Id_::If ? 1 : 0; i < children.size(); ++i) {
        branches.push_back(&children[i]);
        syntaxes.push_back(syntax.children[i].get());
    }
    return unify(branches, syntaxes);
}

Result<ValueType> Checker::caseCall(const SyntaxNode &syntax, Nodes &children)
{
    std::vector<NodePointer *> matches, results;
    std::vector<const SyntaxNode *> matchSyntaxes, resultSyntaxes;
    for (size_t i = 1; i < children.size(); ++i) {
        const bool match = i % 2 == 1 && i + 1 < children.size();
        (match ? matches : results).push_back(&children[i]);
        (match ? matchSyntaxes : resultSyntaxes).push_back(syntax.children[i].get());
    }
    DW_TRY(prepare(children[0], *syntax.children[0], matches, matchSyntaxes));
    for (size_t i = 0; i < matches.size(); ++i) {
        if (!comparable(children[0]->type, (*matches[i])->type))
            return typeError(*matchSyntaxes[i], children[0]->type.name(), (*matches[i])->type);
    }
    return unify(results, resultSyntaxes);
}

Result<ValueType> Checker::textCall(const SyntaxNode &syntax, Nodes &children, Function::Id id)
{
    if (id == Id_::Concat || id == Id_::Text) {
        for (size_t i = 0; i < children.size(); ++i) {
            if (!resultOf(Operator::Concat, children[i]->type, ValueType::of(Kind::Text)))
                return typeError(*syntax.children[i], QStringLiteral("text"), children[i]->type);
        }
        return ValueType::of(Kind::Text);
    }
    for (size_t i = 0; i < children.size(); ++i) {
        const bool count = i > 0 && (id == Id_::Left || id == Id_::Right || id == Id_::Mid);
        DW_TRY(need(children[i], *syntax.children[i], count ? Kind::Integer : Kind::Text));
    }
    switch (id) {
        case Id_::Contains:
        case Id_::StartsWith:
        case Id_::EndsWith:
            return ValueType::of(Kind::Boolean);
        case Id_::Length:
            return ValueType::of(Kind::Integer);
        default:
            return ValueType::of(Kind::Text);
    }
}

Result<ValueType> Checker::numberCall(const SyntaxNode &syntax, Nodes &children, Function::Id id)
{
    const SyntaxNode &firstSyntax = *syntax.children[0];
    const ValueType first = children[0]->type;
    if (id == Id_::Number) {
        DW_TRY(need(children[0], firstSyntax, Kind::Text));
        return ValueType::decimal(Decimal::DivisionScale);
    }
    if (id == Id_::Min || id == Id_::Max) {
        std::vector<NodePointer *> all;
        std::vector<const SyntaxNode *> syntaxes;
        for (size_t i = 0; i < children.size(); ++i) {
            all.push_back(&children[i]);
            syntaxes.push_back(syntax.children[i].get());
        }
        DW_ASSIGN(const ValueType type, unify(all, syntaxes));
        if (!type.isNumber() && !type.isMoment() && type.kind != Kind::Money && !isNull(type))
            return typeError(firstSyntax, QStringLiteral("number"), type);
        return type;
    }
    if (id == Id_::Mod) {
        for (size_t i = 0; i < 2; ++i) {
            if (!children[i]->type.isNumber() && !isNull(children[i]->type))
                return typeError(*syntax.children[i], QStringLiteral("number"), children[i]->type);
        }
        const std::optional<ValueType> type = resultOf(Operator::Add, first, children[1]->type);
        return type ? *type : ValueType::of(Kind::Integer);
    }
    if (!first.isNumber() && first.kind != Kind::Money && !isNull(first))
        return typeError(firstSyntax, QStringLiteral("number"), first);
    if (isNull(first))
        return ValueType::of(Kind::Integer);
    if (id == Id_::Abs || first.kind == Kind::Money) {
        if (children.size() < 2)
            return first;
    }
    if (id != Id_::Round)
        return ValueType::of(Kind::Integer);
    qint64 digits = 0;
    if (children.size() == 2) {
        // The digits decide the type, so they must be known now.
        if (!children[1]->isConstant() || children[1]->constant.kind() != Value::Kind::Integer ||
            children[1]->constant.integer() < 0 || children[1]->constant.integer() > Decimal::MaxScale)
            return fail(*syntax.children[1], QStringLiteral("expression.digits"),
                        {QString::number(Decimal::MaxScale)});
        digits = children[1]->constant.integer();
    }
    if (first.kind == Kind::Money)
        return first;
    const int scale = int(std::min<qint64>(digits, first.arithmeticScale()));
    return scale == 0 ? ValueType::of(Kind::Integer) : ValueType::decimal(scale);
}

Result<ValueType> Checker::dateCall(const SyntaxNode &syntax, Nodes &children, Function::Id id)
{
    if (id == Id_::Today || id == Id_::Now) {
        m_usesNow = true;
        return ValueType::of(id == Id_::Today ? Kind::Date : Kind::Instant);
    }
    if (id == Id_::Date && children.size() == 3) {
        for (size_t i = 0; i < 3; ++i)
            DW_TRY(need(children[i], *syntax.children[i], Kind::Integer));
        return ValueType::of(Kind::Date);
    }
    const size_t moments = id == Id_::Days || id == Id_::Seconds || id == Id_::BusinessDays ? 2 : 1;
    for (size_t i = 0; i < children.size(); ++i) {
        const SyntaxNode &argument = *syntax.children[i];
        if (i >= moments && id != Id_::InPeriod) {
            DW_TRY(need(children[i], argument, Kind::Integer));
        } else if (i < moments) {
            DW_TRY(readMoment(children[i], argument));
            const ValueType type = children[i]->type;
            if (!type.isMoment() && !isNull(type) && !(id == Id_::Date && type.kind == Kind::Text))
                return typeError(argument, QStringLiteral("date"), type);
        }
    }
    switch (id) {
        case Id_::Year:
        case Id_::Quarter:
        case Id_::Month:
        case Id_::Day:
        case Id_::Weekday:
        case Id_::Days:
        case Id_::Seconds:
        case Id_::BusinessDays:
            return ValueType::of(Kind::Integer);
        case Id_::YearMonth:
        case Id_::YearQuarter:
            return ValueType::of(Kind::Text);
        case Id_::InPeriod: {
            m_usesNow = true;
            const QString name = children[1]->isConstant() ? children[1]->constant.text() : QString();
            if (!Period::names().contains(name))
                return fail(*syntax.children[1], QStringLiteral("expression.unknown_value"),
                            {name.left(40), QStringLiteral("INPERIOD")}, nearest(name, Period::names()));
            return ValueType::of(Kind::Boolean);
        }
        default:
            return ValueType::of(Kind::Date);
    }
}

Result<ValueType> Checker::setCall(const SyntaxNode &syntax, Nodes &children)
{
    const ValueType set = children[0]->type;
    if (set.kind != Kind::Keys && set.kind != Kind::Ids && !isNull(set))
        return typeError(*syntax.children[0], QStringLiteral("keys"), set);
    for (size_t i = 1; i < children.size(); ++i) {
        const SyntaxNode &argument = *syntax.children[i];
        if (set.kind == Kind::Ids) {
            if (children[i]->isConstant() && children[i]->constant.kind() == Value::Kind::Text) {
                const std::optional<Id> id = Id::fromString(children[i]->constant.text());
                if (!id)
                    return typeError(argument, ValueType::reference(set.target).name(), children[i]->type);
                children[i]->constant = Value(*id);
                children[i]->type = ValueType::reference(set.target);
            }
            if (!comparable(children[i]->type, ValueType::reference(set.target)))
                return typeError(argument, ValueType::reference(set.target).name(), children[i]->type);
        } else {
            DW_TRY(need(children[i], argument, Kind::Text));
            DW_TRY(checkPicklist(*children[0], *children[i], argument));
        }
    }
    return ValueType::of(Kind::Boolean);
}

Checker::Checked Checker::aggregate(const SyntaxNode &syntax, const Function &function)
{
    auto node = std::make_unique<Node>();
    node->kind = Node::Kind::Aggregate;
    node->function = &function;
    node->position = syntax.position;

    const bool measuresOnly = function.id == Id_::CountDistinct || function.id == Id_::Median;
    const QStringList prefix =
        syntax.children.empty() ? QStringList() : findCollection(*syntax.children[0], Within::Rows);
    const bool measure = m_scope.aggregates == CheckScope::Aggregates::Measures && !m_row.inMeasure &&
                         m_row.rule == Row::Prefix::None && prefix.isEmpty();
    if (measuresOnly && !measure)
        return fail(syntax, QStringLiteral("expression.measure_only"), {function.name});
    if (m_row.rule != Row::Prefix::None)
        return fail(syntax, QStringLiteral("expression.nested_aggregate"), {function.name});

    const Row outer = m_row;
    if (measure) {
        if (function.id == Id_::Any || function.id == Id_::All)
            return fail(syntax, QStringLiteral("expression.no_collection"),
                        {function.name, function.signature});
        m_row.inMeasure = true;
        Checked checked = aggregateRows(syntax, function, std::move(node), syntax.children.empty());
        m_row = outer;
        return checked;
    }
    if (syntax.children.empty())
        return fail(syntax, QStringLiteral("expression.arity"), {function.name, function.signature});
    if (prefix.isEmpty()) {
        const SyntaxNode &first = *syntax.children[0];
        if (first.kind == SyntaxNode::Kind::Path && first.path.size() == 1 &&
            !m_row.object->find(first.path[0]))
            return unknownName(first, first.path[0], *m_row.object);
        return fail(first, QStringLiteral("expression.no_collection"), {function.name, function.signature});
    }

    ObjectTypePtr owner = m_row.object;
    DW_ASSIGN(node->path, follow(syntax, prefix, int(prefix.size()) - 1, owner));
    const Collection *collection = owner->collection(prefix.last());
    const ObjectTypePtr object = m_scope.dictionary ? m_scope.dictionary->find(collection->object) : nullptr;
    if (!object)
        return fail(syntax, QStringLiteral("expression.no_collection"), {function.name, function.signature});
    node->collection = collection->name;
    node->collectionOwner = owner;
    node->collectionObject = object;
    read(prefix.join(QLatin1Char('.')));

    const SyntaxNode &first = *syntax.children[0];
    const bool whole = first.kind == SyntaxNode::Kind::Path && first.path == prefix;
    m_row.object = object;
    m_row.prefix = prefix;
    m_row.readPrefix = outer.readPrefix + prefix.join(QLatin1Char('.')) + QLatin1Char('.');
    m_row.rule = Row::Prefix::Required;
    Checked checked = aggregateRows(syntax, function, std::move(node), whole);
    m_row = outer;
    return checked;
}

Checker::Checked Checker::aggregateRows(const SyntaxNode &syntax, const Function &function, NodePointer node,
                                        bool whole)
{
    const bool rowsOnly = function.id == Id_::Any || function.id == Id_::All;
    if (whole && !rowsOnly && function.id != Id_::Count)
        return fail(*syntax.children[0], QStringLiteral("expression.collection_as_value"),
                    {syntax.children[0]->toText()},
                    QStringLiteral("%1(%2.%3)")
                        .arg(function.name, syntax.children[0]->toText(), QStringLiteral("...")));
    if (!whole && rowsOnly)
        return fail(*syntax.children[0], QStringLiteral("expression.no_collection"),
                    {function.name, function.signature});
    NodePointer of;
    if (!whole) {
        DW_ASSIGN(of, check(*syntax.children[0]));
    }
    node->children.push_back(std::move(of));
    NodePointer condition;
    if (syntax.children.size() > 1) {
        if (m_row.rule == Row::Prefix::Required)
            m_row.rule = Row::Prefix::Optional;
        DW_ASSIGN(condition, check(*syntax.children[1]));
        DW_TRY(need(condition, *syntax.children[1], Kind::Boolean));
    }
    node->children.push_back(std::move(condition));
    DW_ASSIGN(node->type, aggregateType(syntax, function, *node));
    return node;
}

Result<ValueType> Checker::aggregateType(const SyntaxNode &syntax, const Function &function, const Node &node)
{
    const ValueType of = node.children[0] ? node.children[0]->type : ValueType();
    const bool sums = of.isNumber() || of.kind == Kind::Money;
    switch (function.id) {
        case Id_::Count:
        case Id_::CountDistinct:
            return ValueType::of(Kind::Integer);
        case Id_::Any:
        case Id_::All:
            return ValueType::of(Kind::Boolean);
        case Id_::Average:
        case Id_::Median:
            if (sums)
                return of.kind == Kind::Money || of.kind == Kind::Percent
                           ? of
                           : ValueType::decimal(Decimal::DivisionScale);
            break;
        case Id_::Sum:
            if (sums)
                return of;
            break;
        default:
            if (sums || of.isMoment() || of.kind == Kind::Text)
                return of;
    }
    return typeError(*syntax.children[0], QStringLiteral("number"), of);
}

}  // namespace dw
