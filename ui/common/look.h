// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/icons.h"
#include "ui/common/theme.h"

#include <QObject>
#include <QPointer>

class QApplication;
class QWidget;

namespace dw::ui
{

class FocusRing;

// Gives the application its style, palette and font, follows the theme, shows the focus ring of whatever
// button the keyboard has reached, and leaves Space to buttons and combos: what a page does by that key is
// for its list. The program owns one, after Theme and Icons and before the first widget. Going, it leaves the
// application with Qt's plain style.
class Look : public QObject
{
    Q_OBJECT

public:
    Look(QApplication &application, const Theme &theme, const Icons &icons);
    ~Look() override;

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void applyTheme();
    void focusMoved(QWidget *from, QWidget *to);

    QApplication &m_application;
    const Theme &m_theme;
    QPointer<FocusRing> m_ring;
};

}  // namespace dw::ui
