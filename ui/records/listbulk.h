// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandresult.h"
#include "ui/records/bulkeditpopover.h"
#include "ui/shell/uicontext.h"

#include <QJsonObject>
#include <QObject>
#include <QPointer>

class QPushButton;

namespace dw::ui
{

class IconButton;
class ListFooter;
class RecordListModel;
class RecordTableView;

// What can be done with the marked rows of a list, or with the current one when none is marked: give to
// someone, set a field, delete with undo, export. Each is one command over all of them.
class ListBulk : public QObject
{
    Q_OBJECT

public:
    // The buttons go into the footer.
    ListBulk(UiContext &context, ObjectTypePtr object, RecordListModel *model, RecordTableView *table,
             ListFooter *footer);

    void assign();
    void editField();
    void remove();
    void exportRows();
    // {"field": value, ...} to the records in hand; answers in a toast.
    void update(const QJsonObject &set);
    BulkEditPopover *popover() const { return m_popover; }
    // What the person decides on: {id: {field: value}}, read when the question comes up.
    const QJsonObject &seen() const { return m_seen; }

Q_SIGNALS:
    void finished(const dw::CommandResult &result);

private:
    void readSeen(const QString &field);
    void withIds(std::function<void(const QList<Id> &)> work);
    void openEditor(const QString &field);
    void report(const CommandResult &result, const QString &done);
    void refreshExport();
    QString noun(qsizetype count) const;

    UiContext &m_context;
    ObjectTypePtr m_object;
    RecordListModel *m_model;
    RecordTableView *m_table;
    ListFooter *m_footer;
    QPushButton *m_edit;
    IconButton *m_export;
    QPointer<BulkEditPopover> m_popover;
    QJsonObject m_seen;
};

}  // namespace dw::ui
