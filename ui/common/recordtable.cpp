// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/recordtable.h"

#include "ui/common/recorddelegate.h"
#include "ui/common/tableheader.h"

namespace dw::ui
{

RecordTable::RecordTable(const Theme &theme, const Icons &icons, QWidget *parent)
    : QTableView(parent)
    , m_theme(theme)
    , m_delegate(new RecordDelegate(theme, icons, this))
    , m_header(new TableHeader(theme, icons, this))
{
    setHorizontalHeader(m_header);
    m_header->setSortIndicatorShown(true);  // the view has just switched it off
    setItemDelegate(m_delegate);
    m_delegate->attach(this);
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setCornerButtonEnabled(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setTabKeyNavigation(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(1);
    setRowSize(Theme::Size::RowCompact);
    connect(&theme, &Theme::changed, this,
            [this] { verticalHeader()->setDefaultSectionSize(m_delegate->rowHeight()); });
}

void RecordTable::setRowSize(Theme::Size size)
{
    m_delegate->setRowSize(size);
    verticalHeader()->setDefaultSectionSize(m_delegate->rowHeight());
}

void RecordTable::setEdge(int px)
{
    m_delegate->setEdge(px);
    m_header->setProperty("edge", px);
}

}  // namespace dw::ui
