// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/customers/timelineitem.h"

#include "ui/common/paint.h"
#include "ui/common/textlayout.h"

#include <QPainter>

namespace dw::ui
{

namespace
{

constexpr int Ring = 24;
constexpr int TextLeft = 40;

}  // namespace

TimelineItem::TimelineItem(const Theme &theme, const Icons &icons, const Content &content, QWidget *parent)
    : ThemedWidget(theme, parent), m_icons(icons), m_content(content)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAccessibleName(
        QStringList{content.title, content.who, content.when, content.text}.join(QStringLiteral(", ")));
    setToolTip(content.text);
}

QSize TimelineItem::sizeHint() const
{
    const int lines = m_content.text.isEmpty() ? 1 : 2;
    return QSize(480, theme().line(Theme::Scale::Body) * lines + theme().space(3) + 2);
}

void TimelineItem::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int line = theme().line(Theme::Scale::Body);
    if (!m_content.last)
        painter.fillRect(QRectF(Ring / 2.0 + 1, Ring, 1, height() - Ring),
                         theme().color(Theme::Role::Border));
    painter.setPen(QPen(theme().color(Theme::Role::Border), 1));
    painter.setBrush(theme().color(Theme::Role::Surface));
    painter.drawEllipse(QRectF(2.5, 0.5, Ring - 1, Ring - 1));
    m_icons.paint(painter, QRectF(2, 0, Ring, Ring), m_content.icon, Theme::Role::Link, 14);

    TextSpec when;
    when.role = Theme::Role::TextMuted;
    when.scale = Theme::Scale::Small;
    when.align = Qt::AlignRight;
    when.elide = Qt::ElideNone;
    const qreal whenWidth =
        drawText(painter, theme(), QRectF(TextLeft, 2, width() - TextLeft, line), m_content.when, when);
    const qreal room = width() - TextLeft - whenWidth - 16;
    TextSpec title;
    title.weight = Theme::Weight::Strong;
    const qreal titleWidth =
        drawText(painter, theme(), QRectF(TextLeft, 2, room, line), m_content.title, title);
    TextSpec who;
    who.role = Theme::Role::TextMuted;
    who.scale = Theme::Scale::Small;
    if (room - titleWidth > 40)
        drawText(painter, theme(), QRectF(TextLeft + titleWidth + 8, 2, room - titleWidth - 8, line),
                 m_content.who, who);
    TextSpec text;
    text.role = Theme::Role::TextMuted;
    drawText(painter, theme(), QRectF(TextLeft, 2 + line, width() - TextLeft, line),
             m_content.text.simplified(), text);
}

}  // namespace dw::ui
