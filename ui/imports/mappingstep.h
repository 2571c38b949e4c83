// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/imports/mappingcheck.h"
#include "ui/imports/mappingstate.h"
#include "ui/shell/uicontext.h"

#include <QWidget>

class QStandardItemModel;
class QVBoxLayout;

namespace dw::ui
{

class Banner;
class ColumnPanel;
class ComboBox;
class MappingRow;
class RecordPanel;
class RulesPanel;
class TextLabel;

// Second step: which column goes to which field; the column in hand and a record as it will be at the right.
class MappingStep : public QWidget
{
    Q_OBJECT

public:
    static constexpr int MaxColumns = 400;  // that can be mapped here

    explicit MappingStep(UiContext &context, QWidget *parent = nullptr);

    // A new file or kind of record: rows are made anew.
    void begin(const MappingState &state, const QString &file, const QString &facts, qsizetype records);
    void showState(const MappingState &state, const MappingFindings &findings);
    void showRecord(const RecordSketch &sketch);
    void showSaved(const QStringList &names, const QString &current);
    void showNotice(const QString &text);  // empty: none
    void setFacts(const QString &facts);
    int currentColumn() const { return m_current; }
    void setCurrentColumn(int column);
    QWidget *focusTarget() const;

    MappingRow *row(int column) const { return m_rows.value(column); }
    ColumnPanel *columnPanel() const { return m_column; }
    RecordPanel *recordPanel() const { return m_record; }
    RulesPanel *rulesPanel() const { return m_rules; }
    ComboBox *savedChoice() const { return m_saved; }
    QString summary() const;
    QWidget *sidePanel() const { return m_side; }

protected:
    void resizeEvent(QResizeEvent *event) override;

Q_SIGNALS:
    void fieldChosen(int column, const QString &field);
    void currentColumnChanged(int column);
    void savedChosen(const QString &name);
    void mappingFileWanted();

private:
    QWidget *buildTable();
    QWidget *buildSide();
    void fillFields(const MappingState &state);
    void fitColumns();

    UiContext &m_context;
    TextLabel *m_title;
    TextLabel *m_note;
    ComboBox *m_saved;
    Banner *m_banner;
    QWidget *m_side = nullptr;
    QWidget *m_examplesHead = nullptr;
    QVBoxLayout *m_list = nullptr;
    QStandardItemModel *m_fields;
    QString m_fieldsFor;
    QList<MappingRow *> m_rows;
    TextLabel *m_file;
    TextLabel *m_facts;
    ColumnPanel *m_column;
    RecordPanel *m_record;
    RulesPanel *m_rules;
    MappingState m_state;
    MappingFindings m_findings;
    int m_current = 0;
};

}  // namespace dw::ui
