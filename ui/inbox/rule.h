// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/themedwidget.h"

#include <QPainter>

namespace dw::ui
{

// A hairline between two parts of a page.
class Rule : public ThemedWidget
{
    Q_OBJECT

public:
    Rule(const Theme &theme, Qt::Orientation orientation, QWidget *parent = nullptr)
        : ThemedWidget(theme, parent)
    {
        if (orientation == Qt::Horizontal)
            setFixedHeight(1);
        else
            setFixedWidth(1);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter(this).fillRect(rect(), theme().color(Theme::Role::Border));
    }
};

}  // namespace dw::ui
