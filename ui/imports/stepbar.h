// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/icons.h"
#include "ui/common/themedwidget.h"

#include <QStringList>

namespace dw::ui
{

// Where one is in a row of steps: done ones with a tick, the current one filled, those to come with their
// number.
class StepBar : public ThemedWidget
{
    Q_OBJECT

public:
    explicit StepBar(const Icons &icons, QWidget *parent = nullptr);

    void setSteps(const QStringList &steps);
    void setCurrent(int step);  // 0-based
    int current() const { return m_current; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return QSize(0, sizeHint().height()); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    qreal widthOf(int step) const;
    void tell();

    const Icons &m_icons;
    QStringList m_steps;
    int m_current = 0;
};

}  // namespace dw::ui
