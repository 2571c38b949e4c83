// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/tableheader.h"

#include <QMouseEvent>
#include <QPainter>

namespace dw::ui
{

TableHeader::TableHeader(const Theme &theme, const Icons &icons, QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent), m_theme(theme), m_icons(icons)
{
    setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setHighlightSections(false);
    setSectionsClickable(true);
    setSortIndicatorShown(true);
    setSortIndicator(-1, Qt::AscendingOrder);
    setMinimumSectionSize(24);
    setStretchLastSection(false);
    setFrameShape(QFrame::NoFrame);
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        viewport()->update();
    });
}

void TableHeader::setMarkColumn(int column)
{
    m_markColumn = column;
    viewport()->update();
}

void TableHeader::setMarked(Check all)
{
    m_all = all;
    viewport()->update();
}

QSize TableHeader::sizeHint() const
{
    return QSize(QHeaderView::sizeHint().width(), m_theme.size(Theme::Size::TableHeader));
}

void TableHeader::paintSection(QPainter *painter, const QRect &rect, int logicalIndex) const
{
    QHeaderView::paintSection(painter, rect, logicalIndex);
    if (logicalIndex == m_markColumn)
        paintCheck(*painter, m_theme, m_icons, QRectF(rect.left() + 12, rect.top(), 14, rect.height()),
                   m_all);
}

bool TableHeader::isOnMarks(const QMouseEvent *event) const
{
    return m_markColumn >= 0 && event->button() == Qt::LeftButton &&
           logicalIndexAt(event->position().toPoint()) == m_markColumn;
}

void TableHeader::mousePressEvent(QMouseEvent *event)
{
    m_marksPressed = isOnMarks(event);
    if (!m_marksPressed)  // marks are no column to sort by
        QHeaderView::mousePressEvent(event);
}

void TableHeader::mouseReleaseEvent(QMouseEvent *event)
{
    if (!m_marksPressed) {
        QHeaderView::mouseReleaseEvent(event);
        return;
    }
    m_marksPressed = false;
    if (isOnMarks(event))
        Q_EMIT markAllToggled();
}

}  // namespace dw::ui
