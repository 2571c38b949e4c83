// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/progressline.h"

#include "ui/common/format.h"
#include "ui/common/paint.h"
#include "ui/common/textlayout.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace dw::ui
{

ProgressLine::ProgressLine(const Theme &theme, QWidget *parent) : ThemedWidget(theme, parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setRatio(0);
}

void ProgressLine::setRatio(double ratio)
{
    m_ratio = std::clamp(ratio, 0.0, 1.0);
    setAccessibleDescription(Format().percent(std::lround(m_ratio * 10000)));
    update();
}

void ProgressLine::setPercentShown(bool shown)
{
    m_percent = shown;
    update();
}

QSize ProgressLine::sizeHint() const
{
    return QSize(160, m_percent ? theme().line(Theme::Scale::Small) : 6);
}

void ProgressLine::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QRectF bar = rect();
    if (m_percent) {
        TextSpec spec;
        spec.scale = Theme::Scale::Small;
        spec.align = Qt::AlignRight;
        drawText(painter, theme(), bar, Format().percent(std::lround(m_ratio * 10000)), spec);
        // Room for "100 %", so that the bar keeps its length.
        bar.setRight(bar.right() -
                     std::ceil(textWidth(theme(), Theme::Scale::Small, Theme::Weight::Regular,
                                         Format().percent(10000))) -
                     8);
    }
    paintBar(painter, theme(), bar, m_ratio);
}

}  // namespace dw::ui
