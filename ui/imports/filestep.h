// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/imports/filepreview.h"
#include "ui/shell/uicontext.h"

#include <QWidget>

#include <optional>

class QPushButton;
class QStackedWidget;

namespace dw::ui
{

class Banner;
class ComboBox;
class EmptyView;
class FieldRow;
class LineEdit;
class RecordTable;
class Switch;
class TextLabel;
class TextTableModel;

// First step: what kind of records, which file, how it is read, and the first rows read so.
class FileStep : public QWidget
{
    Q_OBJECT

public:
    FileStep(UiContext &context, QWidget *parent = nullptr);

    QString object() const;
    void setObject(const QString &key);
    void showReading(const QString &path);
    void showPreview(const FilePreview &preview);
    void showCount(qint64 rows);
    void showError(const QString &text);
    // Of the row that was said to name the columns.
    void showRowError(const QString &text);
    QString rowError() const;
    void clear();
    QWidget *focusTarget() const;

    ComboBox *objectChoice() const { return m_object; }
    ComboBox *charsetChoice() const { return m_charset; }
    ComboBox *delimiterChoice() const { return m_delimiter; }
    ComboBox *sheetChoice() const { return m_sheet; }
    Switch *headerSwitch() const { return m_header; }
    LineEdit *headerRowEdit() const { return m_headerRow; }
    TextTableModel *previewModel() const { return m_model; }
    QString guessText() const;

Q_SIGNALS:
    void objectChosen(const QString &key);
    void fileChosen(const QString &path);
    // Everything that is stated about the file now.
    void optionsChosen(const dw::TableOptions &options);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void chooseFile();
    void changed();
    void buildSettings(QWidget *place);
    void fillSettings();
    void fillTable();

    UiContext &m_context;
    ComboBox *m_object;
    QPushButton *m_choose;
    TextLabel *m_file;
    TextLabel *m_facts;
    Banner *m_error;
    QWidget *m_settings;
    ComboBox *m_charset;
    ComboBox *m_delimiter;
    ComboBox *m_sheet;
    FieldRow *m_charsetRow;
    FieldRow *m_delimiterRow;
    FieldRow *m_sheetRow;
    Switch *m_header;
    LineEdit *m_headerRow;
    FieldRow *m_headerRowRow;
    TextLabel *m_guess;
    RecordTable *m_table;
    TextTableModel *m_model;
    EmptyView *m_none;
    QStackedWidget *m_place = nullptr;
    std::optional<FilePreview> m_preview;
    bool m_filling = false;
};

}  // namespace dw::ui
