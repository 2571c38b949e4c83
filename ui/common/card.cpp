// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/card.h"

#include "ui/common/paint.h"

#include <QPainter>
#include <QVBoxLayout>

namespace dw::ui
{

Card::Card(const Theme &theme, QWidget *parent)
    : QFrame(parent), m_theme(theme), m_body(new QVBoxLayout(this))
{
    m_body->setContentsMargins(1, 1, 1, 1);
    m_body->setSpacing(0);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Card::setBar(const QColor &color)
{
    m_bar = color;
    update();
}

void Card::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintRounded(painter, rect(), m_theme.radius(Theme::Radius::Container),
                 m_theme.color(Theme::Role::Surface), m_theme.color(Theme::Role::Border));
    if (m_bar.isValid())
        painter.fillRect(QRect(1, 1, m_theme.size(Theme::Size::AccentBar), height() - 2), m_bar);
}

}  // namespace dw::ui
