// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/decimal.h"
#include "core/base/id.h"
#include "core/base/value.h"
#include "core/dictionary/localtext.h"
#include "core/records/query.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace dw
{

enum class StageOutcome { Open, Won, Lost, Void };

// A stage and its gate, as read from a stage_definition record and checked.
struct Stage
{
    Id id;
    Id pipeline;
    QString key;
    LocalText name;
    int sequence = 0;
    StageOutcome outcome = StageOutcome::Open;
    Percent defaultProbability;
    QString forecastCategory;
    Condition entryCondition;  // null = none
    Condition exitCondition;
    QStringList requiredFields;  // needed to enter
    // Activity kinds that must have been logged on the deal before it enters: {"visit"}; task keys that must
    // be done.
    QStringList requiredActivities;
    QStringList requiredTasks;
    QStringList requiredDocuments;  // attachment.doc_kind
    Decimal maxDwellDays{70, 1};    // 7.0
    Percent warnAt{8000};
    bool allowSkip = false;  // may be jumped over on a forward move
    bool allowBack = true;   // may be re-entered from a later stage, with a reason
    QString guide;           // what to do here, shown by the stage bar
};

struct Pipeline
{
    Id id;
    QString code;
    LocalText name;
    QString object;
    QList<Stage> stages;  // by sequence; open ones first, then won, lost, void

    const Stage *find(const Id &stage) const;
    const Stage *find(QStringView key) const;
    QList<Stage> openStages() const;
    const Stage *first() const { return stages.isEmpty() ? nullptr : &stages.first(); }
};

}  // namespace dw
