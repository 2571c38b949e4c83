// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/postgres/liverows.h"
#include "core/store/postgres/recordqueries.h"
#include "core/store/sql/cell.h"
#include "core/store/sql/measures.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace dw::postgres
{

namespace
{

using Measure = GroupQuery::Measure;
using Cells = std::vector<sql::Cell>;

Error overflow()
{
    return {ErrorCode::Invalid, QStringLiteral("expression.overflow")};
}

bool isMoney(const Measure &measure)
{
    return measure.of && measure.of->type().kind == ValueType::Kind::Money;
}

// What a measure has seen of a group.
class Figure
{
public:
    void add(Measure::Function function, const sql::Cell &cell)
    {
        const auto *number = std::get_if<qint64>(&cell);
        ++m_count;
        switch (function) {
            case Measure::Function::Count:
                break;
            case Measure::Function::CountDistinct:
                m_distinct.insert(cell);
                break;
            case Measure::Function::Sum:
            case Measure::Function::Average:
                m_sum += number ? *number : 0;
                break;
            case Measure::Function::Median:
                m_numbers.push_back(number ? *number : 0);
                break;
            case Measure::Function::Min:
                if (m_count == 1 || sql::comesBefore(cell, m_best))
                    m_best = cell;
                break;
            case Measure::Function::Max:
                if (m_count == 1 || sql::comesBefore(m_best, cell))
                    m_best = cell;
                break;
        }
    }

    Result<sql::Cell> result(const Measure &measure)
    {
        switch (measure.function) {
            case Measure::Function::Count:
                return sql::Cell(m_count);
            case Measure::Function::CountDistinct:
                return sql::Cell(qint64(m_distinct.size()));
            case Measure::Function::Min:
            case Measure::Function::Max:
                return m_best;
            case Measure::Function::Sum:
                return m_count == 0 ? sql::Cell() : exactly(toInt64(m_sum));
            case Measure::Function::Average:
                return m_count == 0 ? sql::Cell()
                                    : exactly(sql::average(m_sum, m_count, sql::shiftOf(measure)));
            case Measure::Function::Median:
                return m_count == 0 ? sql::Cell() : exactly(sql::median(m_numbers, sql::shiftOf(measure)));
        }
        return sql::Cell();
    }

private:
    static Result<sql::Cell> exactly(const std::optional<qint64> &number)
    {
        if (!number)
            return overflow();
        return sql::Cell(*number);
    }

    qint64 m_count = 0;
    Int128 m_sum = 0;
    std::vector<qint64> m_numbers;
    std::set<sql::Cell> m_distinct;
    sql::Cell m_best;
};

class Groups
{
public:
    Groups(const GroupQuery &query, LiveRows &rows) : m_query(query), m_rows(rows)
    {
        if (query.money == GroupQuery::MoneyMode::PerCurrency) {
            const auto found = std::find_if(query.measures.begin(), query.measures.end(), isMoney);
            m_currencyOf = found == query.measures.end() ? nullptr : found->of.get();
        }
        // All rows are one group, also where there is none.
        if (query.groupBy.isEmpty() && !m_currencyOf)
            at({});
    }

    Result<void> add(const Record &record)
    {
        Cells key;
        for (const auto &by : m_query.groupBy) {
            DW_ASSIGN(sql::Cell cell, cellOf(*by, record, LiveRows::Amounts::Own));
            key.push_back(std::move(cell));
        }
        if (m_currencyOf) {
            DW_ASSIGN(const Currency currency, m_rows.currency(*m_currencyOf, record));
            key.push_back(currency.isNull() ? sql::Cell() : sql::Cell(currency.key()));
        }
        std::vector<Figure> &figures = at(std::move(key));
        for (qsizetype i = 0; i < m_query.measures.size(); ++i) {
            const Measure &measure = m_query.measures[i];
            if (measure.where) {
                DW_ASSIGN(const bool counts, m_rows.holds(*measure.where, record));
                if (!counts)
                    continue;
            }
            sql::Cell cell(qint64(1));
            if (measure.of) {
                const bool base = m_query.money == GroupQuery::MoneyMode::Base;
                DW_ASSIGN(cell, cellOf(*measure.of, record,
                                       base ? LiveRows::Amounts::Base : LiveRows::Amounts::Own));
            }
            if (!std::holds_alternative<std::monostate>(cell))
                figures[size_t(i)].add(measure.function, cell);
        }
        return {};
    }

    Result<QList<GroupRow>> result(Currency base)
    {
        std::vector<Cells> keys;
        for (const auto &group : m_groups)
            keys.push_back(group.first);
        std::sort(keys.begin(), keys.end(), [](const Cells &a, const Cells &b) {
            return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(), sql::comesBefore);
        });
        QList<GroupRow> rows;
        for (const Cells &key : keys) {
            GroupRow row;
            if (m_currencyOf) {
                const auto *code = std::get_if<QString>(&key.back());
                row.currency = code ? Currency::fromCode(*code).value_or(Currency()) : Currency();
            } else if (m_query.money == GroupQuery::MoneyMode::Base) {
                row.currency = base;
            }
            for (qsizetype i = 0; i < m_query.groupBy.size(); ++i)
                row.keys.append(sql::fromCell(key[size_t(i)], m_query.groupBy[i]->type(), row.currency));
            std::vector<Figure> &figures = m_groups[key];
            for (qsizetype i = 0; i < m_query.measures.size(); ++i) {
                DW_ASSIGN(const sql::Cell cell, figures[size_t(i)].result(m_query.measures[i]));
                row.measures.append(sql::fromCell(cell, sql::measureType(m_query.measures[i]), row.currency));
            }
            rows.append(row);
        }
        return rows;
    }

private:
    std::vector<Figure> &at(Cells key)
    {
        std::vector<Figure> &figures = m_groups[std::move(key)];
        if (figures.empty())
            figures.resize(size_t(m_query.measures.size()));
        return figures;
    }

    Result<sql::Cell> cellOf(const CheckedExpression &expression, const Record &record,
                             LiveRows::Amounts amounts)
    {
        DW_ASSIGN(const Value value, m_rows.value(expression, record, amounts));
        const std::optional<sql::Cell> cell = sql::toCell(value, expression.type());
        if (!cell)
            return overflow();
        return *cell;
    }

    const GroupQuery &m_query;
    LiveRows &m_rows;
    const CheckedExpression *m_currencyOf = nullptr;  // the amounts whose currencies are groups of their own
    std::map<Cells, std::vector<Figure>> m_groups;
};

}  // namespace

Result<QList<GroupRow>> RecordQueries::group(const GroupQuery &query, const EvaluationContext &context)
{
    LiveRows rows(*this, m_related, m_dictionary, context, query.object);
    const Query all{query.object, query.where, {}};
    const bool exact = isExact(all);
    if (!exact)
        DW_TRY(rows.willEvaluate(*query.where));
    for (const auto &by : query.groupBy)
        DW_TRY(rows.willEvaluate(*by));
    for (const Measure &measure : query.measures) {
        if (!measure.of && measure.function != Measure::Function::Count)
            return Error(ErrorCode::Invalid, QStringLiteral("store.internal"));
        for (const Condition &expression : {measure.of, measure.where}) {
            if (expression)
                DW_TRY(rows.willEvaluate(*expression));
        }
    }
    if (query.groupBy.isEmpty() && query.measures.isEmpty())
        return Error(ErrorCode::Invalid, QStringLiteral("store.internal"));

    Groups groups(query, rows);
    std::optional<Id> last;
    for (;;) {
        DW_ASSIGN(const std::vector<Id> ids, candidates(all, last, PieceSize));
        DW_ASSIGN(const QList<Record> piece, rows.read(ids));
        for (const Record &record : piece) {
            if (!exact) {
                DW_ASSIGN(const bool fulfils, rows.holds(*query.where, record));
                if (!fulfils)
                    continue;
            }
            DW_TRY(groups.add(record));
        }
        if (int(ids.size()) < PieceSize)
            return groups.result(context.workspaceCurrency);
        last = ids.back();
    }
}

}  // namespace dw::postgres
