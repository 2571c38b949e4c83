// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/customers/stagebutton.h"

#include "ui/common/textlayout.h"

#include <QPainter>

namespace dw::ui
{

StageButton::StageButton(const Theme &theme, const QString &name, int k, int n, StageOutcome outcome,
                         bool current, QWidget *parent)
    : QAbstractButton(parent), m_theme(theme), m_k(k), m_n(n), m_outcome(outcome), m_current(current)
{
    setText(name);
    setToolTip(name);
    setAccessibleName(current ? tr("%1, present stage").arg(name) : name);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

QSize StageButton::sizeHint() const
{
    const auto weight = m_current ? Theme::Weight::Strong : Theme::Weight::Regular;
    return QSize(int(textWidth(m_theme, Theme::Scale::Small, weight, text())) + 36,
                 m_theme.size(Theme::Size::Control));
}

void StageButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QRectF frame(rect());
    const bool hot = underMouse() || hasFocus();
    paintRounded(painter, frame, m_theme.radius(Theme::Radius::Control),
                 m_theme.color(m_current ? Theme::Role::Selection
                               : hot     ? Theme::Role::Hover
                                         : Theme::Role::Surface),
                 m_theme.color(hasFocus() ? Theme::Role::FocusRing : Theme::Role::Border),
                 hasFocus() ? 2 : 1);
    paintStage(painter, m_theme, QRectF(8, 0, 12, height()), m_k, m_n, m_outcome);
    TextSpec spec;
    spec.scale = Theme::Scale::Small;
    spec.weight = m_current ? Theme::Weight::Strong : Theme::Weight::Regular;
    spec.role = m_current ? Theme::Role::SelectionText : Theme::Role::TextMuted;
    drawText(painter, m_theme, QRectF(26, 0, width() - 32, height()), text(), spec);
}

}  // namespace dw::ui
