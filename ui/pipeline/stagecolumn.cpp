// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pipeline/stagecolumn.h"

#include "ui/common/paint.h"
#include "ui/common/textlayout.h"

#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>

#include <cmath>

namespace dw::ui
{

using Role = Theme::Role;
using Scale = Theme::Scale;
using Weight = Theme::Weight;

namespace
{

constexpr int HeadHeight = 56;
constexpr int Narrowest = 188;
constexpr int Edge = 7;     // from the column's edge to its cards
constexpr int TextAt = 11;  // from the column's edge to the text of its head
constexpr int Glyph = 12;

}  // namespace

StageColumn::StageColumn(const UiContext &context, const Stage &stage, int index, int count, QWidget *parent)
    : BoardColumn(context, stage, parent)
    , m_model(new StageModel(this))
    , m_delegate(new CardDelegate(context, stage, Edge, this))
    , m_list(new StageList(m_model, m_delegate, this))
    , m_index(index)
    , m_count(count)
{
    auto *column = new QVBoxLayout(this);
    // To the column's edge: the scroll bar stands in the gap beside the cards.
    column->setContentsMargins(Edge, HeadHeight + 1, 0, 0);
    column->addWidget(m_list);
    m_model->setDescription([this](const DealCard &card) { return m_delegate->spoken(card); });
    m_list->setCursor(Qt::ArrowCursor);
    setFocusPolicy(Qt::TabFocus);
    themeChanged();
    figuresChanged();
}

QSize StageColumn::minimumSizeHint() const
{
    return QSize(Narrowest, HeadHeight + theme().size(Theme::Size::BoardCard));
}

void StageColumn::themeChanged()
{
    // The list paints no plane of its own: the column's shows through.
    QPalette clear = m_list->palette();
    clear.setColor(QPalette::Base, Qt::transparent);
    m_list->setPalette(clear);
}

void StageColumn::figuresChanged()
{
    const int digits = context().configuration()->settings.currency.minorDigits();
    const Format &format = context().format;
    const QString name = stage().name.in(context().language);
    m_list->setAccessibleName(
        tr("%1, %2 deals, %3")
            .arg(name, format.integer(figures().count),
                 figures().leftOut.beside(format.moneyShort(figures().sum, digits), format)));
    setAccessibleName(m_list->accessibleName());
}

StageColumn::Head StageColumn::head() const
{
    const Format &format = context().format;
    const int digits = context().configuration()->settings.currency.minorDigits();
    const auto width = [this](const QString &text, Scale scale, Weight weight) {
        return std::ceil(textWidth(theme(), scale, weight, text));
    };
    Head head;
    const qreal right = this->width() - TextAt;
    const QRectF line(TextAt, 7, right - TextAt, theme().line(Scale::Body));
    const qreal left = line.left() + Glyph + 8;
    head.sumText = format.moneyShort(figures().sum, digits);
    const qreal sumWidth = width(head.sumText, Scale::Body, Weight::Strong);
    head.sum = QRectF(right - sumWidth, line.top(), sumWidth, line.height());

    // A long name takes the place of the count, which then stands before the limit.
    head.countText = format.integer(figures().count);
    const qreal countWidth = width(head.countText, Scale::Body, Weight::Regular);
    const qreal nameWidth = width(stage().name.in(context().language), Scale::Body, Weight::Strong);
    const qreal room = head.sum.left() - 8 - left;
    const bool beside = nameWidth + 8 + countWidth <= room;
    head.name = QRectF(left, line.top(), std::min(nameWidth, room), line.height());

    const QRectF below(left, line.bottom(), right - left, theme().line(Scale::Small));
    const qint64 limit = stage().maxDwellDays.toString().section(QLatin1Char('.'), 0, 0).toLongLong();
    head.limitText = tr("limit %1").arg(format.days(limit));
    qreal limitLeft = left;
    if (beside) {
        head.count = QRectF(head.name.right() + 8, line.top(), countWidth + 1, line.height());
    } else {
        const qreal small = width(head.countText, Scale::Small, Weight::Regular);
        head.count = QRectF(left, below.top(), small + 1, below.height());
        head.limitText.prepend(QStringLiteral(" · "));
        limitLeft = left + small;
    }
    const qreal limitWidth = width(head.limitText, Scale::Small, Weight::Regular);
    head.limit = QRectF(limitLeft, below.top(), std::min(limitWidth + 1, right - limitLeft), below.height());
    // What the sum leaves out goes before what it weighs, where both have no room.
    const LeftOut &leftOut = figures().leftOut;
    head.weightedText = format.moneyShort(figures().weighted, digits);
    if (!leftOut.isEmpty()) {
        head.weightedText = leftOut.beside(head.weightedText, format);
        if (head.limit.right() + 8 + width(head.weightedText, Scale::Small, Weight::Regular) > right)
            head.weightedText = leftOut.text(format);
    }
    const qreal weighted = width(head.weightedText, Scale::Small, Weight::Regular);
    head.weighted = QRectF(right - weighted, below.top(), weighted, below.height());
    return head;
}

QRect StageColumn::figurePlace(Figure figure) const
{
    const Head head = this->head();
    return (figure == Figure::Count ? head.count
            : figure == Figure::Sum ? head.sum
                                    : head.weighted)
        .toAlignedRect();
}

void StageColumn::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space)
        Q_EMIT figurePressed(Figure::Sum);
    else
        BoardColumn::keyPressEvent(event);
}

void StageColumn::focusInEvent(QFocusEvent *event)
{
    BoardColumn::focusInEvent(event);
    update();
}

void StageColumn::focusOutEvent(QFocusEvent *event)
{
    BoardColumn::focusOutEvent(event);
    update();
}

void StageColumn::paintEvent(QPaintEvent *event)
{
    BoardColumn::paintEvent(event);
    QPainter painter(this);
    const Head head = this->head();
    paintStage(painter, theme(),
               QRectF(TextAt, head.sum.top() + (head.sum.height() - Glyph) / 2, Glyph, Glyph), m_index + 1,
               m_count);
    TextSpec strong;
    strong.weight = Weight::Strong;
    strong.elide = Qt::ElideRight;
    drawText(painter, theme(), head.name, stage().name.in(context().language), strong);
    strong.elide = Qt::ElideNone;
    drawText(painter, theme(), head.sum, head.sumText, strong);
    TextSpec muted;
    muted.role = Role::TextMuted;
    muted.elide = Qt::ElideNone;
    muted.scale = head.count.top() > head.sum.top() ? Scale::Small : Scale::Body;
    drawText(painter, theme(), head.count, head.countText, muted);
    muted.scale = Scale::Small;
    drawText(painter, theme(), head.weighted, head.weightedText, muted);
    muted.elide = Qt::ElideRight;
    drawText(painter, theme(), head.limit, head.limitText, muted);
    if (hasFocus())
        paintRounded(painter, QRectF(2, 2, width() - 4, HeadHeight - 4),
                     theme().radius(Theme::Radius::Control), {}, theme().color(Role::FocusRing),
                     theme().size(Theme::Size::FocusRing));
}

}  // namespace dw::ui
