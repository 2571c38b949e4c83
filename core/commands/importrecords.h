// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandrunner.h"
#include "core/commands/importcache.h"
#include "core/commands/importjournal.h"
#include "core/commands/importrow.h"
#include "core/commands/touchedrecords.h"

#include <QHash>
#include <QJsonArray>
#include <QSet>
#include <QString>

#include <optional>
#include <span>

namespace dw
{

// The path of imports into the store: the commit pipeline of DESIGN 3 (rights, validation, gates, audit,
// undo) for typed rows in bulk. One object serves one import; everything but the constructor runs on the
// writer thread. Each row is checked by itself and sees the rows before it; one that is refused leaves
// nothing behind. A portion of rows is one transaction, and the rows in it are written without a net of their
// own: when the store refuses one, which the checks have not foreseen, the portion is taken back and done
// again row by row. What formulas and roll-ups of other records read of the rows is recomputed at the end, by
// finish(). In a joined workspace what the rows did is handed on to the server in transactions of their own
// (import.rows, import.note), written with each portion.
class ImportRecords
{
public:
    enum class OnDuplicate { Skip, Update, Create };
    enum class OnMissing { Create, Reject };  // a row that matches no record

    struct Options
    {
        ObjectTypePtr object;
        // Ways to find the record that a row means, tried in order; fields of one way must all be equal.
        QList<QList<int>> match;
        OnDuplicate onDuplicate = OnDuplicate::Update;
        OnMissing onMissing = OnMissing::Create;
        // New records: original dates and owners, any stage, no gates (needs Action::ImportHistory). A
        // stored record is changed as by a form: its moves are gated, its original dates stay.
        bool history = false;
        bool acceptIncomplete = false;
        bool dryRun = false;
        QString fileName;
        QString encoding;       // key of import_batch.encoding
        QString mapping;        // JSON text
        QByteArray fileSha256;  // 32 bytes
        // What the values of the rows were checked by: under another one they are checked again.
        ConfigurationPtr checkedBy;
    };

    // At most so many rows and so long is one transaction while nobody waits for the writer; a person who
    // does ends it at once.
    static constexpr int PortionRows = 1000;
    static constexpr int PortionMs = 250;
    // Other work in bulk takes turns in portions of this length (DESIGN 5). A commit costs as much as many
    // rows: where so few already take longer than that, because the machine is busy, smaller transactions
    // would only make everybody wait longer.
    static constexpr int SharedPortionMs = 20;
    static constexpr int LeastPortionRows = 100;

    ImportRecords(CommandRunner &runner, Actor actor, Options options);

    // Null for a dry run.
    const Id &batch() const { return m_batch; }
    const ImportCounts &counts() const { return m_counts; }
    // A server has the last word about the rows.
    bool isForServer() const { return travels(); }

    // Refused "import.on_server" in a server's own workspace, and "import.same_file_no_key" (file, day) where
    // the same file was imported before, nothing tells its rows from new ones and the options do not say to
    // create them once more. Checks the rights to import
    // (and to import history, and to write each of `fields`) and, unless it is a dry run, makes the
    // import_batch record. A dry run begins its one transaction, which only finish() or abandon() ends.
    Result<void> start(WriteSession &session, const QList<int> &fields);
    // Imports from the front of `rows` until the portion is full or somebody waits, one row at least, and
    // commits; answers how many rows were done. An error (of the store) leaves the portion undone. Outcomes
    // are appended.
    Result<qsizetype> run(WriteSession &session, std::span<const ImportRow> rows,
                          QList<ImportOutcome> &outcomes);
    // Rows that could not even be read (Kind::Rejected), for the counts.
    void addRejected(qint64 count);
    // A portion of what is left to the end: formulas and roll-ups over the rows, then the counts of the
    // batch. True when all is done; what is still in pieces of the search index, mergeSearch() of the store
    // joins.
    Result<bool> finish(WriteSession &session);
    // Ends the transaction of a dry run without finish().
    void abandon(WriteSession &session);
    // Audits what access refused of the rows so far: a line for each kind, with its count (B5). Part of
    // finish() and abandon(); for an import that is stopped before.
    void noteRefusals(WriteSession &session);

    // Imports of the same file before (by its SHA-256) that were not undone; the newest last. From start()
    // on.
    const QList<Record> &earlierImports() const { return m_earlier; }

private:
    struct Created
    {
        ObjectTypePtr type;
        QString by;
        QString text;
        Id id;
    };

    // What is taken back when the store refuses a row: the portion, or the row alone.
    enum class Net { OfPortion, OfRow };
    struct Portion
    {
        qsizetype done = 0;
        bool refused = false;  // by the store, which with Net::OfPortion leaves a part of a row behind
    };
    Result<Portion> importPortion(WriteSession &session, std::span<const ImportRow> rows, Net net,
                                  QList<ImportOutcome> &outcomes);
    bool isPortionOver(qsizetype rows, qint64 ms) const;
    Result<void> takeBackPortion(WriteSession &session);
    Result<void> commitPortion(WriteSession &session);
    // Nothing: the store refused the row, with Net::OfPortion.
    Result<std::optional<ImportOutcome>> importRow(WriteSession &session, const ImportRow &row, Net net);
    Result<void> fill(CommandContext &context, const ImportRow &row, ImportOutcome &outcome,
                      QList<Created> &created);
    Result<void> keepVisible(const CommandContext &context, QList<Record> &records) const;
    // What the actor may see; what they may refer to by the field `by`. Valid as long as the context.
    ImportCache::Allowed inSight(const CommandContext &context) const;
    ImportCache::Allowed referable(const CommandContext &context, const QString &by) const;
    Result<Record> match(CommandContext &context, const ImportRow &row, const Record &wanted);
    Result<void> resolve(CommandContext &context, const ImportReference &reference, Record &wanted,
                         QList<ImportReference> &open);
    Result<void> resolveAny(CommandContext &context, const ImportReference &reference, Record &wanted);
    Result<void> resolveStage(CommandContext &context, const ImportReference &reference,
                              Record &record) const;
    Result<void> create(CommandContext &context, const ImportReference &reference, Record &record,
                        QList<Created> &created);
    Result<Id> createTarget(CommandContext &context, const ObjectTypePtr &type, const QString &by,
                            const QString &text);
    bool maySet(int field, const Record &stored) const;
    void setValues(const ImportRow &row, Record &record, const Record &stored) const;
    void dropInapplicable(Record &record) const;
    CommandContext context(WriteSession &session) const;
    Result<void> mayStart(const CommandContext &rights, const QList<int> &fields) const;
    void addRefusal(const CommandContext &writing, const Error &error, const Findings &findings);
    Result<void> beginJob(WriteSession &session);
    // The rows were read for the fields as they were: values stand by their place.
    Result<void> checkShape(const Configuration &configuration) const;
    Result<void> findEarlierImports(const ReadSession &session, const CommandContext &rights);
    Result<void> finishPortion(WriteSession &session);
    Result<bool> mergeSearch(WriteSession &session);
    Result<QString> updateSomeTouched(WriteSession &session);
    static Result<void> checkNotOnServer(const ReadSession &session);
    Result<void> checkNotTwice() const;
    void setCounts(Record &batch) const;
    Result<void> noteProgress(WriteSession &session);
    Result<void> saveBatch(WriteSession &session, const QString &status);
    // --- importtravel.cpp: in a joined workspace ---
    bool travels() const { return !m_options.dryRun && m_runner.hook() != nullptr; }
    static Result<void> checkTravels(const ChangeSet &changes);
    Result<void> keepTravelling(WriteSession &session, qint64 row, const ChangeSet &changes,
                                const CommandContext &writing);
    Result<void> sendOn(WriteSession &session);
    Result<void> sendBatch(WriteSession &session, const CommandContext &writing, const Record &batch) const;
    Result<void> applyAndAudit(WriteSession &session, CommandContext &context);

    CommandRunner &m_runner;
    ConfigurationPtr m_configuration;
    Actor m_actor;
    Options m_options;
    Id m_batch;
    ImportCache m_cache;
    ImportJournal m_journal;
    QList<Record> m_earlier;
    ImportCounts m_counts;
    QHash<QString, Refusal> m_refusals;
    ChangeSet m_portion;  // applied in the running transaction
    // What of it is not handed on yet.
    struct Travelling
    {
        QJsonArray rows;  // of import.rows
        ChangeSet changes;
        QHash<RecordRef, QSet<int>> asked;
        qsizetype bytes = 0;
    };
    Travelling m_travelling;
    TouchedRecords m_touched;
    // How many commits the search index has in pieces; MostPieces and no more.
    static constexpr int MostPieces = 128;
    int m_pieces = 0;
    quint64 m_seenCommits = 0;
};

}  // namespace dw
