// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ticket.h"
#include "ui/common/popover.h"
#include "ui/imports/exportsource.h"
#include "ui/shell/uicontext.h"

class QPushButton;

namespace dw::ui
{

class FieldRow;
class LineEdit;
class Segments;

// Asks how a list or report goes to a file: format, columns, name. Closing keeps nothing; exporting runs as a
// job that goes on without it.
class ExportDialog : public Popover
{
    Q_OBJECT

public:
    enum class Columns { Shown, All };

    ExportDialog(UiContext &context, ExportSource source, QWidget *window);

    Segments *formatChoice() const { return m_format; }
    Segments *columnsChoice() const { return m_columns; }  // null for a report
    LineEdit *nameEdit() const { return m_name; }
    QPushButton *exportButton() const { return m_export; }
    void exportNow();

private:
    void addFormat(const QString &title, const QString &ending);
    QString path() const;
    void formatChanged();
    void chooseFolder();

    UiContext &m_context;
    ExportSource m_source;
    QString m_folder;
    QStringList m_endings;  // of the formats, in their order
    Segments *m_format;
    Segments *m_columns = nullptr;
    LineEdit *m_name;
    FieldRow *m_nameRow;
    QPushButton *m_export;
};

// Runs an export off the GUI thread: progress and Cancel in the list of jobs, the file and the counted rows
// at its end.
void runExport(UiContext &context, const ExportSource &source, ExportDialog::Columns columns,
               const QString &path);

}  // namespace dw::ui
