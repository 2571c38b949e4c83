// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/bellbutton.h"

#include "ui/common/paint.h"

#include <QPainter>

namespace dw::ui
{

namespace
{

constexpr int Dot = 8;
constexpr int DotRight = 5;
constexpr int DotTop = 4;

}  // namespace

BellButton::BellButton(const Icons &icons, QWidget *parent)
    : IconButton(icons, QStringLiteral("bell"), tr("Notifications"), Extent::Control, Look::Quiet, parent)
    , m_theme(icons.theme())
{}

void BellButton::setUnseen(int count)
{
    m_unseen = count;
    setName(count > 0 ? tr("Notifications, %n new", nullptr, count) : tr("Notifications"));
    update();
}

void BellButton::paintEvent(QPaintEvent *event)
{
    IconButton::paintEvent(event);
    if (m_unseen == 0)
        return;
    QPainter painter(this);
    paintRounded(painter, QRectF(width() - DotRight - Dot, DotTop, Dot, Dot), Dot / 2.0,
                 m_theme.color(Theme::Role::Accent), m_theme.color(Theme::Role::Background));
}

}  // namespace dw::ui
