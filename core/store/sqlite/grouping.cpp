// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sql/measures.h"
#include "core/store/sqlite/connection.h"
#include "core/store/sqlite/queryrunner.h"
#include "core/store/sqlite/schema.h"
#include "core/store/sqlite/sqlvalue.h"

#include <algorithm>

namespace dw::sqlite
{

namespace
{

using Measure = GroupQuery::Measure;
using Kind = ValueType::Kind;

Sql scaledAggregate(const char *name, const Sql &of, const Measure &measure)
{
    const sql::Shift shift = sql::shiftOf(measure);
    Sql sql(name);
    sql << "(" << of << ", " << Sql(QByteArray::number(shift.up)) << ", "
        << Sql(QByteArray::number(shift.down)) << ")";
    return sql;
}

}  // namespace

Result<Sql> QueryRunner::groupSql(const GroupQuery &query, const EvaluationContext &context,
                                  int *currencyColumn) const
{
    DW_ASSIGN(const Sql figures, groupSql(query, context, Along::Figures, currencyColumn));
    if (!figures.isEmpty())
        return figures;
    *currencyColumn = -1;
    return groupSql(query, context, Along::Table, currencyColumn);
}

Result<Sql> QueryRunner::groupSql(const GroupQuery &query, const EvaluationContext &context, Along along,
                                  int *currencyColumn) const
{
    Compiler compiler(m_dictionary, context);
    const bool base = query.money == GroupQuery::MoneyMode::Base;
    const Compiler::Row row = compiler.row(query.object);
    Sql sql("SELECT ");
    int columns = 0;
    const auto add = [&](const Sql &column) { sql << (columns++ > 0 ? ", " : "") << column; };
    // Grouping along an index pays only where the index holds all that is read; else the table is read
    // through once.
    const bool countsOnly = query.groupBy.size() == 1 && !query.where &&
                            std::all_of(query.measures.begin(), query.measures.end(),
                                        [](const Measure &measure) { return !measure.of && !measure.where; });
    if (along == Along::Figures && (countsOnly || figureColumns(*query.object).isEmpty()))
        return Sql();
    const bool scan = along == Along::Table && !countsOnly;
    compiler.setScan(scan);
    for (const auto &key : query.groupBy) {
        DW_ASSIGN(const Compiler::Compiled compiled, compiler.value(key->root(), row));
        Sql column(scan ? "+" : "");
        column << compiled.sql;
        add(column);
    }
    int groups = columns;

    std::vector<Sql> measures;
    Sql currency;
    for (const Measure &measure : query.measures) {
        Sql condition;
        if (measure.where) {
            DW_ASSIGN(condition, compiler.condition(measure.where->root(), row));
        }
        Compiler::Compiled of;
        if (measure.of) {
            compiler.setMoney(base ? Compiler::Money::Base : Compiler::Money::Own);
            Result<Compiler::Compiled> compiled = compiler.value(measure.of->root(), row);
            compiler.setMoney(Compiler::Money::Own);
            DW_TRY(compiled);
            of = *compiled;
            if (measure.of->type().kind == Kind::Money && currency.isEmpty())
                currency = of.currency;
        } else if (measure.function != Measure::Function::Count) {
            return Error(ErrorCode::Invalid, QStringLiteral("store.internal"));
        }
        Sql counted = of.sql;
        if (!condition.isEmpty()) {
            counted = Sql("CASE WHEN ");
            counted << condition << " THEN " << (measure.of ? of.sql : Sql("1")) << " END";
        }
        Sql column;
        switch (measure.function) {
            case Measure::Function::Count:
                if (counted.isEmpty())
                    column << "count(*)";
                else
                    column << "count(" << counted << ")";
                break;
            case Measure::Function::CountDistinct:
                column << "count(DISTINCT " << counted << ")";
                break;
            case Measure::Function::Sum:
                column << "dw_sum(" << counted << ")";
                break;
            case Measure::Function::Average:
                column = scaledAggregate("dw_average", counted, measure);
                break;
            case Measure::Function::Median:
                column = scaledAggregate("dw_median", counted, measure);
                break;
            case Measure::Function::Min:
                column << "min(" << counted << ")";
                break;
            case Measure::Function::Max:
                column << "max(" << counted << ")";
                break;
        }
        measures.push_back(column);
    }
    if (!currency.isEmpty() && !base) {
        *currencyColumn = columns;
        add(currency);
        ++groups;
    }
    for (const Sql &measure : measures)
        add(measure);
    if (columns == 0)
        return Error(ErrorCode::Invalid, QStringLiteral("store.internal"));
    DW_ASSIGN(const Sql where, whereSql(compiler, row, Query::Deleted::Exclude, query.where));
    Sql by;
    if (along == Along::Figures) {
        by = alongFigures(row, sql, where);
        if (by.isEmpty())
            return Sql();
    } else if (scan && !isSelective(query.where)) {
        by = Sql(" NOT INDEXED");
    }
    sql << " FROM " << Compiler::from(row) << by << where;
    for (int i = 0; i < groups; ++i)
        sql << (i == 0 ? " GROUP BY " : ", ") << Sql(QByteArray::number(i + 1));
    for (int i = 0; i < groups; ++i)
        sql << (i == 0 ? " ORDER BY " : ", ") << Sql(QByteArray::number(i + 1));
    return sql;
}

Result<QList<GroupRow>> QueryRunner::group(const GroupQuery &query, const EvaluationContext &context) const
{
    int currencyColumn = -1;
    DW_ASSIGN(const Sql sql, groupSql(query, context, &currencyColumn));
    DW_ASSIGN(Statement statement, m_connection.prepare(sql.text()));
    sql.bindTo(statement, context);
    const bool base = query.money == GroupQuery::MoneyMode::Base;
    QList<GroupRow> rows;
    for (;;) {
        DW_ASSIGN(const bool more, step(statement));
        if (!more)
            return rows;
        GroupRow group;
        if (currencyColumn >= 0)
            group.currency = Currency::fromCode(statement.text(currencyColumn)).value_or(Currency());
        else if (base)
            group.currency = context.workspaceCurrency;
        int column = 0;
        for (const auto &key : query.groupBy)
            group.keys.append(fromColumn(statement, column++, key->type(), group.currency));
        if (currencyColumn >= 0)
            ++column;
        for (const Measure &measure : query.measures)
            group.measures.append(fromColumn(statement, column++, sql::measureType(measure), group.currency));
        rows.append(group);
    }
}

}  // namespace dw::sqlite
