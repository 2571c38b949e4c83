// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expression/evaluator.h"

#include <QHash>
#include <QList>
#include <QMap>
#include <QString>

#include <memory>

namespace dw
{

// A made-up record: what each place that an expression reads holds, by path ("amount", "account_id",
// "account_id.industry"); of a collection ("lines") how many rows, all of which hold the same.
using TrialCase = QMap<QString, Value>;

// Everything that an expression reads, so that records can be made up to try it on. Keeps the expression's
// object types, nothing of the expression itself.
class TrialShape
{
public:
    explicit TrialShape(const CheckedExpression &expression);

    struct Leaf
    {
        QString path;
        const Field *field = nullptr;  // null: the number of rows of a collection
        ObjectTypePtr object;          // that has the field
        QString leadsTo;               // object key, where the path goes on behind a reference
        QList<Value> constants;        // what it is compared with
    };
    const QList<Leaf> &leaves() const { return m_leaves; }
    // Places are compared with constants or asked whether they are empty, and that is joined by AND, OR and
    // NOT: then the result changes at the constants alone, so that a value at, beside and between each of
    // them stands for all values.
    bool isClosed() const { return m_closed; }

    // `values` and this must outlive it.
    std::shared_ptr<const ValueSource> source(const TrialCase &values, Currency currency) const;
    // In the expression language: amount = 10.00, ISBLANK(account.industry), COUNT(lines) = 2. A text of more
    // than 40 characters is told by its length.
    QString text(const TrialCase &values) const;
    // One value of it; empty for one that the language cannot write.
    static QString text(const QString &path, const Value &value);

private:
    friend class TrialSource;
    void read(const Node &node, const QString &prefix);
    bool isComparison(const Node &node, const QString &prefix);
    Leaf *leaf(const QString &path);
    QString add(const std::vector<Node::Step> &path, const QString &prefix);

    ObjectTypePtr m_object;
    QList<Leaf> m_leaves;
    QHash<QString, ObjectTypePtr> m_behind;  // prefix -> what stands there
    bool m_closed = true;
};

}  // namespace dw
