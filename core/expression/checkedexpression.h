// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/value.h"
#include "core/dictionary/dictionary.h"
#include "core/expression/expressionerror.h"
#include "core/expression/node.h"

#include <QString>

#include <memory>

namespace dw
{

// What an expression is checked against.
struct CheckScope
{
    DictionaryPtr dictionary;
    ObjectTypePtr object;  // names are this object's fields, collections and followed references
    Currency workspaceCurrency;
    // Measures: SUM(amount) and COUNT() outside a collection are over the rows of a query. CURRENTUSER has
    // the targets "user" and "team".
    enum class Aggregates { OverCollections, Measures } aggregates = Aggregates::OverCollections;
};

// A parsed and type-checked expression: an immutable tree that evaluates in memory (evaluator.h) and compiles
// to SQL (core/store). It ends here: nothing below store knows SQL.
class CheckedExpression
{
public:
    // Limits of parser.h (64 Ki UTF-16 units of text, depth 64, 2 000 nodes); beyond is ErrorCode::Limit.
    static Result<std::shared_ptr<const CheckedExpression>> compile(const QString &text,
                                                                    const CheckScope &scope,
                                                                    ExpressionError *where = nullptr);
    // As compile, and the result must be boolean.
    static Result<std::shared_ptr<const CheckedExpression>> condition(const QString &text,
                                                                      const CheckScope &scope,
                                                                      ExpressionError *where = nullptr);
    // AND of both conditions, which must be of the same object; either may be null. It may be deeper than
    // MaxDepth by one.
    static std::shared_ptr<const CheckedExpression> both(std::shared_ptr<const CheckedExpression> a,
                                                         std::shared_ptr<const CheckedExpression> b);

    const Node &root() const { return *m_root; }
    const ValueType &type() const { return m_root->type; }
    // Canonical text: parses back to an equal tree.
    const QString &text() const { return m_text; }
    const ObjectTypePtr &object() const { return m_object; }
    // Every field read, as "field", "account.industry" or "lines.amount", with the references followed
    // ("account_id") and the collections ("lines"), each once. Access rights and the dependency graph look at
    // these.
    const QStringList &fieldsRead() const { return m_fieldsRead; }
    // TODAY, NOW or INPERIOD: the result changes without a change of data, so it is never stored.
    bool usesNow() const { return m_usesNow; }
    // CURRENTUSER or CURRENTTEAM: the result depends on who asks.
    bool usesActor() const { return m_usesActor; }

private:
    friend class Checker;
    CheckedExpression() = default;

    std::unique_ptr<const Node> m_root;
    QString m_text;
    ObjectTypePtr m_object;
    QStringList m_fieldsRead;
    bool m_usesNow = false;
    bool m_usesActor = false;
};

}  // namespace dw
