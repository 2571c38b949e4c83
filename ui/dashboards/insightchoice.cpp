// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboards/insightchoice.h"

#include "ui/dashboards/valuetext.h"

namespace dw::ui
{

InsightChoice InsightChoice::of(const QString &report, const ResultTable &table, qsizetype row,
                                const Format &format)
{
    InsightChoice choice;
    choice.report = report;
    choice.filter = table.rows[row].filter;
    choice.sort = QStringLiteral("-amount");
    if (report == QLatin1String("won_by_quarter")) {
        choice.mark = table.value(row, u"quarter");
        choice.title = tr("Won in %1").arg(quarterText(choice.mark.text(), format));
    } else if (report == QLatin1String("leaderboard")) {
        choice.mark = table.value(row, u"owner");
        choice.title = tr("Won by %1").arg(table.title(choice.mark));
    } else {
        choice.mark = table.value(row, u"stage");
        choice.title = table.title(choice.mark);
        choice.note = tr("reached the stage");
    }
    if (report == QLatin1String("stage_dwell")) {
        choice.sort = QStringLiteral("stage_entered_at");
        const qint64 over = table.value(row, u"over").integer();
        choice.note = over > 0
                          ? tr("there now, %1 over the limit of %2")
                                .arg(format.integer(over), daysWithUnit(table.value(row, u"limit"), format))
                          : tr("there now");
    }
    return choice;
}

}  // namespace dw::ui
