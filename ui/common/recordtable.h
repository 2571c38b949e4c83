// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/icons.h"

#include <QTableView>

namespace dw::ui
{

class RecordDelegate;
class TableHeader;

// A table as every list has it: TableHeader, RecordDelegate, fixed row heights, one current row, no grid of
// Qt's own.
class RecordTable : public QTableView
{
    Q_OBJECT

public:
    RecordTable(const Theme &theme, const Icons &icons, QWidget *parent = nullptr);

    RecordDelegate *records() const { return m_delegate; }
    TableHeader *tableHeader() const { return m_header; }
    void setRowSize(Theme::Size size);
    // The padding before the first and after the last column, 12 unless the page's own edge is another.
    void setEdge(int px);

private:
    const Theme &m_theme;
    RecordDelegate *m_delegate;
    TableHeader *m_header;
};

}  // namespace dw::ui
