// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/importjob.h"
#include "ui/imports/mappingcheck.h"
#include "ui/imports/mappingstate.h"
#include "ui/imports/worker.h"
#include "ui/shell/page.h"

#include <QTemporaryDir>
#include <QTimer>

#include <memory>
#include <optional>

class QPushButton;
class QStackedWidget;

namespace dw::ui
{

class FileStep;
class IconButton;
class MappingStep;
class OutcomeStep;
class StepBar;
class TextLabel;

// Brings records in from a table file: File, Mapping, Check, Import. Files are read on a worker thread, rows
// are checked and written by ImportJob; nothing is written before the last step, and that can be undone as a
// whole.
class ImportPage : public Page
{
    Q_OBJECT

public:
    enum Step { File, Mapping, Check, Import };
    Q_ENUM(Step)

    explicit ImportPage(UiContext &context, QWidget *parent = nullptr);
    ~ImportPage() override;

    QString key() const override { return QStringLiteral("import"); }
    void show(const Place &place) override;
    QStringList breadcrumb() const override;
    QStringList statusTexts() const override;
    bool isSettled() const override;
    QWidget *focusTarget() override;
    QList<QWidget *> panes() override;
    QStringList scenes() const override;
    void showScene(const QString &scene) override;

    Step step() const { return m_step; }
    void openFile(const QString &path);
    void next();
    void back();
    // Keeps the mapping under a name, on this laptop.
    void saveMapping(const QString &name);
    void loadMappingFile(const QString &path);
    void saveMappingFile(const QString &path);
    void saveRejects(const QString &path);

    FileStep *fileStep() const { return m_file; }
    MappingStep *mappingStep() const { return m_mapping; }
    OutcomeStep *checkStep() const { return m_check; }
    OutcomeStep *importStep() const { return m_import; }
    QPushButton *nextButton() const { return m_next; }
    QPushButton *backButton() const { return m_back; }
    const MappingState &state() const { return m_state; }
    const MappingFindings &findings() const { return m_findings; }

private:
    void buildFrame();
    void connectSteps();
    void connectMapping();
    void addActions();
    void setStep(Step step);
    void refreshFoot();
    void clearFile();
    void readFile(const TableOptions &options);
    void takePreview(const FilePreview &preview);
    void propose();
    void takeProposals(const QList<HeaderProposal> &proposals);
    void readSaved();
    void chooseSaved(const QString &name);
    void applyMapping(const ImportMapping &mapping);
    // The mapping with what was said of the text file on its screen.
    ImportMapping mappingToKeep() const;
    void mappingChanged();
    void check();
    void sketch();
    MappingSubject subject() const;
    void runCheck();
    void runImport();
    void startJob(OutcomeStep *outcome, bool dryRun);
    void finishJob(const ImportReport &report, OutcomeStep *outcome);
    void failJob(const Error &error, OutcomeStep *outcome);
    void undoImport();
    void showRecords();
    void askForName();
    QString facts() const;
    QString canGoOn() const;  // empty, or why not
    void tellSettled();

    Worker m_worker;
    StepBar *m_steps;
    TextLabel *m_title;
    IconButton *m_close;
    QStackedWidget *m_stack;
    FileStep *m_file;
    MappingStep *m_mapping;
    OutcomeStep *m_check;
    OutcomeStep *m_import;
    QPushButton *m_save;
    TextLabel *m_hint;
    QPushButton *m_back;
    QPushButton *m_next;

    Step m_step = File;
    QString m_object;
    QString m_path;
    std::optional<FilePreview> m_preview;
    std::optional<ImportMapping> m_toApply;  // once the file is read as it says
    std::optional<FileTally> m_tally;
    MappingState m_state;
    MappingFindings m_findings;
    QMap<QString, ImportMapping> m_saved;
    QString m_savedName;
    Ticket m_reading;
    Ticket m_checking;
    Ticket m_sketching;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ImportJob> m_job;
    QTimer m_watch;  // a stop asked for in the list of jobs
    std::optional<ImportReport> m_checked;
    std::optional<ImportReport> m_imported;
};

}  // namespace dw::ui
