// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "ui/dashboards/chartwidget.h"

namespace dw::ui
{

// Rank, person, bar against the first, amount and share of all (ui.md 7); as many as fit. Oneself is strong.
class LeaderboardChart : public ChartWidget
{
    Q_OBJECT

public:
    using ChartWidget::ChartWidget;

    void setMyself(const Id &user);
    bool hasData() const override { return !table().rows.isEmpty(); }
    QSize sizeHint() const override { return {356, 250}; }

protected:
    QList<ChartMark> layOut() const override;
    void paintChart(QPainter &painter) override;

private:
    Id m_myself;
};

}  // namespace dw::ui
