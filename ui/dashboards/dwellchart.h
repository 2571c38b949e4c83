// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dashboards/chartwidget.h"

namespace dw::ui
{

// Days in stage: the middle half as a bar, the median in it, the limit dashed, the median in words (ui.md 7).
class DwellChart : public ChartWidget
{
    Q_OBJECT

public:
    using ChartWidget::ChartWidget;

    bool hasData() const override;
    QSize sizeHint() const override { return {420, 230}; }
    // The room of the medians at the right: numbers are never elided (ui.md 3), the bars yield.
    qreal wordsWidth() const;

protected:
    QList<ChartMark> layOut() const override;
    void paintChart(QPainter &painter) override;

private:
    double days(int row, QStringView key) const;  // for drawing only
    double last() const;                          // where the axis ends
    QString words(int row) const;                 // its median
    QRectF plot() const;
    qreal at(double days) const;
    void paintLegend(QPainter &painter);
};

}  // namespace dw::ui
