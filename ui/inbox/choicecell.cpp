// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inbox/choicecell.h"

#include "ui/common/paint.h"
#include "ui/common/textlayout.h"

#include <QPainter>
#include <QStyleOptionButton>

#include <cmath>

namespace dw::ui
{

namespace
{

constexpr int Height = 45;
constexpr int Indicator = 14;
constexpr int LeastWidth = 96;

}  // namespace

ChoiceCell::ChoiceCell(const Theme &theme, const QString &value, const QString &spoken, QWidget *parent)
    : QRadioButton(parent), m_theme(theme), m_value(value)
{
    setAccessibleName(spoken);
    setToolTip(value);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAttribute(Qt::WA_Hover);
    setAutoExclusive(false);
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void ChoiceCell::setChoosable(bool choosable)
{
    m_isChoosable = choosable;
    setFocusPolicy(choosable ? Qt::StrongFocus : Qt::NoFocus);
    setEnabled(choosable);  // for the mouse as for the keyboard
    update();
}

QSize ChoiceCell::sizeHint() const
{
    const qreal wide = textWidth(m_theme, Theme::Scale::Body, Theme::Weight::Strong, m_value);
    return {int(std::ceil(wide)) + Indicator + 4 * m_theme.space(2), Height};
}

QSize ChoiceCell::minimumSizeHint() const
{
    return {LeastWidth, Height};
}

void ChoiceCell::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool chosen = m_isChoosable && isChecked();
    if (chosen)
        paintRounded(painter, rect(), 0, m_theme.color(Theme::Role::AccentTint),
                     m_theme.color(Theme::Role::Accent));
    else if (m_isChoosable && underMouse())
        painter.fillRect(rect(), m_theme.color(Theme::Role::Hover));
    qreal left = m_theme.space(3);
    if (m_isChoosable) {
        QStyleOptionButton option;
        initStyleOption(&option);
        option.rect = QRect(int(left), (height() - Indicator) / 2, Indicator, Indicator);
        style()->drawPrimitive(QStyle::PE_IndicatorRadioButton, &option, &painter, this);
        left += Indicator + m_theme.space(2);
    }
    TextSpec spec;
    spec.weight = chosen ? Theme::Weight::Strong : Theme::Weight::Regular;
    spec.role = m_isChoosable ? Theme::Role::Text : Theme::Role::TextMuted;
    QString line = m_value;
    drawText(painter, m_theme, QRectF(left, 0, width() - left - m_theme.space(2), height()),
             line.replace(QLatin1Char('\n'), QLatin1Char(' ')), spec);
}

}  // namespace dw::ui
