// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/metriccatalog.h"
#include "core/reading/reader.h"
#include "core/rules/rulebook.h"
#include "ui/pipeline/dealcard.h"
#include "ui/records/leftout.h"

#include <QHash>

namespace dw::ui
{

// Which deals the board shows: one pipeline, narrowed by a view's filter and by what was typed after "/".
struct BoardScope
{
    Id pipeline;
    QString where;  // expression over opportunity, empty = all
    QString quick;  // part of the deal's or the customer's name

    // The whole as one expression; `extra` is joined with AND where not empty.
    QString expression(const QString &extra = {}) const;

    friend bool operator==(const BoardScope &, const BoardScope &) = default;
};

// Sums are in the workspace's currency (DESIGN 4: base), in minor units; amounts without a rate are told
// beside them.
struct StageFigures
{
    qint64 count = 0;
    qint64 sum = 0;
    qint64 weighted = 0;
    LeftOut leftOut;

    void add(const StageFigures &other);
};

struct BoardFigures
{
    QHash<Id, StageFigures> stages;  // open stages: all deals; won and lost: those of this month
    StageFigures open;
    qint64 overTime = 0;
    Instant asOf;
};

struct StageCards
{
    QList<DealCard> cards;
    bool more = false;  // there are cards after these
};

struct BoardContent
{
    BoardScope scope;
    BoardFigures figures;
    QHash<Id, StageCards> stages;  // open stages only
};

constexpr int FirstCards = 200;

// The deals of an open stage over its dwell limit, as an expression: those of the metric deals_over_time,
// found without looking at their stages.
QString overTimeExpression(const Pipeline &pipeline, Instant now);

// Grouped queries; no card is loaded. What they measure and of which deals are the metrics open_deals,
// open_pipeline, weighted_pipeline and deals_over_time, and of this month won_deals, won_value, lost_deals
// and lost_value. NotFound "metric.unknown" where one is missing.
Result<BoardFigures> readFigures(const Reader &reader, const MetricCatalogPtr &metrics,
                                 const Pipeline &pipeline, const BoardScope &scope);
// `count` cards of a stage from the one at `from` on: by the date of the next step, those without one last.
Result<StageCards> readCards(const Reader &reader, const BoardScope &scope, const Id &stage, int from,
                             int count);
// Everything in one snapshot: figures and as many cards of each open stage as `wanted` says, FirstCards
// where it says nothing.
Result<BoardContent> readBoard(const Reader &reader, const MetricCatalogPtr &metrics,
                               const Pipeline &pipeline, const BoardScope &scope,
                               const QHash<Id, int> &wanted);

}  // namespace dw::ui
