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

// Gives the application its style, palette and font, follows the theme, and shows the focus ring of whatever
// button the keyboard has reached. The program owns one, after Theme and Icons and before the first widget.
// Going, it leaves the application with Qt's plain style.
class Look : public QObject
{
    Q_OBJECT

public:
    Look(QApplication &application, const Theme &theme, const Icons &icons);
    ~Look() override;

private:
    void applyTheme();
    void focusMoved(QWidget *from, QWidget *to);

    QApplication &m_application;
    const Theme &m_theme;
    QPointer<FocusRing> m_ring;
};

}  // namespace dw::ui
