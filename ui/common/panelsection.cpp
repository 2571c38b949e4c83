// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/panelsection.h"

#include <QFrame>
#include <QVBoxLayout>

namespace dw::ui
{

QVBoxLayout *addPanelSection(QVBoxLayout *column, const Theme &theme)
{
    if (column->count() > 0) {
        auto *line = new QFrame;
        line->setFixedHeight(1);
        line->setAutoFillBackground(true);
        QPalette colors = line->palette();
        colors.setColor(QPalette::Window, theme.color(Theme::Role::Border));
        line->setPalette(colors);
        column->addWidget(line);
    }
    auto *place = new QVBoxLayout;
    place->setContentsMargins(16, 8, 16, 12);
    place->setSpacing(theme.space(1));
    column->addLayout(place);
    return place;
}

}  // namespace dw::ui
