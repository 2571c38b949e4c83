// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dashboards/chartwidget.h"

namespace dw::ui
{

// Rows on one axis, joined by trapezoids with the conversion (ui.md 7). A conversion that is more than ten
// points below the last period's is strong and red, and a sentence says so.
class FunnelChart : public ChartWidget
{
    Q_OBJECT

public:
    using ChartWidget::ChartWidget;

    // The same report of the period before; an empty one where there is nothing to compare with.
    void setBefore(const ResultTable &before);
    // The sentence under the chart; empty without a fall.
    QString warning() const;
    // The row whose conversion fell most; -1 for none. Only among at least 20 deals then and now (F1.21).
    int fallen() const;

    bool hasData() const override;
    QSize sizeHint() const override { return {420, 250}; }

protected:
    QList<ChartMark> layOut() const override;
    void paintChart(QPainter &painter) override;

private:
    struct Shape
    {
        qreal row = 24;
        qreal gap = 20;
        qreal widest = 216;
        qreal axis = 216;
    };
    Shape shape() const;
    QRectF bar(const Shape &shape, int row) const;
    QColor stageColor(int row) const;

    ResultTable m_before;
};

}  // namespace dw::ui
