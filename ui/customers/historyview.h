// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reading/clockcheck.h"
#include "ui/records/valuetext.h"
#include "ui/shell/uicontext.h"

#include <QWidget>

class QPushButton;
class QStackedWidget;
class QStandardItemModel;

namespace dw::ui
{

class EmptyView;
class RecordTable;

// Who changed what of a record, from the audit: one line per field with the value before and after.
class HistoryView : public QWidget
{
    Q_OBJECT

public:
    static constexpr int PageRows = 100;
    enum Column { When, Who, FieldName, Before, After, ColumnCount };

    explicit HistoryView(UiContext &context, QWidget *parent = nullptr);

    void showRecord(const RecordRef &ref);
    bool isReading() const { return m_reading; }
    QStandardItemModel *model() const { return m_model; }

Q_SIGNALS:
    void shown();

private:
    struct Page;
    void readMore();
    void addRow(const QStringList &texts);  // in the order of Column
    void markClock(const AuditRecord &older);

    UiContext &m_context;
    ValueText m_text;
    RecordRef m_ref;
    qint64 m_before = 0;
    AuditRecord m_shown;  // the line last shown
    bool m_reading = false;
    int m_generation = 0;
    QStandardItemModel *m_model;
    RecordTable *m_table;
    EmptyView *m_none;
    QStackedWidget *m_stack;
    QPushButton *m_more;
};

}  // namespace dw::ui
