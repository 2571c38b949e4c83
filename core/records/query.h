// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expression/checkedexpression.h"
#include "core/records/record.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>

namespace dw
{

// A boolean expression over one object, checked against the dictionary. Null pointer = everything.
using Condition = std::shared_ptr<const CheckedExpression>;

struct SortKey
{
    QString
        field;  // a stored field of the object, or "ref.title" of a Reference ("account_id" sorts by title)
    enum class Order { Ascending, Descending } order = Order::Ascending;

    friend bool operator==(const SortKey &, const SortKey &) = default;
};

// Which records, in what order. Nulls sort last in both directions; the record's id breaks ties.
struct Query
{
    ObjectTypePtr object;
    Condition where;
    QList<SortKey> sort;
    enum class Deleted { Exclude, Only, Include } deleted = Deleted::Exclude;
};

// Grouped measures: GROUP BY expressions, then aggregates ("sum(amount)", "count()") as checked expressions.
// Money measures give one row per currency unless `base` is asked (DESIGN 4).
struct GroupQuery
{
    ObjectTypePtr object;
    Condition where;
    QList<std::shared_ptr<const CheckedExpression>> groupBy;
    struct Measure
    {
        enum class Function {
            Count,
            CountDistinct,
            Sum,
            Average,
            Min,
            Max,
            Median
        } function = Function::Count;
        std::shared_ptr<const CheckedExpression> of;     // null for Count
        std::shared_ptr<const CheckedExpression> where;  // counts only rows that fulfil it; null = all
    };
    QList<Measure> measures;
    enum class MoneyMode { PerCurrency, Base } money = MoneyMode::PerCurrency;
};

// One row of a grouped result: keys in the order of groupBy (plus the currency last, where PerCurrency and a
// measure is money), then one value per measure.
struct GroupRow
{
    QList<Value> keys;
    Currency currency;
    QList<Value> measures;
};

// A record of a list as the store knows it locally: a number valid for one workspace file, never sent
// anywhere.
struct RowRef
{
    qint64 row = 0;
    friend auto operator<=>(const RowRef &, const RowRef &) = default;
};

}  // namespace dw
