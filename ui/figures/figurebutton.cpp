// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/figures/figurebutton.h"

#include "ui/common/paint.h"
#include "ui/common/textlayout.h"

#include <QKeyEvent>
#include <QPainter>

#include <cmath>

namespace dw::ui
{

FigureButton::FigureButton(const Theme &theme, Theme::Scale scale, Theme::Role role, Theme::Weight weight,
                           QWidget *parent)
    : QAbstractButton(parent), m_theme(theme), m_scale(scale), m_role(role), m_weight(weight)
{
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void FigureButton::setFigure(const QString &text, const QString &name)
{
    setText(text);
    setAccessibleName(name + QStringLiteral(": ") + text);
    setToolTip(tr("%1: show its definition").arg(name));
    updateGeometry();
    update();
}

QSize FigureButton::sizeHint() const
{
    return QSize(int(std::ceil(textWidth(m_theme, m_scale, m_weight, text()))) + 2 * edge(),
                 m_theme.line(m_scale) + edge());
}

void FigureButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int radius = m_theme.radius(Theme::Radius::Control);
    if (underMouse() || isDown())
        paintRounded(painter, rect(), radius, m_theme.color(Theme::Role::Hover));
    TextSpec spec;
    spec.scale = m_scale;
    spec.role = m_role;
    spec.weight = m_weight;
    spec.elide = Qt::ElideNone;
    drawText(painter, m_theme, QRectF(rect()).adjusted(edge(), 0, -edge(), 0), text(), spec);
    if (hasFocus())
        paintRounded(painter, rect(), radius, {}, m_theme.color(Theme::Role::FocusRing),
                     m_theme.size(Theme::Size::FocusRing));
}

void FigureButton::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

}  // namespace dw::ui
