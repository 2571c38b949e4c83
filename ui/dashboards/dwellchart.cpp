// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboards/dwellchart.h"

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

constexpr qreal Edge = 16;
constexpr qreal LabelWidth = 100;
constexpr qreal LeastWords = 58;
constexpr qreal AxisHeight = 20;
constexpr qreal LegendHeight = 28;
constexpr qreal BarHeight = 14;
constexpr qreal MedianWidth = 4;
constexpr double FillShare = 0.28;

}  // namespace

double DwellChart::days(int row, QStringView key) const
{
    return table().value(row, key).decimal().toDouble();
}

bool DwellChart::hasData() const
{
    return std::any_of(table().rows.begin(), table().rows.end(), [this](const ResultRow &row) {
        return row.values[table().column(u"n")].integer() > 0;
    });
}

QString DwellChart::words(int row) const
{
    return daysWithUnit(table().value(row, u"median"), format(),
                        daysDecimals(table(), table().column(u"median")));
}

qreal DwellChart::wordsWidth() const
{
    qreal widest = LeastWords;
    for (int row = 0; row < table().rows.size(); ++row)
        widest = std::max(widest, std::ceil(textWidth(theme(), Scale::Body, Weight::Strong, words(row))) + 8);
    return widest;
}

QRectF DwellChart::plot() const
{
    return {Edge + LabelWidth, 4, width() - 2 * Edge - LabelWidth - wordsWidth(),
            height() - 4 - AxisHeight - LegendHeight};
}

double DwellChart::last() const
{
    double most = 1;
    for (int row = 0; row < table().rows.size(); ++row)
        most = std::max({most, days(row, u"upper_quartile"), days(row, u"limit")});
    const double rough = most / 4;
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 5.0, 10.0}) {
        if (power * factor >= rough)
            return std::max(1.0, power * factor) * 4;
    }
    return most;
}

qreal DwellChart::at(double days) const
{
    return plot().left() + plot().width() * std::min(1.0, days / last());
}

QList<ChartMark> DwellChart::layOut() const
{
    const QRectF plot = this->plot();
    const qreal pitch = plot.height() / qreal(table().rows.size());
    QList<ChartMark> marks;
    for (int row = 0; row < table().rows.size(); ++row) {
        const qreal middle = plot.top() + pitch * (row + 0.5);
        const qreal left = at(days(row, u"lower_quartile")), right = at(days(row, u"upper_quartile"));
        ChartMark mark;
        mark.row = row;
        mark.rect = QRectF(left, middle - BarHeight / 2, std::max(MedianWidth, right - left), BarHeight);
        mark.hit = QRectF(0, middle - pitch / 2, width(), pitch);
        mark.name = tr("%1: median %2, limit %3, %4 there now, %5 over the limit")
                        .arg(text(row, u"stage"), daysWithUnit(table().value(row, u"median"), format()),
                             daysWithUnit(table().value(row, u"limit"), format()), text(row, u"here"),
                             text(row, u"over"));
        marks.append(mark);
    }
    return marks;
}

void DwellChart::paintChart(QPainter &painter)
{
    const QRectF plot = this->plot();
    const double end = last();
    TextSpec number;
    number.scale = Scale::Caption;
    number.align = Qt::AlignHCenter;
    number.color = theme().color(Role::Axis);
    for (int line = 0; line <= 4; ++line) {
        const double value = end * line / 4;
        const qreal x = std::round(at(value)) + 0.5;
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setPen(QPen(theme().color(Role::Grid), 1));
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
        painter.setRenderHint(QPainter::Antialiasing);
        const bool whole = std::abs(value - std::round(value)) < 0.01;
        QString label = whole ? format().integer(qint64(std::llround(value))) : format().decimal(value, 1);
        if (line == 4)
            label += QChar(0x00a0) + (format().language() == Format::Language::Chinese ? QStringLiteral("天")
                                                                                       : QStringLiteral("d"));
        drawText(painter, theme(), QRectF(x - 30, plot.bottom() + 2, 60, 16), label, number);
    }
    const int stages = int(table().rows.size());
    for (const ChartMark &mark : marks()) {
        const int row = mark.row;
        const bool late = !table().value(row, u"limit").isNull() && !table().value(row, u"median").isNull() &&
                          table().value(row, u"median").decimal() > table().value(row, u"limit").decimal();
        TextSpec label;
        label.weight = isChosen(row) ? Weight::Strong : Weight::Regular;
        drawText(painter, theme(), QRectF(Edge, mark.rect.center().y() - 10, LabelWidth - 8, 20),
                 text(row, u"stage"), label);
        const QColor stage = theme().stageColor(row, stages);
        if (table().value(row, u"n").integer() > 0) {
            QColor half = stage;
            half.setAlphaF(float(FillShare));
            paintRounded(painter, mark.rect, 2, half);
            const qreal x = at(days(row, u"median"));
            paintRounded(painter,
                         QRectF(x - MedianWidth / 2, mark.rect.top() - 2, MedianWidth, BarHeight + 4), 1,
                         stage);
        }
        if (!table().value(row, u"limit").isNull()) {
            QPen dashed(theme().color(Role::Text), 1);
            dashed.setDashPattern({3, 3});
            painter.setPen(dashed);
            const qreal x = std::round(at(days(row, u"limit"))) + 0.5;
            painter.drawLine(QPointF(x, mark.rect.top() - 5), QPointF(x, mark.rect.bottom() + 5));
        }
        TextSpec words;
        words.align = Qt::AlignRight;
        words.role = late ? Role::Danger : Role::Text;
        words.weight = late ? Weight::Strong : Weight::Regular;
        words.elide = Qt::ElideNone;
        const qreal room = wordsWidth();
        drawText(painter, theme(), QRectF(width() - Edge - room, mark.rect.center().y() - 10, room, 20),
                 this->words(row), words);
    }
    paintLegend(painter);
}

void DwellChart::paintLegend(QPainter &painter)
{
    const qreal middle = height() - LegendHeight / 2 - 2;
    qreal x = Edge;
    TextSpec text;
    text.scale = Scale::Small;
    text.role = Role::TextMuted;
    const auto word = [&](qreal mark, const QString &name) {
        x += mark + 6;
        x += drawText(painter, theme(), QRectF(x, middle - 10, 120, 20), name, text) + 12;
    };
    QColor half = theme().chart(0);
    half.setAlphaF(float(FillShare));
    paintRounded(painter, QRectF(x, middle - 4, 16, 8), 2, half);
    word(16, tr("middle half"));
    paintRounded(painter, QRectF(x, middle - 6, MedianWidth, 12), 1, theme().chart(0));
    word(MedianWidth, tr("median"));
    QPen dashed(theme().color(Role::Text), 1);
    dashed.setDashPattern({3, 3});
    painter.setPen(dashed);
    painter.drawLine(QPointF(x + 0.5, middle - 6), QPointF(x + 0.5, middle + 6));
    word(1, tr("limit"));
}

}  // namespace dw::ui
