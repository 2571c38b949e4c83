// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/period.h"
#include "core/store/sqlite/compiler.h"
#include "core/store/sqlite/functions.h"
#include "core/store/sqlite/schema.h"
#include "core/store/sqlite/sqlvalue.h"

#include <algorithm>
#include <utility>

namespace dw::sqlite
{

namespace
{

using Kind = ValueType::Kind;
using FunctionId = Function::Id;

}  // namespace

Result<Compiler::Compiled> Compiler::call(const Node &node, const Row &row)
{
    const auto &arguments = node.children;
    switch (node.function->id) {
        case FunctionId::If:
        case FunctionId::Case:
        case FunctionId::IfBlank:
        case FunctionId::Coalesce:
            return branch(node, row);
        case FunctionId::IsBlank: {
            DW_ASSIGN(const Compiled operand, value(*arguments[0], row));
            Sql sql("(");
            sql << operand.sql << " IS NULL)";
            return Compiled{sql, {}};
        }
        case FunctionId::Min:
        case FunctionId::Max: {
            Sql sql(node.function->id == FunctionId::Min ? "min(" : "max(");
            Sql currency;
            for (size_t i = 0; i < arguments.size(); ++i) {
                DW_ASSIGN(const Compiled one, value(*arguments[i], row));
                if (arguments.size() == 1)
                    return one;
                if (i > 0 && currency.text() != one.currency.text())
                    return evaluated(node, row);
                currency = one.currency;
                sql << (i > 0 ? ", " : "") << one.sql;
            }
            sql << ")";
            return Compiled{sql, currency};
        }
        case FunctionId::Today:
            return Compiled{Sql::parameter(qint64(m_context.zone.dateOf(m_context.now).days)), {}};
        case FunctionId::Now:
            return Compiled{Sql::parameter(m_context.now.ms), {}};
        case FunctionId::CurrentUser:
        case FunctionId::CurrentTeam: {
            const Id &id =
                node.function->id == FunctionId::CurrentUser ? m_context.currentUser : m_context.currentTeam;
            return Compiled{id.isNull() ? Sql("NULL") : Sql::parameter(id.toByteArray()), {}};
        }
        case FunctionId::Year:
        case FunctionId::Quarter:
        case FunctionId::Month:
        case FunctionId::Day:
        case FunctionId::Weekday:
        case FunctionId::YearMonth:
        case FunctionId::YearQuarter:
        case FunctionId::StartOfMonth:
        case FunctionId::EndOfMonth:
            return datePart(node, row);
        case FunctionId::Days: {
            if (!arguments[0]->type.isMoment() || !arguments[1]->type.isMoment())
                return evaluated(node, row);
            DW_ASSIGN(const Sql end, dateOf(*arguments[0], row));
            DW_ASSIGN(const Sql start, dateOf(*arguments[1], row));
            Sql sql("(");
            sql << end << " - " << start << ")";
            return Compiled{sql, {}};
        }
        case FunctionId::Seconds: {
            if (arguments[0]->type.kind != Kind::Instant || arguments[1]->type.kind != Kind::Instant)
                return evaluated(node, row);
            DW_ASSIGN(const Compiled end, value(*arguments[0], row));
            DW_ASSIGN(const Compiled start, value(*arguments[1], row));
            Sql sql("((");
            sql << end.sql << " - " << start.sql << ") / 1000)";
            return Compiled{sql, {}};
        }
        case FunctionId::InPeriod:
            return inPeriod(node, row);
        case FunctionId::Has:
        case FunctionId::HasAny:
            return setCall(node, row);
        default:
            return evaluated(node, row);
    }
}

// IF, CASE, IFBLANK, COALESCE: only what is chosen is evaluated, as in memory.
Result<Compiler::Compiled> Compiler::branch(const Node &node, const Row &row)
{
    const auto &arguments = node.children;
    const FunctionId id = node.function->id;
    const bool money = node.type.kind == Kind::Money;
    Compiled result;

    if (id == FunctionId::IfBlank || id == FunctionId::Coalesce) {
        Sql currencies("CASE");
        result.sql = Sql("coalesce(");
        for (const std::unique_ptr<Node> &argument : arguments) {
            DW_ASSIGN(const Compiled one, value(*argument, row));
            if (arguments.size() == 1)
                return one;
            if (argument != arguments.front())
                result.sql << ", ";
            result.sql << one.sql;
            if (money && !one.currency.isEmpty())
                currencies << " WHEN " << one.sql << " IS NOT NULL THEN " << one.currency;
        }
        result.sql << ")";
        currencies << " END";
        if (money)
            result.currency = currencies;
        return result;
    }

    DW_ASSIGN(const Compiled subject, value(*arguments[0], row));
    Sql head("(CASE "), tail;
    const auto add = [&](const Sql &condition, const Compiled *chosen) {
        for (Sql *into : {&result.sql, &result.currency}) {
            const Sql &what = !chosen ? Sql("NULL") : into == &result.sql ? chosen->sql : chosen->currency;
            *into << condition << (what.isEmpty() ? Sql("NULL") : what);
        }
    };
    if (id == FunctionId::If) {
        head << subject.sql;
        result = {head, head};
        DW_ASSIGN(const Compiled then, value(*arguments[1], row));
        add(" WHEN 1 THEN ", &then);
        if (arguments.size() > 2) {
            DW_ASSIGN(const Compiled otherwise, value(*arguments[2], row));
            add(" WHEN 0 THEN ", &otherwise);
        }
    } else {
        result = {head, head};
        Sql none(" WHEN ");
        none << subject.sql << " IS NULL THEN ";
        add(none, nullptr);
        size_t i = 1;
        for (; i + 1 < arguments.size(); i += 2) {
            const Node &match = *arguments[i];
            if (!match.isConstant() || match.constant.isNull()) {
                DW_ASSIGN(const Compiled compiled, value(match, row));
                Sql unknown(" WHEN ");
                unknown << compiled.sql << " IS NULL THEN ";
                add(unknown, nullptr);
            }
            DW_ASSIGN(const Sql equal, compare(Operator::Equal, *arguments[0], match, row));
            DW_ASSIGN(const Compiled chosen, value(*arguments[i + 1], row));
            Sql when(" WHEN ");
            when << equal << " THEN ";
            add(when, &chosen);
        }
        if (i < arguments.size()) {
            DW_ASSIGN(const Compiled otherwise, value(*arguments[i], row));
            add(" ELSE ", &otherwise);
        }
    }
    result.sql << " END)";
    result.currency << " END)";
    if (!money)
        result.currency = Sql();
    return result;
}

// Hands one call or operation to the evaluator; its operands stay SQL.
Result<Compiler::Compiled> Compiler::evaluated(const Node &node, const Row &row)
{
    auto call = std::make_shared<Node>();
    call->kind = node.kind;
    call->type = node.type;
    call->position = node.position;
    call->op = node.op;
    call->function = node.function;
    Sql operands;
    Sql currency;
    for (size_t i = 0; i < node.children.size(); ++i) {
        const Node &operand = *node.children[i];
        if (operand.isConstant()) {
            call->children.push_back(operand.clone());
            continue;
        }
        DW_ASSIGN(const Compiled compiled, value(operand, row));
        auto slot = std::make_unique<Node>();
        slot->kind = Node::Kind::Field;
        slot->type = operand.type;
        slot->path.push_back({row.object, int(i)});
        call->children.push_back(std::move(slot));
        operands << ", " << compiled.sql;
        if (operand.type.kind == Kind::Money) {
            const Sql of = compiled.currency.isEmpty() ? Sql("NULL") : compiled.currency;
            operands << ", " << of;
            if (currency.isEmpty())
                currency = of;
        }
    }
    Sql sql("dw_call(");
    sql << contextParameter() << ", " << Sql::parameter(CallNode(std::move(call))) << operands << ")";
    return Compiled{sql, node.type.kind == Kind::Money ? currency : Sql()};
}

Result<Compiler::Compiled> Compiler::setCall(const Node &node, const Row &row)
{
    const Node &set = *node.children.front();
    const auto isKey = [](const std::unique_ptr<Node> &key) {
        return key->isConstant() && !key->constant.isNull();
    };
    if (set.kind != Node::Kind::Field || set.path.size() != 1 ||
        !std::all_of(node.children.begin() + 1, node.children.end(), isKey))
        return evaluated(node, row);
    const Field &field = row.object->field(set.path.front().field);
    if (!field.isStored() || (!isLinked(field) && field.type != FieldType::MultiPicklist))
        return evaluated(node, row);

    Sql keys;
    for (size_t i = 1; i < node.children.size(); ++i) {
        DW_ASSIGN(const Compiled key, value(*node.children[i], row));
        keys << (i > 1 ? ", " : "") << key.sql;
    }
    Sql sql("(EXISTS(SELECT 1 FROM ");
    if (isLinked(field)) {
        const QByteArray alias = nextAlias();
        sql << Sql::name(linkTable(*row.object, field)) << " " << Sql(alias) << " WHERE "
            << Sql::column(alias, u"owner") << " = " << Sql::column(row.alias, u"id") << " AND "
            << Sql::column(alias, QString::fromLatin1(linkColumn(field))) << " IN (" << keys << ")))";
    } else {
        sql << "json_each(" << Sql::column(row.alias, field.key) << ") WHERE value IN (" << keys << ")))";
    }
    return Compiled{sql, {}};
}

// The day a date or time is on, in the business zone.
Result<Sql> Compiler::dateOf(const Node &node, const Row &row)
{
    DW_ASSIGN(const Compiled compiled, value(node, row));
    if (node.type.kind != Kind::Instant)
        return compiled.sql;
    Sql sql("dw_date(");
    sql << contextParameter() << ", " << compiled.sql << ")";
    return sql;
}

Result<Compiler::Compiled> Compiler::datePart(const Node &node, const Row &row)
{
    if (!node.children.front()->type.isMoment())
        return evaluated(node, row);
    DW_ASSIGN(const Sql date, dateOf(*node.children.front(), row));
    Sql sql("dw_part(");
    sql << contextParameter() << ", " << number(qint64(node.function->id)) << ", " << date << ")";
    return Compiled{sql, {}};
}

Result<Compiler::Compiled> Compiler::inPeriod(const Node &node, const Row &row)
{
    const Node &moment = *node.children.front();
    const std::optional<Period> period = Period::of(
        node.children[1]->constant.text(), m_context.zone.dateOf(m_context.now), m_context.fiscalStartMonth);
    if (!period || !moment.type.isMoment())
        return evaluated(node, row);
    DW_ASSIGN(const Sql date, dateOf(moment, row));
    Sql sql("(");
    sql << date << " BETWEEN " << Sql::parameter(qint64(period->first.days)) << " AND "
        << Sql::parameter(qint64(period->last.days)) << ")";
    return Compiled{sql, {}};
}

Result<Sql> Compiler::ownerId(const Node &node, const Row &row)
{
    if (node.path.empty())
        return Sql::column(row.alias, u"id");
    DW_ASSIGN(const Compiled id, path(node.path, row));
    return id.sql;
}

// A correlated sub-select over the live children.
Result<Compiler::Compiled> Compiler::aggregate(const Node &node, const Row &row)
{
    const Collection *collection =
        node.collectionOwner ? node.collectionOwner->collection(node.collection) : nullptr;
    const Field *by =
        collection && node.collectionObject ? node.collectionObject->find(collection->by) : nullptr;
    if (!by)
        return Error(ErrorCode::Unsupported, QStringLiteral("expression.measure_only"),
                     {node.function->name});
    const Row child = this->row(node.collectionObject);
    DW_ASSIGN(const Sql owner, ownerId(node, row));

    Sql rows(" FROM ");
    rows << from(child) << " WHERE " << Sql::column(child.alias, u"deleted_at") << " IS NULL AND ";
    if (isLinked(*by)) {
        const QByteArray alias = nextAlias();
        rows << Sql::column(child.alias, u"id") << " IN (SELECT " << Sql::column(alias, u"owner") << " FROM "
             << Sql::name(linkTable(*child.object, *by)) << " " << Sql(alias) << " WHERE "
             << Sql::column(alias, QString::fromLatin1(linkColumn(*by))) << " = " << owner << ")";
    } else {
        rows << Sql::column(child.alias, by->key) << " = " << owner;
        if (by->type == FieldType::AnyReference)
            rows << " AND " << Sql::column(child.alias, objectColumn(*by)) << " = "
                 << Sql::parameter(node.collectionOwner->key());
    }
    const Node *condition = node.children.size() > 1 ? node.children[1].get() : nullptr;
    const FunctionId id = node.function->id;
    if (condition && id != FunctionId::All) {
        // One owner's children are few: they are never looked for among all the won deals.
        const bool scan = std::exchange(m_scan, true);
        const Result<Sql> holds = this->condition(*condition, child);
        m_scan = scan;
        if (!holds.ok())
            return holds.error();
        rows << " AND " << *holds;
    }
    // Without the owner, or with one in the bin, there is nothing to count: NULL.
    Sql ownerExists;
    if (!node.path.empty()) {
        const Row ownerRow = this->row(node.collectionOwner);
        ownerExists << "EXISTS(SELECT 1 FROM " << from(ownerRow) << " WHERE "
                    << Sql::column(ownerRow.alias, u"id") << " = " << owner << " AND "
                    << Sql::column(ownerRow.alias, u"deleted_at") << " IS NULL)";
    }
    const auto guarded = [&ownerExists](const Sql &answer) {
        if (ownerExists.isEmpty())
            return answer;
        Sql sql("(CASE WHEN ");
        sql << ownerExists << " THEN " << answer << " END)";
        return sql;
    };
    const auto wrapped = [&](const Sql &what) {
        Sql sql("(SELECT ");
        sql << what << rows << ")";
        return guarded(sql);
    };

    if (id == FunctionId::Any || id == FunctionId::All) {
        if (condition && id == FunctionId::All) {
            DW_ASSIGN(const Compiled holds, value(*condition, child));
            rows << " AND " << holds.sql << " IS NOT 1";
        }
        Sql sql(id == FunctionId::Any ? "(EXISTS(SELECT 1" : "(NOT EXISTS(SELECT 1");
        sql << rows << "))";
        return Compiled{guarded(sql), {}};
    }
    const Node *of = node.children.empty() ? nullptr : node.children[0].get();
    if (!of)
        return Compiled{wrapped("count(*)"), {}};
    DW_ASSIGN(const Compiled inner, value(*of, child));
    const int up = node.type.arithmeticScale() - of->type.arithmeticScale();
    Sql total;
    switch (id) {
        case FunctionId::Count:
            total << "count(" << inner.sql << ")";
            return Compiled{wrapped(total), {}};
        case FunctionId::Sum:
            total << "dw_sum(" << inner.sql << ")";
            break;
        case FunctionId::Average:
            total << "dw_average(" << inner.sql << ", " << number(std::max(0, up)) << ", "
                  << number(std::max(0, -up)) << ")";
            break;
        case FunctionId::Minimum:
            total << "min(" << inner.sql << ")";
            break;
        case FunctionId::Maximum:
            total << "max(" << inner.sql << ")";
            break;
        default:
            return Error(ErrorCode::Unsupported, QStringLiteral("expression.measure_only"),
                         {node.function->name});
    }
    if (of->type.kind != Kind::Money)
        return Compiled{wrapped(total), {}};
    // Amounts of several currencies are never added silently: dw_one fails on them.
    Sql one("dw_one(CASE WHEN ");
    one << inner.sql << " IS NOT NULL THEN " << inner.currency << " END)";
    Sql checked("dw_first(");
    checked << total << ", " << one << ")";
    return Compiled{wrapped(checked), wrapped(one)};
}

}  // namespace dw::sqlite
