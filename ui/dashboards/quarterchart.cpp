// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboards/quarterchart.h"

#include "ui/common/format.h"
#include "ui/common/paint.h"
#include "ui/common/textlayout.h"
#include "ui/dashboards/valuetext.h"

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

constexpr int MostBars = 8;
constexpr qreal AxisGap = 8;
constexpr qreal Edge = 18;
constexpr qreal Top = 24;
constexpr qreal LabelHeight = 28;
constexpr qreal WidestBar = 40;

// 30.00 M is 30 M beside a grid line, 2.50 M is 2.5 M: lines lie on round values.
QString axisText(QString text)
{
    const qsizetype unit = text.indexOf(QChar(QChar::Nbsp));
    if (unit < 0 || !text.contains(QLatin1Char('.')))
        return text;
    qsizetype end = unit;
    while (text[end - 1] == QLatin1Char('0'))
        --end;
    if (text[end - 1] == QLatin1Char('.'))
        --end;
    return text.remove(end, unit - end);
}

}  // namespace

void QuarterChart::setPresent(const QString &quarter)
{
    m_present = quarter;
    update();
}

int QuarterChart::firstRow() const
{
    return std::max(0, int(table().rows.size()) - MostBars);
}

QString QuarterChart::quarterText(int row) const
{
    return dw::ui::quarterText(table().value(row, u"quarter").text(), format());
}

QRectF QuarterChart::plot() const
{
    return QRectF(rect()).adjusted(axisWidth(), Top, -Edge, -LabelHeight);
}

QString QuarterChart::lineText(const Axis &axis, int line) const
{
    const Currency currency = table().value(firstRow(), u"won_value").money().currency;
    return line == 0 ? QStringLiteral("0")
                     : axisText(format().moneyShort(qint64(axis.step * line), currency.minorDigits()));
}

// As wide as the widest number beside a line, with the card's edge before it.
qreal QuarterChart::axisWidth() const
{
    const Axis axis = this->axis();
    qreal widest = 0;
    for (int line = 0; line <= axis.lines; ++line)
        widest = std::max(widest,
                          textWidth(theme(), Scale::Caption, Theme::Weight::OfScale, lineText(axis, line)));
    return Edge + std::ceil(widest) + AxisGap;
}

// Three to five lines at 1, 2 or 5 times a power of ten.
QuarterChart::Axis QuarterChart::axis() const
{
    double most = 0;
    for (int row = firstRow(); row < table().rows.size(); ++row)
        most = std::max(most, double(table().value(row, u"won_value").money().minor));
    if (most <= 0)
        return {100, 3};
    const double rough = most / 4;
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    double step = power * 10;
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (power * factor >= rough) {
            step = power * factor;
            break;
        }
    }
    return {step, int(std::ceil(most / step))};
}

QList<ChartMark> QuarterChart::layOut() const
{
    const Axis axis = this->axis();
    const QRectF plot = this->plot();
    const int first = firstRow(), bars = int(table().rows.size()) - first;
    const qreal pitch = plot.width() / std::max(bars, 1);
    const qreal width = std::min(WidestBar, pitch - 8);
    QList<ChartMark> marks;
    for (int i = 0; i < bars; ++i) {
        const int row = first + i;
        const qreal height =
            std::max(1.0, plot.height() * double(table().value(row, u"won_value").money().minor) /
                              (axis.step * axis.lines));
        ChartMark mark;
        mark.row = row;
        mark.rect =
            QRectF(plot.left() + pitch * (i + 0.5) - width / 2, plot.bottom() - height, width, height);
        mark.hit = QRectF(plot.left() + pitch * i, plot.top(), pitch, plot.height() + LabelHeight);
        mark.name = tr("%1: %2 won with %3 deals")
                        .arg(quarterText(row), shortMoney(table().value(row, u"won_value"), format()),
                             text(row, u"count"));
        marks.append(mark);
    }
    return marks;
}

void QuarterChart::paintChart(QPainter &painter)
{
    const Axis axis = this->axis();
    const QRectF plot = this->plot();
    TextSpec label;
    label.scale = Scale::Caption;
    label.align = Qt::AlignRight;
    label.color = theme().color(Role::Axis);
    for (int line = 0; line <= axis.lines; ++line) {
        const qreal y = std::round(plot.bottom() - plot.height() * line / axis.lines) + 0.5;
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setPen(QPen(theme().color(line == 0 ? Role::Axis : Role::Grid), 1));
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        painter.setRenderHint(QPainter::Antialiasing);
        drawText(painter, theme(), QRectF(0, y - 8, plot.left() - AxisGap, 16), lineText(axis, line), label);
    }
    for (const ChartMark &mark : marks()) {
        painter.fillRect(mark.rect, theme().chart(0));
        TextSpec value;
        value.scale = Scale::Caption;
        value.align = Qt::AlignHCenter;
        value.role = Role::TextMuted;
        value.elide = Qt::ElideNone;
        drawText(painter, theme(), QRectF(mark.hit.left(), mark.rect.top() - 20, mark.hit.width(), 16),
                 shortMoney(table().value(mark.row, u"won_value"), format()), value);
        TextSpec quarter;
        quarter.scale = Scale::Caption;
        quarter.align = Qt::AlignHCenter;
        const bool present = table().value(mark.row, u"quarter").text() == m_present;
        quarter.weight = present ? Weight::Strong : Weight::Regular;
        if (!present)
            quarter.color = theme().color(Role::Axis);
        drawText(painter, theme(), QRectF(mark.hit.left(), plot.bottom() + 6, mark.hit.width(), 16),
                 quarterText(mark.row), quarter);
    }
}

}  // namespace dw::ui
