// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/textlabel.h"

#include "ui/common/textlayout.h"

#include <QHelpEvent>
#include <QPainter>
#include <QTextLayout>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace dw::ui
{

namespace
{

// The lines where QLabel has them, each drawn by drawText(), which minds the weight of Han on dark.
void paintLines(QPainter &painter, const Theme &theme, const QRectF &box, QString text, const QFont &font,
                Qt::Alignment alignment, const TextSpec &spec)
{
    text.replace(QLatin1Char('\n'), QChar::LineSeparator);
    QTextLayout layout(text, font);
    QTextOption option;
    option.setWrapMode(QTextOption::WordWrap);
    layout.setTextOption(option);
    layout.beginLayout();
    qreal height = 0;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(box.width());
        line.setPosition(QPointF(0, height));
        height += line.height();
    }
    layout.endLayout();
    const qreal top = alignment & Qt::AlignTop      ? box.top()
                      : alignment & Qt::AlignBottom ? box.bottom() - height
                                                    : box.top() + (box.height() - height) / 2;
    const QFontMetricsF &metrics = theme.metrics(spec.scale, spec.weight);
    for (int i = 0; i < layout.lineCount(); ++i) {
        const QTextLine line = layout.lineAt(i);
        QString part = text.mid(line.textStart(), line.textLength());
        while (part.endsWith(QLatin1Char(' ')) || part.endsWith(QChar::LineSeparator))
            part.chop(1);
        const QRectF at(box.left(), top + line.y() + line.ascent() - metrics.ascent(), box.width(),
                        metrics.ascent() + metrics.descent());
        drawText(painter, theme, at, part, spec);
    }
}

}  // namespace

TextLabel::TextLabel(const Theme &theme, const QString &text, Theme::Scale scale, Theme::Role role,
                     Theme::Weight weight, QWidget *parent)
    : QLabel(text, parent), m_theme(theme), m_scale(scale), m_role(role), m_weight(weight)
{
    setTextFormat(Qt::PlainText);
    setForegroundRole(QPalette::WindowText);  // whatever plane it stands on, its own colour
    restyle();
    connect(&theme, &Theme::changed, this, &TextLabel::restyle);
}

void TextLabel::restyle()
{
    setFont(m_theme.font(m_scale, m_weight));
    QPalette colors = palette();
    colors.setColor(QPalette::Active, QPalette::WindowText, m_theme.color(m_role));
    colors.setColor(QPalette::Inactive, QPalette::WindowText, m_theme.color(m_role));
    colors.setColor(QPalette::Disabled, QPalette::WindowText, m_theme.color(Theme::Role::TextDisabled));
    setPalette(colors);
    updateGeometry();
    update();
}

void TextLabel::setRole(Theme::Role role)
{
    m_role = role;
    restyle();
}

void TextLabel::setWeight(Theme::Weight weight)
{
    m_weight = weight;
    restyle();
}

void TextLabel::setElides(bool elides)
{
    m_elides = elides;
    updateGeometry();
}

QSize TextLabel::sizeHint() const
{
    if (wordWrap())
        return QLabel::sizeHint();
    const QMargins margins = contentsMargins();
    return QSize(
        int(std::ceil(textWidth(m_theme, m_scale, m_weight, text()))) + margins.left() + margins.right(),
        m_theme.line(m_scale) + margins.top() + margins.bottom());
}

QSize TextLabel::minimumSizeHint() const
{
    if (wordWrap())
        return QLabel::minimumSizeHint();
    const QSize hint = sizeHint();
    return m_elides ? QSize(std::min(hint.width(), 16), hint.height()) : hint;
}

void TextLabel::paintEvent(QPaintEvent *event)
{
    if (wordWrap() && !m_theme.isDark()) {
        QLabel::paintEvent(event);
        return;
    }
    QPainter painter(this);
    TextSpec spec;
    spec.scale = m_scale;
    spec.weight = m_weight;
    spec.color = palette().color(isEnabled() ? QPalette::Active : QPalette::Disabled, QPalette::WindowText);
    spec.align = alignment() & Qt::AlignHorizontal_Mask;
    const QRect box = contentsRect();
    if (wordWrap()) {
        spec.elide = Qt::ElideNone;
        paintLines(painter, m_theme, box, text(), font(), alignment(), spec);
        return;
    }
    spec.elide = m_elides ? Qt::ElideRight : Qt::ElideNone;
    drawText(painter, m_theme, box, text(), spec);
}

bool TextLabel::event(QEvent *event)
{
    // What is cut off can be read in the tooltip, unless the owner has set another.
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty() && !wordWrap() &&
        textWidth(m_theme, m_scale, m_weight, text()) > contentsRect().width()) {
        QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), text(), this);
        return true;
    }
    return QLabel::event(event);
}

}  // namespace dw::ui
