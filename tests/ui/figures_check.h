// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/report.h"
#include "ui/figures/shownfigure.h"

#include <QStringList>

namespace dw::test
{

// Where a figure of a screen differs from what its definition gives under the same rights: its rows, counted
// and summed by the metric's own expression. Empty where all agree. `money` writes a sum as the screen does.
inline Result<QStringList> differences(const QList<ui::ShownFigure> &figures, const Reader &reader,
                                       const std::function<QString(const Money &)> &money)
{
    DW_ASSIGN(const MetricCatalogPtr catalog, MetricCatalog::shipped());
    const Report report(catalog, reader);
    QStringList wrong;
    for (const ui::ShownFigure &figure : figures) {
        if (figure.where.isEmpty())
            continue;
        const Metric *metric = catalog->metric(figure.metric);
        if (!metric) {
            wrong.append(figure.key + QStringLiteral(": no definition"));
            continue;
        }
        ReportParameters parameters;
        parameters.where = figure.where;
        parameters.currency = QStringLiteral("base");
        DW_ASSIGN(const QList<Report::Figure> read, report.figures(figure.metric, parameters));
        QString expected;
        if (metric->unit == Metric::Unit::Money) {
            const Value sum = read.isEmpty() ? Value() : read.first().value;
            expected = sum.isNull() ? QString() : money(sum.money());
        } else {
            // What the list of its rows will have.
            DW_ASSIGN(const Query query, reader.query(metric->grain, figure.where, {}));
            DW_ASSIGN(const qint64 count, reader.count(query));
            const qint64 counted = read.isEmpty() ? 0 : read.first().value.integer();
            expected = QString::number(counted);
            if (counted != count)
                wrong.append(QStringLiteral("%1: %2 rows").arg(figure.key).arg(count));
        }
        const QString shown = figure.value.section(QStringLiteral(" + "), 0, 0);
        const bool nothing =
            expected.isEmpty() && (shown == QLatin1String("0") || shown == QStringLiteral("—") ||
                                   figure.value.startsWith(QLatin1String("+ ")));
        if (shown != expected && !nothing)
            wrong.append(
                QStringLiteral("%1 %2: %3, not %4").arg(figure.key, figure.metric, figure.value, expected));
    }
    return wrong;
}

}  // namespace dw::test
