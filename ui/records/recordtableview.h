// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/query.h"
#include "ui/common/recordtable.h"
#include "ui/records/recordlistmodel.h"

namespace dw::ui
{

class PageActions;

// The table of a list page over a RecordListModel: the current row stays with its record, heads sort, boxes
// mark, widths are kept per object in the person's settings.
class RecordTableView : public RecordTable
{
    Q_OBJECT

public:
    RecordTableView(UiContext &context, RecordListModel *model, QWidget *parent = nullptr);

    RecordListModel *listModel() const { return m_model; }
    int currentRow() const { return currentIndex().row(); }
    void setCurrentRow(int row);
    void setDensity(Theme::Size rowSize);
    // Shows the arrow; "amount" or "-amount", empty for none.
    void setSortShown(const QString &sortKey);
    // As a click on the head of the column: again turns the order. Nothing where a column has none.
    void sortBy(int section);
    // The key that does what a click on a head does, for the column of the current cell; while `owner` is
    // visible.
    void addSortAction(const PageActions &actions);
    // Shows or hides the records of the group whose head stands there.
    void toggleGroup(int row);
    void setGroupCollapsed(int row, bool collapsed);
    // All groups at once; the current row stays, or becomes the head of its group.
    void collapseAll(bool collapsed);
    // After the model's columns have changed.
    void layoutColumns();

Q_SIGNALS:
    void currentRowChanged(int row);
    void openRequested(int row);
    void sortRequested(const QString &sortKey);
    void editRequested(const QModelIndex &index);
    void columnMoved(const QStringList &keys);
    // A context menu for the head of a column.
    void headMenuRequested(int section, const QPoint &globalPosition);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyboardSearch(const QString &) override {}  // plain letters are shortcuts of the page

private:
    void stretch();
    int leastWidth(const ListColumn &column) const;
    int leastImportant(const QList<int> &shown) const;
    void marksChanged();
    void rowsReplaced();
    QString settingsKey() const;

    UiContext &m_context;
    RecordListModel *m_model;
    RowRef m_current;
    QString m_sort;
    QList<int> m_wanted;  // of each column: its own width, or the one it was given
    QList<int> m_least;
    bool m_layingOut = false;
};

}  // namespace dw::ui
