// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dashboards/chartwidget.h"

namespace dw::ui
{

// Bars by quarter from zero, the value above each (ui.md 7). The last eight quarters of the table.
class QuarterChart : public ChartWidget
{
    Q_OBJECT

public:
    using ChartWidget::ChartWidget;

    // "2026-Q4": its label is strong.
    void setPresent(const QString &quarter);
    bool hasData() const override { return !table().rows.isEmpty(); }
    QSize sizeHint() const override { return {494, 250}; }

protected:
    QList<ChartMark> layOut() const override;
    void paintChart(QPainter &painter) override;

private:
    struct Axis
    {
        double step = 1;  // in minor units; for drawing only
        int lines = 4;
    };
    Axis axis() const;
    QString lineText(const Axis &axis, int line) const;
    qreal axisWidth() const;
    QRectF plot() const;
    QString quarterText(int row) const;
    int firstRow() const;

    QString m_present;
};

}  // namespace dw::ui
