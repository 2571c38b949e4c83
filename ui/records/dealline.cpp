// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/records/dealline.h"

#include "ui/common/textlayout.h"

#include <QPainter>

#include <cmath>

namespace dw::ui
{

namespace
{

constexpr qreal AmountColumn = 76;
constexpr int StageColumn = 84;

}  // namespace

DealLine::DealLine(UiContext &context, const Record &deal, QWidget *parent)
    : QAbstractButton(parent), m_context(context)
{
    const ValueText text(context);
    ListColumn column;
    column.field = deal.type().indexOf(u"stage_id");
    column.cell.kind = CellSpec::Kind::Stage;
    m_stage = CellMaker(context, {}).make(column, deal, {}, {});
    m_name = deal.title(context.language);
    if (!deal.value(u"amount").isNull())
        m_amount = text.plain(deal.value(u"amount").money());
    if (!deal.value(u"expected_close").isNull())
        m_close = context.format.calendarDate(deal.value(u"expected_close").date().toQDate(), text.today());
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    setAccessibleName(QStringList{m_name, m_stage.text, m_amount, m_close}.join(QStringLiteral(", ")));
    setToolTip(m_name);
}

QSize DealLine::sizeHint() const
{
    return QSize(320, m_context.theme.size(Theme::Size::RowCompact));
}

void DealLine::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = m_context.theme;
    if (underMouse() || hasFocus())
        paintRounded(painter, rect(), theme.radius(Theme::Radius::Control), theme.color(Theme::Role::Hover));
    paintStage(painter, theme, QRectF(0, 0, 12, height()), m_stage.stage, m_stage.stageCount,
               m_stage.outcome);
    TextSpec right;
    right.align = Qt::AlignRight;
    right.role = Theme::Role::TextMuted;
    right.elide = Qt::ElideNone;
    qreal end = width();
    drawText(painter, theme, QRectF(end - m_dateColumn, 0, m_dateColumn, height()), m_close, right);
    end -= m_dateColumn + (m_dateColumn > 0 ? theme.space(4) : 0);
    right.role = Theme::Role::Text;
    // An amount with its currency takes from the name, never from the stage.
    const qreal amount = std::max(
        AmountColumn, std::ceil(textWidth(theme, Theme::Scale::Body, Theme::Weight::Regular, m_amount)));
    drawText(painter, theme, QRectF(end - amount, 0, amount, height()), m_amount, right);
    end -= amount + theme.space(2);
    TextSpec muted;
    muted.role = Theme::Role::TextMuted;
    drawText(painter, theme, QRectF(end - StageColumn, 0, StageColumn, height()), m_stage.text, muted);
    end -= StageColumn + theme.space(2);
    drawText(painter, theme, QRectF(20, 0, end - 20, height()), m_name);
}

int DealLine::dateWidth() const
{
    return int(std::ceil(textWidth(m_context.theme, Theme::Scale::Body, Theme::Weight::Regular, m_close)));
}

void DealLine::setDateColumn(int width)
{
    m_dateColumn = width;
    update();
}

}  // namespace dw::ui
