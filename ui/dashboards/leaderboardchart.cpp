// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboards/leaderboardchart.h"

#include "ui/common/format.h"
#include "ui/common/paint.h"
#include "ui/common/textlayout.h"
#include "ui/dashboards/valuetext.h"

#include <QPainter>

#include <algorithm>

namespace dw::ui
{

using Role = Theme::Role;
using Weight = Theme::Weight;

namespace
{

constexpr qreal Edge = 16;
constexpr qreal Top = 8;
constexpr qreal Pitch = 44;
constexpr qreal RowHeight = 40;
constexpr qreal RankWidth = 20;
constexpr qreal ShareWidth = 48;
constexpr qreal AmountWidth = 64;
constexpr qreal BarHeight = 6;

}  // namespace

void LeaderboardChart::setMyself(const Id &user)
{
    m_myself = user;
    update();
}

QList<ChartMark> LeaderboardChart::layOut() const
{
    const int fit = std::max(1, int((height() - Top) / Pitch));
    QList<ChartMark> marks;
    for (int row = 0; row < table().rows.size() && row < fit; ++row) {
        ChartMark mark;
        mark.row = row;
        mark.rect = QRectF(Edge - 8, Top + row * Pitch, width() - 2 * (Edge - 8), RowHeight);
        mark.hit = mark.rect;
        mark.name = tr("%1. %2: %3 with %4 deals, %5 of all")
                        .arg(text(row, u"rank"), text(row, u"owner"),
                             shortMoney(table().value(row, u"won_value"), format()), text(row, u"count"),
                             text(row, u"share"));
        marks.append(mark);
    }
    return marks;
}

void LeaderboardChart::paintChart(QPainter &painter)
{
    const double most = std::max(1.0, double(table().value(0, u"won_value").money().minor));
    const qreal disc = theme().size(Theme::Size::AvatarSmall);
    for (const ChartMark &mark : marks()) {
        const QRectF row(Edge, mark.rect.top(), width() - 2 * Edge, mark.rect.height());
        const bool me = table().value(mark.row, u"owner").id() == m_myself && !m_myself.isNull();
        TextSpec rank;
        rank.role = Role::TextMuted;
        drawText(painter, theme(), QRectF(row.left() + 2, row.top(), RankWidth, row.height()),
                 text(mark.row, u"rank"), rank);
        const QString name = text(mark.row, u"owner");
        const QRectF avatar(row.left() + RankWidth, row.center().y() - disc / 2, disc, disc);
        paintAvatar(painter, theme(), avatar, initialsOf(theme(), name), me ? Whose::Mine : Whose::Other);

        TextSpec share;
        share.align = Qt::AlignRight;
        share.weight = Weight::Strong;
        const QRectF shareBox(row.right() - ShareWidth, row.top(), ShareWidth, row.height());
        const Value percent = table().value(mark.row, u"share");
        drawText(painter, theme(), shareBox,
                 percent.isNull() ? QStringLiteral("—") : format().percent(percent.percent().basisPoints),
                 share);
        TextSpec amount;
        amount.align = Qt::AlignRight;
        const QRectF amountBox(shareBox.left() - AmountWidth, row.top(), AmountWidth, row.height());
        drawText(painter, theme(), amountBox, shortMoney(table().value(mark.row, u"won_value"), format()),
                 amount);

        const qreal left = avatar.right() + 8, right = amountBox.left() - 8;
        TextSpec person;
        person.weight = me || isChosen(mark.row) ? Weight::Strong : Weight::Regular;
        drawText(painter, theme(), QRectF(left, row.top() + 6, right - left, 18), name, person);
        paintBar(painter, theme(), QRectF(left, row.top() + 26, right - left, BarHeight),
                 double(table().value(mark.row, u"won_value").money().minor) / most, theme().chart(0));
    }
}

}  // namespace dw::ui
