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
constexpr int WidestValue = 168;

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

QString ChoiceChip::whole() const
{
    return QStringList{m_field, m_is, m_value}.join(QLatin1Char(' ')).simplified();
}

void ChoiceChip::setValue(const QString &value)
{
    m_value = value;
    setText(whole());
    setAccessibleName(whole());
    setToolTip(m_refusal.isEmpty() ? whole() : m_refusal);
    updateGeometry();
    update();
}

void ChoiceChip::setValueOnly(bool isValueOnly)
{
    m_isValueOnly = isValueOnly;
    updateGeometry();
    update();
}

void ChoiceChip::setRefusal(const QString &why)
{
    m_refusal = why;
    setEnabled(why.isEmpty());
    setToolTip(why.isEmpty() ? whole() : why);
    updateGeometry();
    update();
}

QSize ChoiceChip::sizeHint() const
{
    qreal width = 2 * Edge + 2 + Gap + Chevron;
    if (!m_isValueOnly) {
        width += textWidth(m_theme, Scale::Small, Weight::Regular, m_field) + Gap;
        width += textWidth(m_theme, Scale::Small, Weight::Regular, m_is) + Gap;
    }
    width += textWidth(m_theme, Scale::Small, Weight::Strong, m_value);
    return {std::min(int(std::ceil(width)), m_isValueOnly ? WidestValue : Widest),
            m_theme.size(Theme::Size::Chip)};
}

qreal ChoiceChip::textRight() const
{
    return width() - Edge - (isEnabled() ? Chevron + Gap : 0);
}

void ChoiceChip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool hover = underMouse() && isEnabled();
    paintRounded(painter, rect(), m_theme.radius(Theme::Radius::Control),
                 m_theme.color(hover ? Role::Hover : Role::Surface), m_theme.color(Role::Border));
    QRectF at = QRectF(rect());
    at.setLeft(Edge + 1);
    at.setRight(textRight());
    TextSpec spec;
    spec.scale = Scale::Small;
    const auto part = [&](const QString &text, Role role, Weight weight) {
        spec.role = role;
        spec.weight = weight;
        at.setLeft(at.left() + drawText(painter, m_theme, at.adjusted(0, 0, 1, 0), text, spec) + Gap);
    };
    if (!m_isValueOnly) {
        part(m_field, Role::Text, Weight::Regular);
        part(m_is, Role::TextMuted, Weight::Regular);
    }
    part(m_value, isEnabled() ? Role::Text : Role::TextMuted, Weight::Strong);
    if (isEnabled())
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
