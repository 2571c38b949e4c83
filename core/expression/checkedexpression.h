// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/value.h"
#include "core/dictionary/dictionary.h"
#include "core/expression/node.h"

#include <QString>

#include <memory>

namespace dw
{

// What an expression is checked against.
struct CheckScope
{
    DictionaryPtr dictionary;
    ObjectTypePtr object;      // names are this object's fields, collections and followed references
    Currency workspaceCurrency;
    enum class Aggregates { OverCollections, Measures } aggregates = Aggregates::OverCollections;
};

// Where in the text something is wrong: UTF-16 positions. `key` has its wording in core/base/wording; a suggestion
// ("did you mean amount?") is the last argument when there is one.
struct ExpressionError
{
    int position = 0;
    int length = 0;
    Error error;
};

// A parsed and type-checked expression: an immutable tree that evaluates in memory (evaluator.h) and compiles to SQL
// (core/store). It ends here: nothing below store knows SQL.
class CheckedExpression
{
public:
    // Limits: 64 KiB of text, depth 64, 2 000 nodes; beyond is ErrorCode::Limit.
    static Result<std::shared_ptr<const CheckedExpression>> compile(const QString &text, const CheckScope &scope,
                                                                    ExpressionError *where = nullptr);
    // As compile, and the result must be boolean.
    static Result<std::shared_ptr<const CheckedExpression>> condition(const QString &text, const CheckScope &scope,
                                                                      ExpressionError *where = nullptr);
    // and of both; either may be null.
    static std::shared_ptr<const CheckedExpression> both(std::shared_ptr<const CheckedExpression> a,
                                                         std::shared_ptr<const CheckedExpression> b);

    const Node &root() const { return *m_root; }
    const ValueType &type() const { return m_root->type; }
    // Canonical text: parses back to an equal tree.
    const QString &text() const { return m_text; }
    const ObjectTypePtr &object() const { return m_object; }
    // Every field read, as "field", "account.industry" or "lines.amount"; access rights look at these.
    const QStringList &fieldsRead() const { return m_fieldsRead; }
    bool usesNow() const { return m_usesNow; }

private:
    friend class Checker;
    CheckedExpression() = default;

    std::unique_ptr<const Node> m_root;
    QString m_text;
    ObjectTypePtr m_object;
    QStringList m_fieldsRead;
    bool m_usesNow = false;
};

}  // namespace dw
