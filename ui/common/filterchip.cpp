// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/filterchip.h"

#include "ui/common/paint.h"
#include "ui/common/textlayout.h"

#include <QKeyEvent>
#include <QMouseEvent>
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

constexpr int Gap = 6;
constexpr int Cross = 12;
constexpr int MaxWidth = 280;

}  // namespace

FilterChip::FilterChip(const Theme &theme, const Icons &icons, const QString &field, const QString &op,
                       const QString &value, QWidget *parent)
    : QToolButton(parent), m_theme(theme), m_icons(icons)
{
    setUp();
    setCondition(field, op, value);
}

FilterChip::FilterChip(const Theme &theme, const Icons &icons, const QString &addText, QWidget *parent)
    : QToolButton(parent), m_theme(theme), m_icons(icons)
{
    setUp();
    setText(addText);
    setAccessibleName(addText);
}

void FilterChip::setUp()
{
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&m_theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void FilterChip::setCondition(const QString &field, const QString &op, const QString &value)
{
    m_field = field;
    m_operator = op;
    m_value = value;
    const QString whole = QStringList{field, op, value}.join(QLatin1Char(' ')).simplified();
    setText(whole);
    setAccessibleName(whole);
    setToolTip(whole);
    updateGeometry();
    update();
}

QSize FilterChip::sizeHint() const
{
    const int height = m_theme.size(Theme::Size::Chip);
    qreal width = 0;
    if (isAddChip()) {
        width = 8 + Cross + Gap + textWidth(m_theme, Scale::Small, Weight::Regular, text()) + 8 + 2;
    } else {
        width = 8 + textWidth(m_theme, Scale::Small, Weight::Regular, m_field) + 2;
        if (!m_operator.isEmpty())
            width += Gap + textWidth(m_theme, Scale::Small, Weight::Regular, m_operator);
        if (!m_value.isEmpty())
            width += Gap + textWidth(m_theme, Scale::Small, Weight::Strong, m_value);
        width += Gap + Cross + 6;
    }
    return QSize(std::min(int(std::ceil(width)), MaxWidth), height);
}

QRect FilterChip::crossRect() const
{
    return isAddChip() ? QRect() : QRect(width() - Cross - 7 - 4, 0, Cross + 11, height());
}

void FilterChip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const bool hover = underMouse() && isEnabled();
    const QColor rest = isAddChip() ? QColor() : m_theme.color(Role::Surface);
    const QColor fill =
        hover ? m_theme.color(m_theme.isDark() ? Role::SelectionInactive : Role::Hover) : rest;
    paintRounded(painter, rect(), m_theme.radius(Theme::Radius::Control), fill,
                 m_theme.color(isAddChip() ? Role::ControlBorder : Role::Border), 1,
                 isAddChip() ? Qt::DashLine : Qt::SolidLine);
    QRectF at = QRectF(rect()).adjusted(9, 0, -9, 0);
    TextSpec spec;
    spec.scale = Scale::Small;
    if (isAddChip()) {
        m_icons.paint(painter, QRectF(at.left(), 0, Cross, height()), QStringLiteral("plus"), Role::TextMuted,
                      Cross);
        spec.role = Role::TextMuted;
        drawText(painter, m_theme, at.adjusted(Cross + Gap, 0, 1, 0), text(), spec);
        return;
    }
    at.setRight(width() - 7 - Cross - Gap + 1);
    const auto part = [&](const QString &text, Role role, Weight weight) {
        if (text.isEmpty())
            return;
        spec.role = isEnabled() ? role : Role::TextDisabled;
        spec.weight = weight;
        at.setLeft(at.left() + drawText(painter, m_theme, at, text, spec) + Gap);
    };
    part(m_field, Role::Text, Weight::Regular);
    part(m_operator, Role::TextMuted, Weight::Regular);
    part(m_value, Role::Text, Weight::Strong);
    m_icons.paint(painter, QRectF(width() - 7 - Cross, 0, Cross, height()), QStringLiteral("x"),
                  Role::TextFaint, Cross);
}

void FilterChip::keyPressEvent(QKeyEvent *event)
{
    if ((event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace) && !isAddChip())
        Q_EMIT removeRequested();
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QToolButton::keyPressEvent(event);
}

void FilterChip::mousePressEvent(QMouseEvent *event)
{
    m_crossPressed = event->button() == Qt::LeftButton && crossRect().contains(event->pos());
    if (!m_crossPressed)
        QToolButton::mousePressEvent(event);
}

void FilterChip::mouseReleaseEvent(QMouseEvent *event)
{
    if (!m_crossPressed) {
        QToolButton::mouseReleaseEvent(event);
        return;
    }
    m_crossPressed = false;
    if (crossRect().contains(event->pos()))
        Q_EMIT removeRequested();
}

}  // namespace dw::ui
