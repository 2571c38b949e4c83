// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/skeletonview.h"

#include "ui/common/paint.h"

#include <QPainter>
#include <QTimer>

namespace dw::ui
{

SkeletonView::SkeletonView(const Theme &theme, const QList<SkeletonColumn> &columns, QWidget *parent)
    : ThemedWidget(theme, parent), m_columns(columns), m_delay(new QTimer(this))
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAccessibleName(tr("Loading"));
    m_delay->setSingleShot(true);
    connect(m_delay, &QTimer::timeout, this, [this] {
        m_painted = true;
        update();
    });
}

void SkeletonView::setRowHeight(int height)
{
    m_rowHeight = height;
    update();
}

void SkeletonView::start()
{
    m_painted = false;
    m_delay->start(theme().duration(Theme::Duration::SkeletonDelay));
    show();
    raise();
}

void SkeletonView::stop()
{
    m_delay->stop();
    m_painted = false;
    hide();
}

void SkeletonView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().color(Theme::Role::Surface));
    if (!m_painted)
        return;
    const int height = m_rowHeight > 0 ? m_rowHeight : theme().size(Theme::Size::RowCompact);
    int fixed = 24 - 12, flexible = 0;
    for (const SkeletonColumn &column : m_columns) {
        fixed += column.width + 12;
        flexible += column.width == 0 ? 1 : 0;
    }
    const int rest = flexible == 0 ? 0 : std::max(0, (width() - fixed) / flexible);
    for (int row = 0; (row + 1) * height <= this->height(); ++row) {
        const int top = row * height;
        int x = 12;
        for (int i = 0; i < m_columns.size(); ++i) {
            const SkeletonColumn &column = m_columns[i];
            const int wide = column.width == 0 ? rest : column.width;
            const QRectF cell(x, top, wide, height);
            if (column.disc)
                paintRounded(painter, QRectF(x, top + (height - 12) / 2, 12, 12), 6,
                             theme().color(Theme::Role::Skeleton));
            else
                paintSkeletonCell(painter, theme(), cell, row, i, column.align);
            x += wide + 12;
        }
        painter.fillRect(QRect(0, top + height - 1, width(), 1), theme().color(Theme::Role::Grid));
    }
}

}  // namespace dw::ui
