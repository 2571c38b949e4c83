// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboards/choicechip.h"

#include "ui/common/paint.h"
#include "ui/common/textlayout.h"

#include <QKeyEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace dw::ui
{

using Role = Theme::Role;
using Scale = Theme::Scale;
using Weight = Theme::Weight;

namespace
{

constexpr int Edge = 8;
constexpr int Gap = 6;
constexpr int Chevron = 12;
constexpr int Widest = 240;

}  // namespace

ChoiceChip::ChoiceChip(const Theme &theme, const Icons &icons, const QString &field, const QString &is,
                       QWidget *parent)
    : QToolButton(parent), m_theme(theme), m_icons(icons), m_field(field), m_is(is)
{
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
    setValue({});
}

void ChoiceChip::setValue(const QString &value)
{
    m_value = value;
    const QString whole = QStringList{m_field, m_is, value}.join(QLatin1Char(' ')).simplified();
    setText(whole);
    setAccessibleName(whole);
    setToolTip(whole);
    updateGeometry();
    update();
}

QSize ChoiceChip::sizeHint() const
{
    qreal width = 2 * Edge + 2 + Gap + Chevron;
    width += textWidth(m_theme, Scale::Small, Weight::Regular, m_field);
    width += Gap + textWidth(m_theme, Scale::Small, Weight::Regular, m_is);
    width += Gap + textWidth(m_theme, Scale::Small, Weight::Strong, m_value);
    return {std::min(int(std::ceil(width)), Widest), m_theme.size(Theme::Size::Chip)};
}

void ChoiceChip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool hover = underMouse() && isEnabled();
    paintRounded(painter, rect(), m_theme.radius(Theme::Radius::Control),
                 m_theme.color(hover ? Role::Hover : Role::Surface), m_theme.color(Role::Border));
    QRectF at = QRectF(rect()).adjusted(Edge + 1, 0, -(Edge + Chevron + Gap), 0);
    TextSpec spec;
    spec.scale = Scale::Small;
    const auto part = [&](const QString &text, Role role, Weight weight) {
        spec.role = role;
        spec.weight = weight;
        at.setLeft(at.left() + drawText(painter, m_theme, at.adjusted(0, 0, 1, 0), text, spec) + Gap);
    };
    part(m_field, Role::Text, Weight::Regular);
    part(m_is, Role::TextMuted, Weight::Regular);
    part(m_value, Role::Text, Weight::Strong);
    m_icons.paint(painter, QRectF(width() - Edge - Chevron, 0, Chevron, height()),
                  QStringLiteral("chevron-down"), Role::TextMuted, Chevron);
}

void ChoiceChip::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Down)
        click();
    else
        QToolButton::keyPressEvent(event);
}

}  // namespace dw::ui
