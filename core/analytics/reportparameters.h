// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reading/reader.h"
#include "core/records/stagesummary.h"

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace dw
{

// Which deals and what time a report is about. An absent one means all.
struct ReportParameters
{
    std::optional<Date> from;  // both ends belong to the period, in the workspace's zone
    std::optional<Date> to;
    QList<Id> teams;  // the team asked for and the teams below it
    Id owner;
    Id pipeline;
    // A code ("USD") keeps the deals of that currency; "base" adds all in the workspace's currency at their
    // dated rates; else each currency has rows of its own.
    QString currency;
    // What a screen is narrowed to besides: a condition on the object that is counted, and a name of period.h
    // ("THIS_MONTH") that a metric's time lies in.
    QString where = {};
    QString span = {};

    static const QStringList &names();  // from, to, team, owner, pipeline, currency
    // Reads texts as they come from a command line: dates as ISO; a team by name or id, an owner by login,
    // name or id, a pipeline by code or id. Invalid "report.parameter_unknown" (name), "report.bad_date"
    // (name, text), "report.dates_turned" (from, to); NotFound "report.value_unknown" (name, text).
    static Result<ReportParameters> read(const QHash<QString, QString> &texts, const Reader &reader);
    // A team and those below it.
    static Result<QList<Id>> teamAndBelow(const Id &team, const Reader &reader);

    bool isBase() const { return currency == QLatin1String("base"); }
    GroupQuery::MoneyMode moneyMode() const
    {
        return isBase() ? GroupQuery::MoneyMode::Base : GroupQuery::MoneyMode::PerCurrency;
    }
    // Conditions, empty where nothing is asked for. `time` is a date or time field; empty gives no condition.
    QString period(const QString &time) const;
    QString people() const;  // owner and team, on any object that has them
    QString deals() const;   // people, pipeline and currency, on opportunity
    // The same for the summaries of stage histories.
    StageSummaryQuery summaryQuery(const Id &ofPipeline) const;
};

// "AND(a, b)" of those that are not empty; the text itself if there is one; empty if there is none.
QString allOf(const QStringList &conditions);
QString anyOf(const QStringList &conditions);
// `field = "id"`
QString isRecord(const QString &field, const Id &id);

}  // namespace dw
