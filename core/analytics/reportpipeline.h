// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/reportparameters.h"

#include <QList>
#include <QString>

namespace dw
{

struct ReportStage
{
    enum class Outcome { Open, Won, Lost, Void };
    Id id;
    QString key;
    LocalText name;
    Outcome outcome = Outcome::Open;
    qint64 limitSeconds = 0;  // 0 = none (F3.63)
    Decimal limitDays;
};

// The pipeline that a report by stage is about.
struct ReportPipeline
{
    Id id;
    QString code;
    QString name;
    QList<ReportStage> stages;  // open ones in their order, then won, lost, void

    QList<ReportStage> openStages() const;
    // Open stages, then a won one: what a funnel shows.
    QList<ReportStage> path() const;

    // The one asked for; without one, that which most of the deals asked for are in, the first by code among
    // equals. NotFound "report.no_pipeline" where there is none.
    static Result<ReportPipeline> of(const ReportParameters &parameters, const Reader &reader);
};

}  // namespace dw
