// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dictionary/objecttype.h"
#include "ui/records/listextras.h"
#include "ui/records/listsource.h"
#include "ui/shell/uicontext.h"

#include <QWidget>

#include <functional>

class QPushButton;
class QStackedLayout;

namespace dw::ui
{

class EmptyView;
class RecordListModel;
class RecordTableView;

// The children of a record as a list: its deals, contacts, tasks, files.
class CollectionTab : public QWidget
{
    Q_OBJECT

public:
    // `columns` empty: the dictionary's choice. `fixedRows` > 0: as high as its rows, at most that many.
    CollectionTab(UiContext &context, ObjectTypePtr object, const QStringList &columns, int fixedRows = 0,
                  QWidget *parent = nullptr);

    void showRows(const QString &where, const QStringList &sort);
    const ObjectTypePtr &object() const { return m_object; }
    // What it lists, for an export.
    ListSource listSource() const;
    RecordListModel *model() const { return m_model; }
    RecordTableView *table() const { return m_table; }
    bool isSettled() const;
    // What opening a row does instead of showing the record's page.
    void setOpen(std::function<void(const Record &)> open) { m_open = std::move(open); }
    // Of the current row; invalid if there is none.
    Record current() const;
    // What stands where there is nothing; its button emits addRequested().
    void setEmpty(const QString &title, const QString &action);

Q_SIGNALS:
    void addRequested();
    void shown();

private:
    void refresh();
    void openRow(int row);

    UiContext &m_context;
    ObjectTypePtr m_object;
    const int m_fixedRows;
    std::function<void(const Record &)> m_open;
    std::shared_ptr<const ListExtras> m_extras;
    RecordListModel *m_model;
    RecordTableView *m_table;
    EmptyView *m_empty;
    QStackedLayout *m_stack;
};

}  // namespace dw::ui
