// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/theme.h"

#include <QWidget>

namespace dw::ui
{

// A painted widget: measures and draws itself anew when the theme changes.
class ThemedWidget : public QWidget
{
    Q_OBJECT

public:
    explicit ThemedWidget(const Theme &theme, QWidget *parent = nullptr) : QWidget(parent), m_theme(theme)
    {
        connect(&theme, &Theme::changed, this, [this] {
            themeChanged();
            updateGeometry();
            update();
        });
    }

    const Theme &theme() const { return m_theme; }

protected:
    // Before geometry and paint: drop what was measured.
    virtual void themeChanged() {}

private:
    const Theme &m_theme;
};

}  // namespace dw::ui
