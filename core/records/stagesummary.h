// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/datetime.h"
#include "core/base/decimal.h"
#include "core/base/id.h"
#include "core/base/money.h"

#include <QList>
#include <QString>

#include <optional>
#include <vector>

namespace dw
{

// What is asked of the summaries of stage histories (DESIGN 5). Their days are those of the business zone.
struct StageSummaryQuery
{
    Id pipeline;
    std::optional<Date> from;  // both ends belong to the period; none = open
    std::optional<Date> to;
    Id owner;           // null = everybody
    QList<Id> teams;    // empty = all
    Currency currency;  // null = each apart
    enum class Amounts { Own, Base } amounts = Amounts::Own;

    // The lines of stage_history that the summaries count, as an expression.
    static QString countedLines()
    {
        return QStringLiteral("OR(ISBLANK(gate_result), NOT(CONTAINS(gate_result, \"undone\")))");
    }
};

// How many deals came at least so far in the time asked for, and what they are worth. Steps count from 1 in
// the order of the pipeline's open stages; won is one more. A deal that came in as lost has taken the first.
struct StageReach
{
    Currency currency;  // null for Amounts::Base
    int step = 0;
    qint64 deals = 0;
    qint64 amounts = 0;  // of them those that have an amount
    Int128 minor = 0;
};

// Values of one stage, in no order: seconds of the stays that ended, or when the open deals there came.
struct StageValues
{
    Id stage;
    std::vector<qint64> values;
    qint64 without = 0;  // records that have no value
};

}  // namespace dw
