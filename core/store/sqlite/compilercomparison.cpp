// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/decimal.h"
#include "core/expression/calendar.h"
#include "core/expression/period.h"
#include "core/store/sqlite/compiler.h"
#include "core/store/sqlite/schema.h"
#include "core/store/sqlite/sqlvalue.h"

#include <algorithm>

namespace dw::sqlite
{

namespace
{

using Kind = ValueType::Kind;

const char *sqlOperator(Operator op)
{
    switch (op) {
        case Operator::Equal:
            return " = ";
        case Operator::NotEqual:
            return " <> ";
        case Operator::Less:
            return " < ";
        case Operator::LessOrEqual:
            return " <= ";
        case Operator::Greater:
            return " > ";
        default:
            return " >= ";
    }
}

Operator mirrored(Operator op)
{
    switch (op) {
        case Operator::Less:
            return Operator::Greater;
        case Operator::LessOrEqual:
            return Operator::GreaterOrEqual;
        case Operator::Greater:
            return Operator::Less;
        case Operator::GreaterOrEqual:
            return Operator::LessOrEqual;
        default:
            return op;
    }
}

// A number's constant at another scale, if it is that exactly.
std::optional<qint64> exactly(const Value &value, int scale)
{
    Decimal decimal;
    if (value.kind() == Value::Kind::Integer)
        decimal = Decimal(value.integer(), 0);
    else if (value.kind() == Value::Kind::Decimal)
        decimal = value.decimal();
    else if (value.kind() == Value::Kind::Percent)
        decimal = Decimal(value.percent().basisPoints, 4);
    else
        return std::nullopt;
    const std::optional<Decimal> scaled = decimal.rescaled(scale);
    if (!scaled || *scaled != decimal)
        return std::nullopt;
    return scaled->unscaled();
}

}  // namespace

Result<Compiler::Compiled> Compiler::comparison(const Node &node, const Row &row)
{
    DW_ASSIGN(const Sql sql, compare(node.op, *node.children[0], *node.children[1], row));
    return Compiled{sql, {}};
}

Result<Sql> Compiler::compare(Operator op, const Node &left, const Node &right, const Row &row)
{
    DW_ASSIGN(Compiled a, value(left, row));
    DW_ASSIGN(Compiled b, value(right, row));
    const Kind kindA = left.type.kind, kindB = right.type.kind;
    if (kindA == Kind::Null || kindB == Kind::Null)
        return Sql("NULL");

    const auto plain = [op](const Sql &x, const Sql &y) {
        Sql sql("(");
        sql << x << sqlOperator(op) << y << ")";
        return sql;
    };
    const auto scaled = [op](const Sql &x, const Sql &scaleX, const Sql &y, const Sql &scaleY) {
        Sql sql("(dw_compare(");
        sql << x << ", " << scaleX << ", " << y << ", " << scaleY << ")" << sqlOperator(op) << "0)";
        return sql;
    };
    if (kindA == Kind::Money && kindB == Kind::Money) {
        if (a.currency.text() == b.currency.text())
            return plain(a.sql, b.sql);
        Sql sql("(CASE WHEN ");
        sql << a.currency << " = " << b.currency << " THEN " << plain(a.sql, b.sql) << " END)";
        return sql;
    }
    if (kindA == Kind::Money || kindB == Kind::Money) {
        // A plain number counts whole units of the money's own currency.
        const auto digits = [](const Sql &currency) {
            Sql sql("ifnull(dw_digits(");
            sql << currency << "), " << Sql(QByteArray::number(Currency().minorDigits())) << ")";
            return sql;
        };
        if (kindA == Kind::Money)
            return scaled(a.sql, digits(a.currency), b.sql, number(right.type.arithmeticScale()));
        return scaled(a.sql, number(left.type.arithmeticScale()), b.sql, digits(b.currency));
    }
    if (left.type.isNumber() && right.type.isNumber()) {
        const int scaleA = left.type.arithmeticScale(), scaleB = right.type.arithmeticScale();
        if (scaleA == scaleB)
            return plain(a.sql, b.sql);
        if (right.isConstant()) {
            if (const std::optional<qint64> exact = exactly(right.constant, scaleA))
                return plain(a.sql, Sql::parameter(*exact));
        }
        if (left.isConstant()) {
            if (const std::optional<qint64> exact = exactly(left.constant, scaleB))
                return plain(Sql::parameter(*exact), b.sql);
        }
        return scaled(a.sql, number(scaleA), b.sql, number(scaleB));
    }
    if (left.type.isMoment() && right.type.isMoment() && kindA != kindB) {
        const auto instant = [this](const Node &node, const Compiled &compiled) {
            if (node.type.kind == Kind::Instant)
                return compiled.sql;
            if (node.isConstant() && node.constant.kind() == Value::Kind::Date)
                return Sql::parameter(m_context.zone.startOf(node.constant.date()).ms);
            if (node.kind == Node::Kind::Call && node.function->id == Function::Id::Today)
                return Sql::parameter(m_context.zone.startOf(m_context.zone.dateOf(m_context.now)).ms);
            Sql sql("dw_start(");
            sql << contextParameter() << ", " << compiled.sql << ")";
            return sql;
        };
        return plain(instant(left, a), instant(right, b));
    }
    return plain(a.sql, b.sql);
}

Result<Compiler::Compiled> Compiler::membership(const Node &node, const Row &row)
{
    const Node &subject = *node.children.front();
    const auto simple = [&](const std::unique_ptr<Node> &child) {
        return child->isConstant() && !child->constant.isNull() && child->type.kind == subject.type.kind &&
               child->type.scale == subject.type.scale;
    };
    if (node.children.size() == 1)
        return Compiled{Sql("0"), {}};
    Sql sql("(");
    if (subject.type.kind != Kind::Money &&
        std::all_of(node.children.begin() + 1, node.children.end(), simple)) {
        DW_ASSIGN(const Compiled compiled, value(subject, row));
        sql << compiled.sql << " IN (";
        for (size_t i = 1; i < node.children.size(); ++i) {
            DW_ASSIGN(const Compiled candidate, value(*node.children[i], row));
            sql << (i > 1 ? ", " : "") << candidate.sql;
        }
        sql << "))";
        return Compiled{sql, {}};
    }
    for (size_t i = 1; i < node.children.size(); ++i) {
        DW_ASSIGN(const Sql equal, compare(Operator::Equal, subject, *node.children[i], row));
        sql << (i > 1 ? " OR " : "") << equal;
    }
    sql << ")";
    return Compiled{sql, {}};
}

Result<Sql> Compiler::condition(const Node &node, const Row &row)
{
    if (node.kind == Node::Kind::Operation && (node.op == Operator::And || node.op == Operator::Or)) {
        Sql sql("(");
        bool first = true;
        for (const std::unique_ptr<Node> &child : node.children) {
            DW_ASSIGN(const Sql part, condition(*child, row));
            sql << (first ? "" : node.op == Operator::And ? " AND " : " OR ") << part;
            first = false;
        }
        sql << ")";
        return sql;
    }
    bool done = false;
    DW_ASSIGN(Sql byKey, keyCondition(node, row, &done));
    if (done)
        return byKey;
    DW_ASSIGN(Sql byReach, reachedCondition(node, row, &done));
    if (done)
        return byReach;
    DW_ASSIGN(Sql byPeriod, periodCondition(node, row, &done));
    if (done)
        return byPeriod;
    DW_ASSIGN(const Compiled compiled, value(node, row));
    // A boolean field alone would read any stored number as truth.
    if (node.kind == Node::Kind::Field) {
        Sql sql("(");
        sql << compiled.sql << " = 1)";
        return sql;
    }
    return compiled.sql;
}

// stage_id = "quotation": few targets bear the key, and the reference has an index.
Result<Sql> Compiler::keyCondition(const Node &node, const Row &row, bool *done)
{
    if (node.kind != Node::Kind::Operation || (node.op != Operator::Equal && node.op != Operator::In) ||
        node.children.size() < 2)
        return Sql();
    const Node &subject = *node.children.front();
    if (subject.kind != Node::Kind::Field || subject.path.size() != 2 ||
        row.object->field(subject.path.front().field).type != FieldType::Reference)
        return Sql();
    const ObjectType &target = *subject.path[1].object;
    if (target.keyIndex() != subject.path[1].field || !target.field(target.keyIndex()).isStored())
        return Sql();
    Sql candidates;
    for (size_t i = 1; i < node.children.size(); ++i) {
        if (!node.children[i]->isConstant() || node.children[i]->type.kind != Kind::Text)
            return Sql();
        DW_ASSIGN(const Compiled candidate, value(*node.children[i], row));
        candidates << (i > 1 ? ", " : "") << candidate.sql;
    }
    const Row keyed = this->row(subject.path[1].object);
    Sql sql(m_scan ? "(+" : "(");
    sql << Sql::column(row.alias, row.object->field(subject.path.front().field).key) << " IN (SELECT "
        << Sql::column(keyed.alias, u"id") << " FROM " << from(keyed) << " WHERE "
        << Sql::column(keyed.alias, target.field(target.keyIndex()).key) << " IN (" << candidates << ")))";
    *done = true;
    return sql;
}

// opportunity.owner_id IN (...) with ids: what fulfils it is found by its index once, not row by row.
Result<Sql> Compiler::reachedCondition(const Node &node, const Row &row, bool *done)
{
    if (node.kind != Node::Kind::Operation || (node.op != Operator::Equal && node.op != Operator::In) ||
        node.children.size() < 2)
        return Sql();
    const Node &subject = *node.children.front();
    if (subject.kind != Node::Kind::Field || subject.path.size() < 2)
        return Sql();
    const Node::Step &last = subject.path.back();
    const Field &read = last.object->field(last.field);
    const bool found = read.type == FieldType::Uuid || (read.type == FieldType::Reference && read.indexed);
    const bool ids =
        std::all_of(node.children.begin() + 1, node.children.end(), [](const std::unique_ptr<Node> &child) {
            return child->isConstant() && child->constant.kind() == Value::Kind::Id;
        });
    if (!found || !ids)
        return Sql();
    const Row target = this->row(subject.path[1].object);
    const std::unique_ptr<Node> inner = node.clone();
    inner->children.front()->path.erase(inner->children.front()->path.begin());
    DW_ASSIGN(const Sql fulfilled, condition(*inner, target));
    Sql sql(m_scan ? "(+" : "(");
    sql << Sql::column(row.alias, row.object->field(subject.path.front().field).key) << " IN (SELECT "
        << Sql::column(target.alias, u"id") << " FROM " << from(target) << " WHERE " << fulfilled;
    sql << isThere({subject.path.begin() + 1, subject.path.end()}, target) << ")"
        << pointsAt(subject.path.front(), row, *target.object) << ")";
    *done = true;
    return sql;
}

// YEAR(won_at) = 2026, YEARMONTH(...), YEARQUARTER(...) and INPERIOD(...) over a stored date or time become
// bounds, so that its index is used.
Result<Sql> Compiler::periodCondition(const Node &node, const Row &row, bool *done)
{
    const Node *call = nullptr, *constant = nullptr;
    Operator op = Operator::Equal;
    if (node.kind == Node::Kind::Call && node.function->id == Function::Id::InPeriod) {
        call = &node;
    } else if (node.kind == Node::Kind::Operation && node.children.size() == 2) {
        op = node.op;
        call = node.children[0].get();
        constant = node.children[1].get();
        if (call->isConstant()) {
            std::swap(call, constant);
            op = mirrored(op);
        }
        if (!constant->isConstant())
            return Sql();
    }
    if (!call || call->kind != Node::Kind::Call || call->children.empty())
        return Sql();
    const Node &field = *call->children.front();
    if (field.kind != Node::Kind::Field || field.path.size() != 1 || !field.type.isMoment() ||
        !row.object->field(field.path.front().field).isStored())
        return Sql();

    std::optional<Period> period;
    const auto month = [](const QString &text) {
        return Date::fromIso(QString(text + QStringLiteral("-01")));
    };
    switch (call->function->id) {
        case Function::Id::InPeriod:
            if (constant)
                return Sql();
            period = Period::of(call->children[1]->constant.text(), m_context.zone.dateOf(m_context.now),
                                m_context.fiscalStartMonth);
            break;
        case Function::Id::Year:
            if (constant && constant->constant.kind() == Value::Kind::Integer) {
                const qint64 year = constant->constant.integer();
                const std::optional<Date> first = Calendar::date(year, 1, 1),
                                          last = Calendar::date(year, 12, 31);
                if (first && last)
                    period = Period{*first, *last};
            }
            break;
        case Function::Id::YearMonth:
            if (constant && constant->constant.kind() == Value::Kind::Text &&
                constant->constant.text().size() == 7) {
                if (const std::optional<Date> first = month(constant->constant.text()))
                    period = Period{*first, Calendar::endOfMonth(*first)};
            }
            break;
        case Function::Id::YearQuarter:
            if (constant && constant->constant.kind() == Value::Kind::Text && op == Operator::Equal) {
                const QString text = constant->constant.text();
                const int quarter = text.size() == 7 ? text.last(1).toInt() : 0;
                const std::optional<Date> year = Calendar::date(text.left(4).toInt(), 1, 1);
                if (year && quarter >= 1 && quarter <= 4) {
                    const std::optional<Date> first =
                        Calendar::addMonths(*year, m_context.fiscalStartMonth - 1 + 3 * (quarter - 1));
                    const std::optional<Date> last = first ? Calendar::addMonths(*first, 2) : std::nullopt;
                    if (last && Calendar::yearQuarter(*first, m_context.fiscalStartMonth) == text)
                        period = Period{*first, Calendar::endOfMonth(*last)};
                }
            }
            break;
        default:
            break;
    }
    if (!period)
        return Sql();
    const std::optional<Date> after = Calendar::addDays(period->last, 1);
    if (!after)
        return Sql();
    const auto bound = [&](Date date) {
        return Sql::parameter(field.type.kind == Kind::Instant ? m_context.zone.startOf(date).ms
                                                               : qint64(date.days));
    };
    DW_ASSIGN(const Compiled compiled, value(field, row));
    Sql sql("(");
    sql << compiled.sql;
    switch (op) {
        case Operator::Equal:
            sql << " >= " << bound(period->first) << " AND " << compiled.sql << " < " << bound(*after);
            break;
        case Operator::Less:
            sql << " < " << bound(period->first);
            break;
        case Operator::LessOrEqual:
            sql << " < " << bound(*after);
            break;
        case Operator::Greater:
            sql << " >= " << bound(*after);
            break;
        case Operator::GreaterOrEqual:
            sql << " >= " << bound(period->first);
            break;
        default:
            return Sql();
    }
    sql << ")";
    *done = true;
    return sql;
}

}  // namespace dw::sqlite
