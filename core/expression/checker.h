// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expression/checkedexpression.h"
#include "core/expression/syntaxnode.h"

#include <QStringList>

#include <memory>
#include <vector>

namespace dw
{

// Turns a parsed tree into a checked one: resolves names, gives every node its type, makes conversions
// explicit. Used by CheckedExpression::compile; serves one expression.
class Checker
{
public:
    enum class Wanted { Anything, Condition };

    Checker(const CheckScope &scope, ExpressionError *where);
    Result<std::shared_ptr<const CheckedExpression>> run(const SyntaxNode &root, Wanted wanted);
    // `like` with another tree, which stays of its type, and where given over another object.
    static std::shared_ptr<const CheckedExpression> assembled(const CheckedExpression &like,
                                                              std::unique_ptr<Node> root,
                                                              const ObjectTypePtr &object = nullptr);
    // One that was never written (conditions.h).
    static std::shared_ptr<const CheckedExpression> assembled(std::unique_ptr<Node> root,
                                                              const ObjectTypePtr &object,
                                                              const QString &text,
                                                              const QStringList &fieldsRead);

private:
    using NodePointer = std::unique_ptr<Node>;
    using Checked = Result<NodePointer>;
    using Nodes = std::vector<NodePointer>;

    // What names mean at this place: the fields of `object`. Inside an aggregate that is the collection's
    // object, and names carry the collection's path (`prefix`) in the first argument, may carry it in the
    // condition.
    struct Row
    {
        ObjectTypePtr object;
        QStringList prefix;
        QString readPrefix;
        enum class Prefix { None, Required, Optional } rule = Prefix::None;
        bool inMeasure = false;
    };

    Checked check(const SyntaxNode &syntax);
    Checked constant(const SyntaxNode &syntax);
    Checked path(const SyntaxNode &syntax);
    Checked operation(const SyntaxNode &syntax);
    Checked logic(const SyntaxNode &syntax, Operator op);
    Checked call(const SyntaxNode &syntax);
    Checked aggregate(const SyntaxNode &syntax, const Function &function);
    Checked aggregateRows(const SyntaxNode &syntax, const Function &function, NodePointer node, bool whole);
    Result<ValueType> aggregateType(const SyntaxNode &syntax, const Function &function, const Node &node);

    Result<ValueType> choose(const SyntaxNode &syntax, Nodes &children, Function::Id id);
    Result<ValueType> textCall(const SyntaxNode &syntax, Nodes &children, Function::Id id);
    Result<ValueType> numberCall(const SyntaxNode &syntax, Nodes &children, Function::Id id);
    Result<ValueType> dateCall(const SyntaxNode &syntax, Nodes &children, Function::Id id);
    Result<ValueType> setCall(const SyntaxNode &syntax, Nodes &children);
    Result<ValueType> caseCall(const SyntaxNode &syntax, Nodes &children);

    // Follows names[0 .. count) as references from `object`.
    Result<std::vector<Node::Step>> follow(const SyntaxNode &syntax, const QStringList &names, int count,
                                           ObjectTypePtr &object);
    // The names that lead to a collection, if the path has one: ["lines"] of lines.amount.
    QStringList collectionPrefix(const QStringList &names) const;
    // The first such names in an argument, but not those inside a further aggregate. MIN and MAX are
    // aggregates or take values: in Values they count as aggregates.
    enum class Within { Rows, Values };
    QStringList findCollection(const SyntaxNode &syntax, Within within) const;

    // Reads constant texts as what `subject` is compared with: keys, ids, dates, picklist keys.
    Result<void> prepare(NodePointer &subject, const SyntaxNode &subjectSyntax,
                         const std::vector<NodePointer *> &others,
                         const std::vector<const SyntaxNode *> &syntaxes);
    Result<void> prepareReference(NodePointer &subject, const SyntaxNode &subjectSyntax,
                                  const std::vector<NodePointer *> &others,
                                  const std::vector<const SyntaxNode *> &syntaxes);
    Result<void> checkPicklist(const Node &subject, const Node &value, const SyntaxNode &syntax);
    Result<void> readMoment(NodePointer &node, const SyntaxNode &syntax);
    // All as their common type, with Convert nodes where needed.
    Result<ValueType> unify(const std::vector<NodePointer *> &nodes,
                            const std::vector<const SyntaxNode *> &syntaxes);
    Result<void> need(const NodePointer &node, const SyntaxNode &syntax, ValueType::Kind kind);

    Error fail(const SyntaxNode &syntax, const QString &key, QStringList arguments = {},
               const QString &suggestion = {});
    Error typeError(const SyntaxNode &syntax, const QString &expected, const ValueType &got);
    Error unknownName(const SyntaxNode &syntax, const QString &name, const ObjectType &object);
    void read(const QString &name);

    const CheckScope &m_scope;
    ExpressionError *m_where;
    Row m_row;
    QStringList m_fieldsRead;
    bool m_usesNow = false;
    bool m_usesActor = false;
};

}  // namespace dw
