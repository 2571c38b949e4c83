// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/breadcrumb.h"

#include "ui/common/textlayout.h"

#include <QPainter>

#include <algorithm>

namespace dw::ui
{

namespace
{

constexpr int Gap = 6;
constexpr int ArrowSize = 12;

}  // namespace

Breadcrumb::Breadcrumb(const Icons &icons, QWidget *parent)
    : ThemedWidget(icons.theme(), parent), m_icons(icons)
{}

void Breadcrumb::setParts(const QStringList &parts)
{
    m_parts = parts;
    const QString whole = parts.join(QStringLiteral(", "));
    setAccessibleName(whole);
    setToolTip(whole);
    updateGeometry();
    update();
}

QSize Breadcrumb::sizeHint() const
{
    qreal width = 0;
    for (qsizetype i = 0; i < m_parts.size(); ++i) {
        const bool last = i + 1 == m_parts.size();
        width += textWidth(theme(), Theme::Scale::Body, last ? Theme::Weight::Strong : Theme::Weight::Regular,
                           m_parts.at(i));
        width += last ? 0 : 2 * Gap + ArrowSize;
    }
    return QSize(int(width) + 1, theme().line(Theme::Scale::Body));
}

void Breadcrumb::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    qreal x = 0;
    for (qsizetype i = 0; i < m_parts.size(); ++i) {
        const bool last = i + 1 == m_parts.size();
        // The way there gives way before the place itself: each earlier part takes at most a third.
        const qreal room = last ? width() - x : std::min<qreal>(width() - x, width() / 3.0);
        x += drawText(painter, theme(), QRectF(x, 0, std::max<qreal>(0, room), height()), m_parts.at(i),
                      TextSpec{.weight = last ? Theme::Weight::Strong : Theme::Weight::Regular,
                               .role = last ? Theme::Role::Text : Theme::Role::TextMuted});
        if (last)
            break;
        m_icons.paint(painter, QRectF(x + Gap, 0, ArrowSize, height()), QStringLiteral("chevron-right"),
                      Theme::Role::TextFaint, ArrowSize);
        x += 2 * Gap + ArrowSize;
    }
}

}  // namespace dw::ui
