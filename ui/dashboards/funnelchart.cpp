// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboards/funnelchart.h"

#include "ui/common/format.h"
#include "ui/common/icons.h"
#include "ui/common/paint.h"
#include "ui/common/textlayout.h"
#include "ui/dashboards/valuetext.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace dw::ui
{

using Role = Theme::Role;
using Scale = Theme::Scale;
using Weight = Theme::Weight;

namespace
{

constexpr qreal Edge = 16;
constexpr qreal Top = 8;
constexpr qreal LabelWidth = 92;
constexpr qreal RowHeight = 24;
constexpr qreal RowGap = 20;
constexpr qreal LeastGap = 14;
constexpr qreal TightRow = 20;
constexpr qreal WidestBar = 216;
constexpr qreal DrawnWidth = 420;  // the card's width that the measures are for
constexpr qreal NarrowestBar = 12;
constexpr qreal CountFits = 40;
constexpr qreal SentenceHeight = 24;
constexpr qint64 LeastSample = 20;
constexpr qint64 Fall = 1000;  // ten points

}  // namespace

void FunnelChart::setBefore(const ResultTable &before)
{
    m_before = before;
    updateGeometry();
    setTable(ResultTable(table()));
}

bool FunnelChart::hasData() const
{
    return !table().rows.isEmpty() && table().value(0, u"count").integer() > 0;
}

int FunnelChart::fallen() const
{
    int worst = -1;
    qint64 most = Fall;
    for (int row = 0; row < table().rows.size() && row < m_before.rows.size(); ++row) {
        const Value now = table().value(row, u"conversion"), then = m_before.value(row, u"conversion");
        const bool same = table().value(row, u"stage") == m_before.value(row, u"stage");
        const bool enough = std::min(table().value(row, u"count").integer(),
                                     m_before.value(row, u"count").integer()) >= LeastSample;
        if (!same || !enough || now.isNull() || then.isNull())
            continue;
        const qint64 fall = then.percent().basisPoints - now.percent().basisPoints;
        if (fall > most) {
            most = fall;
            worst = row;
        }
    }
    return worst;
}

QString FunnelChart::warning() const
{
    const int row = fallen();
    if (row < 0)
        return {};
    return tr("%1 to %2 fell from %3 to %4")
        .arg(text(row, u"stage"), text(row + 1, u"stage"),
             format().percent(m_before.value(row, u"conversion").percent().basisPoints),
             format().percent(table().value(row, u"conversion").percent().basisPoints));
}

FunnelChart::Shape FunnelChart::shape() const
{
    Shape shape;
    const qreal rows = qreal(table().rows.size());
    const qreal room = height() - Top - (fallen() >= 0 ? SentenceHeight + 4 : 8);
    const auto gap = [&](qreal row) { return rows > 1 ? (room - rows * row) / (rows - 1) : RowGap; };
    shape.row = gap(RowHeight) >= LeastGap ? RowHeight : TightRow;
    shape.gap = std::clamp(gap(shape.row), 8.0, RowGap);
    shape.widest = std::max(120.0, WidestBar + width() - DrawnWidth);
    shape.axis = Edge + LabelWidth + shape.widest / 2;
    return shape;
}

QRectF FunnelChart::bar(const Shape &shape, int row) const
{
    const qint64 first = table().value(0, u"count").integer();
    const qint64 count = table().value(row, u"count").integer();
    const qreal width = std::max(NarrowestBar, shape.widest * qreal(count) / qreal(first));
    return {shape.axis - width / 2, Top + row * (shape.row + shape.gap), width, shape.row};
}

QColor FunnelChart::stageColor(int row) const
{
    if (table().value(row, u"outcome").text() == QLatin1String("won"))
        return theme().stageWon();
    int open = 0;
    for (int i = 0; i < table().rows.size(); ++i)
        open += table().value(i, u"outcome").text() == QLatin1String("open") ? 1 : 0;
    return theme().stageColor(row, open);
}

QList<ChartMark> FunnelChart::layOut() const
{
    const Shape shape = this->shape();
    QList<ChartMark> marks;
    for (int row = 0; row < table().rows.size(); ++row) {
        ChartMark mark;
        mark.row = row;
        mark.rect = bar(shape, row);
        mark.hit = QRectF(0, mark.rect.top(), width(), mark.rect.height());
        mark.name = tr("%1: %2 deals, %3")
                        .arg(text(row, u"stage"), text(row, u"count"),
                             shortMoney(table().value(row, u"amount"), format()));
        const Value conversion = table().value(row, u"conversion");
        if (!conversion.isNull())
            mark.name +=
                QLatin1String(", ") + tr("%1 go on").arg(format().percent(conversion.percent().basisPoints));
        const Value median = table().value(row, u"median_days");
        if (!median.isNull())
            mark.name +=
                QLatin1String(", ") + tr("median %1 in the stage").arg(daysWithUnit(median, format()));
        marks.append(mark);
    }
    return marks;
}

void FunnelChart::paintChart(QPainter &painter)
{
    const Shape shape = this->shape();
    const int rows = int(table().rows.size());
    const int worst = fallen();
    for (int row = 0; row + 1 < rows; ++row) {
        if (table().value(row + 1, u"count").integer() == 0)
            break;  // nobody went on: no bar, nothing that leads to it
        const QRectF upper = bar(shape, row), lower = bar(shape, row + 1);
        QPainterPath joint(upper.bottomLeft());
        joint.lineTo(upper.bottomRight());
        joint.lineTo(lower.topRight());
        joint.lineTo(lower.topLeft());
        joint.closeSubpath();
        painter.fillPath(joint, theme().color(Role::SelectionInactive));
    }
    for (int row = 0; row < rows; ++row) {
        const QRectF box = bar(shape, row);
        TextSpec label;
        label.weight = isChosen(row) || row == worst ? Weight::Strong : Weight::Regular;
        drawText(painter, theme(), QRectF(Edge, box.top(), LabelWidth - 4, box.height()), text(row, u"stage"),
                 label);

        const bool isNone = table().value(row, u"count").integer() == 0;
        if (!isNone)
            paintRounded(painter, box, 2, stageColor(row));
        TextSpec count;
        count.scale = Scale::Small;
        count.weight = Weight::Strong;
        const QString number = text(row, u"count");
        if (isNone) {
            count.align = Qt::AlignHCenter;
            count.role = Role::TextMuted;
            drawText(painter, theme(), box, number, count);
        } else if (box.width() >= CountFits &&
                   textWidth(theme(), Scale::Small, Weight::Strong, number) + 8 <= box.width()) {
            count.align = Qt::AlignHCenter;
            count.role = Role::Surface;
            drawText(painter, theme(), box, number, count);
        } else {
            drawText(painter, theme(), QRectF(box.right() + 8, box.top(), 60, box.height()), number, count);
        }

        TextSpec amount;
        amount.align = Qt::AlignRight;
        drawText(painter, theme(), QRectF(width() - Edge - 80, box.top(), 80, box.height()),
                 shortMoney(table().value(row, u"amount"), format()), amount);

        const Value conversion = table().value(row, u"conversion");
        if (conversion.isNull())
            continue;
        TextSpec share;
        share.scale = Scale::Caption;
        share.align = Qt::AlignHCenter;
        share.role = row == worst ? Role::Danger : Role::TextMuted;
        share.weight = row == worst ? Weight::Strong : Weight::Regular;
        drawText(painter, theme(), QRectF(shape.axis - 40, box.bottom(), 80, shape.gap),
                 format().percent(conversion.percent().basisPoints), share);
    }
    if (worst >= 0) {
        const QRectF line(Edge, height() - SentenceHeight, width() - 2 * Edge, SentenceHeight);
        // A triangle with the theme's stroke: what the icon of that name is.
        TextSpec sentence;
        sentence.scale = Scale::Small;
        sentence.role = Role::TextMuted;
        const QPointF corner(line.left(), line.center().y());
        painter.setPen(QPen(theme().color(Role::Danger), 1.4));
        painter.setBrush(Qt::NoBrush);
        painter.drawPolygon(QPolygonF{{corner.x() + 6, corner.y() - 6},
                                      {corner.x() + 12, corner.y() + 5},
                                      {corner.x(), corner.y() + 5}});
        painter.drawLine(QPointF(corner.x() + 6, corner.y() - 2), QPointF(corner.x() + 6, corner.y() + 1));
        drawText(painter, theme(), line.adjusted(20, 0, 0, 0), warning(), sentence);
    }
}

}  // namespace dw::ui
