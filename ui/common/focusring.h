// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/theme.h"

#include <QPointer>
#include <QWidget>

namespace dw::ui
{

// The 2 px ring 1 px outside of a button, which the button itself could not paint: a child of the button's
// parent that follows it. Fields, tabs and rows draw their ring inside and need none.
class FocusRing : public QWidget
{
    Q_OBJECT

public:
    FocusRing(const Theme &theme, QWidget *target);

    // Whether the ring of this widget is drawn outside of it.
    static bool isFor(const QWidget *widget);

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void follow();
    QRect ringed() const;  // what the ring goes around, in the target's coordinates

    const Theme &m_theme;
    QPointer<QWidget> m_target;
};

}  // namespace dw::ui
