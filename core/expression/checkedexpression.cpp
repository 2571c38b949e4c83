// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/checkedexpression.h"

#include "core/expression/checker.h"
#include "core/expression/parser.h"

namespace dw
{

namespace
{

Result<std::shared_ptr<const CheckedExpression>> checked(const QString &text, const CheckScope &scope,
                                                         ExpressionError *where, Checker::Wanted wanted)
{
    ExpressionError own;
    ExpressionError *found = where ? where : &own;
    const auto work = [&]() -> Result<std::shared_ptr<const CheckedExpression>> {
        DW_ASSIGN(std::unique_ptr<SyntaxNode> syntax, Parser::parse(text, found));
        return Checker(scope, found).run(*syntax, wanted);
    };
    auto done = work();
    if (done.ok())
        return done;
    // For who has only the error: the place, counted from 1.
    Error error = done.error();
    error.detail = QString::number(found->position + 1);
    found->error = error;
    return error;
}

bool isAnd(const Node &node)
{
    return node.kind == Node::Kind::Operation && node.op == Operator::And;
}

}  // namespace

Result<std::shared_ptr<const CheckedExpression>> CheckedExpression::compile(const QString &text,
                                                                            const CheckScope &scope,
                                                                            ExpressionError *where)
{
    return checked(text, scope, where, Checker::Wanted::Anything);
}

Result<std::shared_ptr<const CheckedExpression>> CheckedExpression::condition(const QString &text,
                                                                              const CheckScope &scope,
                                                                              ExpressionError *where)
{
    return checked(text, scope, where, Checker::Wanted::Condition);
}

std::shared_ptr<const CheckedExpression> CheckedExpression::both(std::shared_ptr<const CheckedExpression> a,
                                                                 std::shared_ptr<const CheckedExpression> b)
{
    if (!a || !b)
        return a ? a : b;
    std::shared_ptr<CheckedExpression> joined(new CheckedExpression());
    auto root = std::make_unique<Node>();
    root->kind = Node::Kind::Operation;
    root->op = Operator::And;
    root->type = ValueType::of(ValueType::Kind::Boolean);
    QStringList texts;
    for (const CheckedExpression *one : {a.get(), b.get()}) {
        // An AND gives its parts, so that joining again and again does not grow the depth.
        if (isAnd(one->root())) {
            for (const std::unique_ptr<Node> &child : one->root().children)
                root->children.push_back(child->clone());
            texts.append(one->text().mid(4).chopped(1));
        } else {
            root->children.push_back(one->root().clone());
            texts.append(one->text());
        }
        for (const QString &field : one->fieldsRead()) {
            if (!joined->m_fieldsRead.contains(field))
                joined->m_fieldsRead.append(field);
        }
        joined->m_usesNow = joined->m_usesNow || one->usesNow();
        joined->m_usesActor = joined->m_usesActor || one->usesActor();
    }
    joined->m_root = std::move(root);
    joined->m_text = QLatin1String("AND(") + texts.join(QLatin1String(", ")) + QLatin1Char(')');
    joined->m_object = a->object();
    return joined;
}

}  // namespace dw
