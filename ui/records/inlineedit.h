// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandresult.h"
#include "ui/common/textlabel.h"
#include "ui/records/fieldeditor.h"
#include "ui/shell/uicontext.h"

#include <QObject>
#include <QPersistentModelIndex>
#include <QPointer>

namespace dw::ui
{

class RecordTableView;

// Editing one cell in place (F2): Enter saves, Tab saves and goes on, Esc leaves it as it was. What is
// refused stays in the editor with the reason under it.
class InlineEdit : public QObject
{
    Q_OBJECT

public:
    InlineEdit(UiContext &context, RecordTableView *table);

    // Starts on the current cell, or the first editable one of the row.
    void begin();
    bool isOpen() const { return m_editor != nullptr; }
    FieldEditor *editor() const { return m_editor; }
    QString error() const;
    void commit();
    void cancel();

Q_SIGNALS:
    void saved();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void open(const Record &record, int column);
    void close();
    void showError(const QString &text);
    int editableColumn(int from, int by) const;

    UiContext &m_context;
    RecordTableView *m_table;
    QPointer<FieldEditor> m_editor;
    QPointer<TextLabel> m_error;
    Record m_record;
    int m_column = -1;
    int m_next = 0;
    bool m_saving = false;
};

}  // namespace dw::ui
