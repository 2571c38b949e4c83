// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/dictionary/objecttype.h"
#include "core/expression/evaluator.h"

#include <QList>
#include <QString>

#include <optional>

namespace dw
{

// By what the rows of a list are put together: the values of one field, or the months, quarters or years
// that its dates lie in. Its text is one of the expression language, so that a GroupQuery makes the same
// groups: the month and the year are the calendar's, the quarter follows the fiscal start month.
struct Grouping
{
    enum class By { Value, Month, Quarter, Year };

    QString field;
    By by = By::Value;

    // How a field can be grouped by: not at all by texts, numbers and what a record has several of.
    static QList<By> waysOf(const Field &field);
    // "industry", "YEARMONTH(created_at)", "YEARQUARTER(created_at)", "YEAR(created_at)"; nothing for other
    // texts. Whether the object has such a field, check() says.
    static std::optional<Grouping> fromText(const QString &text);
    QString text() const;
    // The index of the field. Invalid "reading.group_by" {what, object} where there is none that can be
    // grouped by so.
    Result<int> check(const ObjectType &object) const;
    // What tells the groups apart, of a value of the field or a key of a GroupRow: "machinery", an id,
    // "true", "2026-11", "2026-Q4", "2026"; empty for no value.
    QString keyOf(const Value &value, const EvaluationContext &context) const;

    friend bool operator==(const Grouping &, const Grouping &) = default;
};

}  // namespace dw
