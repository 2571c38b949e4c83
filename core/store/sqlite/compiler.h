// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dictionary/dictionary.h"
#include "core/expression/evaluator.h"
#include "core/store/sqlite/sql.h"

#include <QByteArray>

namespace dw::sqlite
{

// Turns checked expressions into SQL over the tables of schema.h. What it makes gives the same answers as
// evaluate() in memory: NULL, overflow, mixed currencies and rounding included; functions that SQL has no
// exact word for are called through dw_call, which is the evaluator itself. Constants are always parameters
// and names always quoted, so that no text of a user ever becomes SQL. TODAY() and NOW() are parameters too.
//
// One compiler makes one statement: its aliases (t0, t1, ...) are unique within it. The result is valid for
// this context's day, zone and user only.
class Compiler
{
public:
    Compiler(DictionaryPtr dictionary, const EvaluationContext &context);

    // The records an expression stands on: a FROM term that the caller writes.
    struct Row
    {
        QByteArray alias;
        ObjectTypePtr object;
    };
    Row row(const ObjectTypePtr &object);
    // FROM text of a row: "contact" t0
    static Sql from(const Row &row);

    // The value of a node, in the form of sqlvalue.h, and for money its currency key.
    struct Compiled
    {
        Sql sql;
        Sql currency;
    };
    Result<Compiled> value(const Node &node, const Row &row);
    // For WHERE: the same rows as the value being TRUE, written so that indexes are used; FALSE and NULL may
    // differ.
    Result<Sql> condition(const Node &node, const Row &row);
    // The value of a stored field as it stands in the row; sets from link tables as one value.
    Result<Compiled> fieldValue(const ObjectType &object, int field, const Row &row);

    // Own: money in the record's currency. Base: each money field's stored twin in the workspace currency.
    enum class Money { Own, Base };
    void setMoney(Money money) { m_money = money; }

    // Conditions on picklists, booleans and keys hold for many rows: keeps SQLite from looking those up one
    // by one.
    void setScan(bool scan) { m_scan = scan; }

    const EvaluationContext &context() const { return m_context; }
    const DictionaryPtr &dictionary() const { return m_dictionary; }

private:
    // compiler.cpp
    Result<Compiled> compile(const Node &node, const Row &row);
    Result<Compiled> constant(const Node &node, const Row &row);
    Result<Compiled> path(const std::vector<Node::Step> &path, const Row &row);
    // Of a step of a path: that a reference to any object points at this one, and that the record is not in
    // the bin. As in memory, where neither is followed.
    static Sql pointsAt(const Node::Step &step, const Row &row, const ObjectType &target);
    static Sql isThere(const std::vector<Node::Step> &rest, const Row &target);
    Result<Compiled> formula(const ObjectType &object, const Field &field, const Row &row);
    Sql recordCurrency(const Row &row) const;
    Result<Compiled> operation(const Node &node, const Row &row);
    Result<Compiled> logic(const Node &node, const Row &row);
    Result<Compiled> convert(const Node &node, const Row &row);
    Result<Compiled> arithmetic(const Node &node, const Row &row);
    Result<Compiled> sumOrDifference(const Node &node, const Compiled &left, const Compiled &right);
    // compilercomparison.cpp
    Result<Compiled> comparison(const Node &node, const Row &row);
    Result<Compiled> membership(const Node &node, const Row &row);
    Result<Sql> compare(Operator op, const Node &left, const Node &right, const Row &row);
    Result<Sql> keyCondition(const Node &node, const Row &row, bool *done);
    Result<Sql> reachedCondition(const Node &node, const Row &row, bool *done);
    Result<Sql> periodCondition(const Node &node, const Row &row, bool *done);
    // compilercalls.cpp
    Result<Compiled> call(const Node &node, const Row &row);
    Result<Compiled> branch(const Node &node, const Row &row);
    Result<Compiled> evaluated(const Node &node, const Row &row);
    Result<Compiled> setCall(const Node &node, const Row &row);
    Result<Compiled> datePart(const Node &node, const Row &row);
    Result<Sql> dateOf(const Node &node, const Row &row);
    Result<Compiled> inPeriod(const Node &node, const Row &row);
    Result<Compiled> aggregate(const Node &node, const Row &row);
    Result<Sql> ownerId(const Node &node, const Row &row);

    QByteArray nextAlias();
    static Sql contextParameter();
    Sql number(qint64 value) const;

    DictionaryPtr m_dictionary;
    const EvaluationContext &m_context;
    Money m_money = Money::Own;
    bool m_scan = false;
    int m_aliases = 0;
    int m_depth = 0;
};

// Whether evaluating the node can fail (overflow, mixed currencies): such operands keep the evaluator's
// order.
bool canFail(const Node &node);

}  // namespace dw::sqlite
