// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/customers/personline.h"

#include "ui/common/textlayout.h"

#include <QPainter>

#include <algorithm>

namespace dw::ui
{

PersonLine::PersonLine(const Theme &theme, const Icons &icons, const Content &content, QWidget *parent)
    : QAbstractButton(parent), m_theme(theme), m_icons(icons), m_content(content)
{
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    setAccessibleName(
        QStringList{content.name, content.note, content.pill, content.word}.join(QStringLiteral(", ")));
    setToolTip(content.name);
}

QSize PersonLine::sizeHint() const
{
    const int text = m_theme.line(Theme::Scale::Small) * (m_content.note.isEmpty() ? 1 : 2);
    const int face = m_content.icon.isEmpty() ? m_theme.size(Theme::Size::Avatar) : 0;
    return QSize(280, std::max(text, face) + m_theme.space(1));
}

void PersonLine::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (hasFocus() || underMouse())
        paintRounded(painter, rect(), m_theme.radius(Theme::Radius::Control),
                     m_theme.color(Theme::Role::Hover));
    const int disc = m_theme.size(Theme::Size::Avatar);
    qreal left = disc + 8;
    if (m_content.icon.isEmpty()) {
        paintAvatar(painter, m_theme, QRectF(0, (height() - disc) / 2.0, disc, disc),
                    initialsOf(m_theme, m_content.name), Whose::Other);
    } else {
        m_icons.paint(painter, QRectF(0, 0, 16, height()), m_content.icon, Theme::Role::TextMuted, 16);
        left = 24;
    }
    qreal right = width();
    if (!m_content.pill.isEmpty()) {
        const qreal wide = pillWidth(m_theme, m_content.pill, false);
        paintPill(painter, m_theme, m_icons, QRectF(right - wide, 0, wide, height()), m_content.pill,
                  m_content.tone);
        right -= wide + 8;
    } else if (!m_content.word.isEmpty()) {
        TextSpec word;
        word.scale = Theme::Scale::Small;
        word.role = Theme::Role::TextMuted;
        word.align = Qt::AlignRight;
        right -= drawText(painter, m_theme, QRectF(right - 120, 0, 120, height()), m_content.word, word) + 8;
    }
    const bool two = !m_content.note.isEmpty();
    const qreal half = height() / 2.0;
    drawText(painter, m_theme, QRectF(left, 0, right - left, two ? half : height()), m_content.name);
    if (two) {
        TextSpec note;
        note.scale = Theme::Scale::Small;
        note.role = Theme::Role::TextMuted;
        drawText(painter, m_theme, QRectF(left, half, right - left, half), m_content.note, note);
    }
}

}  // namespace dw::ui
