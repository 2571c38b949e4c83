// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/rulebook.h"
#include "ui/pipeline/boardreading.h"
#include "ui/tasks/taskreading.h"

namespace dw::ui
{

// What Today shows of the deals of the one who looks.
struct RiskDeal
{
    Id id;
    QString name;
    QString accountName;
    std::optional<Money> amount;
    qint64 coldDays = 0;  // days without an activity, or in its stage when it is over the limit
    enum class Why { NoContact, OverTime, NoNextStep } why = Why::NoContact;
};

struct TodayContent
{
    TaskPart overdue;  // oldest first
    TaskPart today;
    TaskPart tomorrow;
    qint64 visitsToday = 0;
    BoardFigures pipeline;  // my open deals of `pipelineId` by stage
    Id pipelineId;
    QList<RiskDeal> risks;  // longest first
    qint64 riskCount = 0;   // of all of them
    Instant asOf;
};

constexpr int TodayTasks = 40;     // shown of each section
constexpr int ColdAfterDays = 14;  // without any activity
constexpr int RiskShown = 5;

// What is counted of the one who looks: tasks and deals that are theirs.
QString myTasks();
QString myDeals();

// Few indexed queries, in one snapshot. What they count are the metrics tasks_overdue, tasks_due, visits_due,
// deals_at_risk and those of the board. NotFound "metric.unknown" where one is missing.
Result<TodayContent> readToday(const Reader &reader, const MetricCatalogPtr &metrics,
                               const Rulebook &rulebook, const Id &pipeline);

}  // namespace dw::ui
