// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ticket.h"
#include "core/commands/commandrunner.h"
#include "core/commands/importrow.h"
#include "core/exchange/files/filefinding.h"
#include "core/exchange/importmapping.h"
#include "core/exchange/tablesource.h"
#include "core/reading/reader.h"

#include <QList>
#include <QString>

#include <functional>

namespace dw
{

struct ImportProgress
{
    enum class Stage { Reading, Writing, Finishing, Undoing };
    Stage stage = Stage::Reading;
    double fraction = 0;  // 0 to 1 of the stage
    ImportCounts counts;  // so far
};

// A row that was not imported, as people read it.
struct ImportReject
{
    qint64 row = 0;
    QString column;  // name in the file; empty where it is the row
    QString reason;
};

struct ImportReport
{
    Id batch;  // null for a dry run
    bool dryRun = false;
    ImportCounts counts;
    // Rows that a server has the last word about; 0 in a standalone workspace.
    qint64 waiting = 0;
    QList<ImportReject> rejects;  // the first ImportEngine::MaxRejects
    // Stated guesses, oddities of the file, and import.same_file {file, when} if it was imported before.
    QList<FileFinding> notes;
    QString rejectsFile;  // empty unless asked for
    // How a text file was read, and how sure that is (TableSource::certainty()); empty for a workbook.
    QString charset;
    QString delimiter;  // delimiterName()
    int certainty = 0;
    qint64 milliseconds = 0;
};

// Imports a table file: reads and converts on the calling thread, writes in portions on the store's thread,
// so that commands of users go between. Every public function blocks until it is done: call it from a worker
// thread (ImportJob) or a program without a window, never from the GUI thread nor the store's. Thread-safe,
// keeps no state.
class ImportEngine
{
public:
    static constexpr int MaxRejects = 1000;
    static constexpr int MaxNotes = 1000;

    struct Options
    {
        // Same counts and rejects, nothing written. One job of the store: other writes wait until it is done.
        bool dryRun = false;
        QString rejectsFile;  // .xlsx or .csv; empty: none
        TableOptions table;
        // Overrides of the mapping.
        std::optional<ImportRecords::OnDuplicate> onDuplicate;
        QStringList match;
    };
    using Progress = std::function<void(const ImportProgress &)>;  // on the calling thread; may be empty

    // `language`: of reasons and of the error workbook; must be the program's.
    ImportEngine(CommandRunner &runner, Actor actor, Language language);

    // All or nothing is kept of the file as such: on cancelling (Cancelled import.cancelled) and on any error
    // after the first portion what was committed is undone. Rejected rows are no error. Errors besides: those
    // of TableSource, ImportPlan and RejectsWriter, Forbidden access.*.
    Result<ImportReport> run(const QString &path, const ImportMapping &mapping, const Options &options,
                             const Progress &progress = {}, const Ticket &ticket = {});

    // Takes an import back portion by portion; answers removed, restored and kept as import.undo does, added
    // up.
    struct UndoReport
    {
        qint64 removed = 0;
        qint64 restored = 0;
        qint64 kept = 0;
        Findings findings;
    };
    Result<UndoReport> undo(const Id &batch, const Progress &progress = {}, const Ticket &ticket = {});

    // --- saved mappings: local values of this laptop, by name. Kept by
    // CommandRunner::keepLocal(ImportEngine::mappingArea(), name, mapping.toJson()), removed by empty bytes.
    // ---
    static QString mappingArea();
    // Those for an object, by name; what cannot be read any more is left out. Empty object: all.
    static Result<QMap<QString, ImportMapping>> savedMappings(const Reader &reader, const QString &object);

private:
    CommandRunner &m_runner;
    Actor m_actor;
    Language m_language;
};

}  // namespace dw
