// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/popover.h"
#include "ui/records/columnset.h"

class QListWidget;

namespace dw::ui
{

class LineEdit;

// Which columns a list shows, and in what order: ticks, dragging, and Alt+Up and Alt+Down.
class ColumnChooser : public Popover
{
    Q_OBJECT

public:
    ColumnChooser(UiContext &context, const ColumnSet &columns, QWidget *window);

    void setChosen(const QStringList &keys);
    QStringList chosen() const;
    QListWidget *list() const { return m_list; }

Q_SIGNALS:
    void columnsChosen(const QStringList &keys);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void move(int by);

    const ColumnSet m_columns;
    LineEdit *m_search;
    QListWidget *m_list;
    bool m_filling = false;
};

}  // namespace dw::ui
