// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pipeline/boardcolumn.h"

#include "ui/common/paint.h"
#include "ui/pipeline/stagelist.h"

#include <QDragEnterEvent>
#include <QMimeData>
#include <QMouseEvent>
#include <QPainter>

namespace dw::ui
{

BoardColumn::BoardColumn(const UiContext &context, const Stage &stage, QWidget *parent)
    : ThemedWidget(context.theme, parent), m_context(context), m_stage(stage)
{
    setAcceptDrops(true);
    setMouseTracking(true);
}

void BoardColumn::setFigures(const StageFigures &figures)
{
    m_figures = figures;
    figuresChanged();
    update();
}

void BoardColumn::setTarget(bool target)
{
    if (m_target == target)
        return;
    m_target = target;
    update();
}

void BoardColumn::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const int radius = theme().radius(Theme::Radius::Container);
    paintRounded(painter, rect(), radius,
                 theme().color(m_target ? Theme::Role::AccentTint : Theme::Role::Sunken),
                 m_target ? theme().color(Theme::Role::FocusRing) : QColor());
    if (m_hovered)
        paintRounded(painter, QRectF(figurePlace(*m_hovered)).adjusted(-3, 0, 3, 0),
                     theme().radius(Theme::Radius::Control), theme().color(Theme::Role::Hover));
}

std::optional<BoardColumn::Figure> BoardColumn::figureAt(const QPoint &at) const
{
    for (const Figure figure : {Figure::Sum, Figure::Weighted, Figure::Count}) {
        if (figurePlace(figure).contains(at))
            return figure;
    }
    return std::nullopt;
}

void BoardColumn::mouseMoveEvent(QMouseEvent *event)
{
    const std::optional<Figure> hovered = figureAt(event->position().toPoint());
    if (hovered == m_hovered)
        return;
    m_hovered = hovered;
    setCursor(hovered ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

void BoardColumn::leaveEvent(QEvent *)
{
    m_hovered.reset();
    update();
}

void BoardColumn::mouseReleaseEvent(QMouseEvent *event)
{
    if (const auto figure = figureAt(event->position().toPoint());
        figure && event->button() == Qt::LeftButton)
        Q_EMIT figurePressed(*figure);
}

void BoardColumn::dragEnterEvent(QDragEnterEvent *event)
{
    if (!event->mimeData()->hasFormat(StageList::mimeType()))
        return;
    event->setDropAction(Qt::MoveAction);
    event->accept();
    setTarget(true);
}

void BoardColumn::dragLeaveEvent(QDragLeaveEvent *)
{
    setTarget(false);
}

void BoardColumn::dropEvent(QDropEvent *event)
{
    setTarget(false);
    const auto deal = Id::fromBytes(event->mimeData()->data(StageList::mimeType()));
    if (!deal)
        return;
    event->setDropAction(Qt::MoveAction);
    event->accept();
    Q_EMIT dropped(*deal);
}

}  // namespace dw::ui
