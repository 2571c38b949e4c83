// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/records/dealline.h"

#include "ui/common/textlayout.h"

#include <QPainter>

namespace dw::ui
{

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
        m_amount = context.format.money(deal.value(u"amount").money());
    if (!deal.value(u"expected_close").isNull())
        m_close = context.format.calendarDate(deal.value(u"expected_close").date().toQDate(), text.today());
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
    drawText(painter, theme, QRectF(width() - 60, 0, 60, height()), m_close, right);
    right.role = Theme::Role::Text;
    drawText(painter, theme, QRectF(width() - 160, 0, 96, height()), m_amount, right);
    TextSpec muted;
    muted.role = Theme::Role::TextMuted;
    drawText(painter, theme, QRectF(width() - 236, 0, 80, height()), m_stage.text, muted);
    drawText(painter, theme, QRectF(20, 0, width() - 264, height()), m_name);
}

}  // namespace dw::ui
