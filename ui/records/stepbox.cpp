// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/records/stepbox.h"

#include "ui/common/paint.h"
#include "ui/common/textlayout.h"

#include <QPainter>

namespace dw::ui
{

StepBox::StepBox(const Theme &theme, const QString &when, const QString &step, QWidget *parent)
    : ThemedWidget(theme, parent), m_when(when), m_step(step)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAccessibleName(tr("Next step"));
    setAccessibleDescription(when.isEmpty() ? step : when + QStringLiteral(", ") + step);
    setToolTip(step);
}

QSize StepBox::sizeHint() const
{
    return QSize(280,
                 theme().line(Theme::Scale::Small) + theme().line(Theme::Scale::Body) + 2 * theme().space(2));
}

void StepBox::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintRounded(painter, rect(), theme().radius(Theme::Radius::Control),
                 theme().color(Theme::Role::AccentTint));
    const qreal edge = theme().space(3);
    QRectF line(edge, theme().space(2), width() - 2 * edge, theme().line(Theme::Scale::Small));
    TextSpec head;
    head.scale = Theme::Scale::Small;
    head.weight = Theme::Weight::Strong;
    head.role = Theme::Role::Link;
    const qreal drawn = drawText(painter, theme(), line, tr("Next step"), head);
    head.weight = Theme::Weight::Regular;
    if (!m_when.isEmpty())
        drawText(painter, theme(), line.adjusted(drawn, 0, 0, 0), QStringLiteral(" · ") + m_when, head);
    line = QRectF(edge, line.bottom(), line.width(), theme().line(Theme::Scale::Body));
    drawText(painter, theme(), line, m_step);
}

}  // namespace dw::ui
