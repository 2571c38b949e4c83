// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/icons.h"

#include <QAbstractButton>

namespace dw::ui
{

// A cell of the rail: 36 px, icon of 20, its name beside it where the rail is wide. The chosen one has the
// accent bar at the window's edge.
class RailButton : public QAbstractButton
{
    Q_OBJECT

public:
    static constexpr int Cell = 36;
    static constexpr int Pitch = 40;

    RailButton(const Icons &icons, const QString &icon, const QString &name, const QString &shortcut,
               QWidget *parent = nullptr);

    void setWide(bool wide);
    void setBadge(int count);  // 0: none
    QRect cellRect() const;
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    const Icons &m_icons;
    QString m_icon;
    bool m_wide = false;
    int m_badge = 0;
};

}  // namespace dw::ui
