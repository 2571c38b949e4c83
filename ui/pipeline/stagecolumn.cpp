// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pipeline/stagecolumn.h"

#include "ui/common/paint.h"
#include "ui/common/textlayout.h"

#include <QHelpEvent>
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

constexpr int Head = 56;
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
    column->setContentsMargins(Edge, Head + 1, 0, 0);
    column->addWidget(m_list);
    m_model->setDescription([this](const DealCard &card) { return m_delegate->spoken(card); });
    themeChanged();
    figuresChanged();
}

QSize StageColumn::minimumSizeHint() const
{
    return QSize(Narrowest, Head + theme().size(Theme::Size::BoardCard));
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

void StageColumn::paintEvent(QPaintEvent *event)
{
    BoardColumn::paintEvent(event);
    QPainter painter(this);
    const int digits = context().configuration()->settings.currency.minorDigits();
    const QString sum = context().format.moneyShort(figures().sum, digits);
    const qreal right = width() - TextAt;
    QRectF line(TextAt, 7, right - TextAt, theme().line(Scale::Body));
    paintStage(painter, theme(), QRectF(line.left(), line.top() + (line.height() - Glyph) / 2, Glyph, Glyph),
               m_index + 1, m_count);
    TextSpec strong;
    strong.weight = Weight::Strong;
    strong.align = Qt::AlignRight;
    strong.elide = Qt::ElideNone;
    drawText(painter, theme(), line, sum, strong);
    const qreal sumWidth = std::ceil(textWidth(theme(), Scale::Body, Weight::Strong, sum));

    // A long name takes the place of the count, which then stands before the limit.
    const QString name = stage().name.in(context().language);
    const QString count = context().format.integer(figures().count);
    const qreal countWidth = std::ceil(textWidth(theme(), Scale::Body, Weight::Regular, count));
    const qreal nameWidth = std::ceil(textWidth(theme(), Scale::Body, Weight::Strong, name));
    const qreal nameLeft = line.left() + Glyph + 8;
    const qreal room = right - sumWidth - 8 - nameLeft;
    const bool beside = nameWidth + 8 + countWidth <= room;
    strong.align = Qt::AlignLeft;
    strong.elide = Qt::ElideRight;
    const qreal drawn =
        drawText(painter, theme(), QRectF(nameLeft, line.top(), room, line.height()), name, strong);
    TextSpec muted;
    muted.role = Role::TextMuted;
    if (beside)
        drawText(painter, theme(), QRectF(nameLeft + drawn + 8, line.top(), countWidth + 1, line.height()),
                 count, muted);

    const QRectF below(nameLeft, line.bottom(), right - nameLeft, theme().line(Scale::Small));
    muted.scale = Scale::Small;
    const qint64 limit = stage().maxDwellDays.toString().section(QLatin1Char('.'), 0, 0).toLongLong();
    const QString days = tr("limit %1").arg(context().format.days(limit));
    const qreal limitWidth =
        drawText(painter, theme(), below, beside ? days : count + QStringLiteral(" · ") + days, muted);
    muted.align = Qt::AlignRight;
    // What the sum leaves out goes before what it weighs, where both have no room.
    const LeftOut &leftOut = figures().leftOut;
    QString weighted = context().format.moneyShort(figures().weighted, digits);
    if (!leftOut.isEmpty()) {
        weighted = leftOut.beside(weighted, context().format);
        if (limitWidth + 8 + textWidth(theme(), Scale::Small, Weight::Regular, weighted) > below.width())
            weighted = leftOut.text(context().format);
    }
    drawText(painter, theme(), below, weighted, muted);
}

}  // namespace dw::ui
