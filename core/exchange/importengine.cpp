// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/importengine.h"

#include "core/base/digest.h"
#include "core/base/wording.h"
#include "core/commands/importfeed.h"
#include "core/exchange/files/csvdelimiter.h"
#include "core/exchange/importplan.h"
#include "core/exchange/rejectswriter.h"
#include "core/rules/findingtext.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QJsonObject>

#include <deque>
#include <memory>
#include <utility>

namespace dw
{

namespace
{

constexpr size_t BatchRows = ImportRecords::PortionRows;

// One run over one file, on the calling thread.
class ImportRun
{
public:
    ImportRun(CommandRunner &runner, const Actor &actor, Language language,
              const ImportEngine::Progress &progress, const Ticket &ticket)
        : m_runner(runner)
        , m_actor(actor)
        , m_language(language)
        , m_progress(progress)
        , m_ticket(ticket)
        , m_configuration(runner.configuration())
    {}

    Result<ImportReport> run(const QString &path, const ImportMapping &mapping,
                             const ImportEngine::Options &options)
    {
        QElapsedTimer timer;
        timer.start();
        m_report.dryRun = options.dryRun;
        DW_TRY(open(path, mapping, options));
        const Result<void> imported = import();
        if (!imported.ok()) {
            if (m_feed)
                m_feed->stop();
            return imported.error();
        }
        m_report.milliseconds = timer.elapsed();
        return m_report;
    }

    const ImportReport &report() const { return m_report; }

private:
    Result<void> open(const QString &path, const ImportMapping &mapping, const ImportEngine::Options &options)
    {
        const QString itself = QFileInfo(path).canonicalFilePath();
        if (!itself.isEmpty() && QFileInfo(options.rejectsFile).canonicalFilePath() == itself)
            return Error(ErrorCode::Conflict, QStringLiteral("import.rejects_is_source"),
                         {options.rejectsFile});
        DW_ASSIGN(const FileDigest digest, sha256OfFile(path));
        TableOptions table = options.table;
        if (!table.stated.charset)
            table.stated.charset = mapping.text.charset;
        if (!table.stated.delimiter)
            table.stated.delimiter = mapping.text.delimiter;
        DW_ASSIGN(TableSource source, TableSource::open(path, table));
        m_source = std::make_unique<TableSource>(std::move(source));
        if (!m_source->isWorkbook()) {
            m_report.charset = QString::fromLatin1(m_source->dialect().charset);
            m_report.delimiter = delimiterName(m_source->dialect().delimiter);
            m_report.certainty = m_source->certainty();
        }
        DW_TRY(readSample());
        ImportMapping used = mapping;
        used.text = table.stated;
        if (!options.match.isEmpty())
            used.match = options.match;
        if (options.onDuplicate)
            used.onDuplicate = options.onDuplicate;
        const Instant now = m_runner.clock().now();
        DW_ASSIGN(ImportPlan plan,
                  ImportPlan::make(used, m_source->header(), m_sample, m_configuration, now));
        if (!plan.ambiguousDateColumns().isEmpty()) {
            // The first rows leave the order of days and months open: perhaps a later one tells.
            DW_TRY(readTellingRows(path, table, plan.ambiguousDateColumns()));
            DW_ASSIGN(plan,
                      ImportPlan::make(used, m_source->header(), m_sample + m_telling, m_configuration, now));
        }
        m_plan = std::make_unique<ImportPlan>(std::move(plan));
        note(m_plan->notes());
        if (!options.rejectsFile.isEmpty()) {
            DW_ASSIGN(m_rejects,
                      RejectsWriter::create(options.rejectsFile, m_source->rawHeader(), m_language));
            m_report.rejectsFile = options.rejectsFile;
        }

        ImportRecords::Options records;
        records.object = m_plan->object();
        records.match = m_plan->match();
        records.onDuplicate = used.onDuplicate.value_or(ImportRecords::OnDuplicate::Update);
        m_creates = records.onDuplicate == ImportRecords::OnDuplicate::Create;
        records.onMissing = used.onMissing;
        records.history = m_plan->isHistory();
        records.acceptIncomplete = used.acceptIncomplete;
        records.dryRun = options.dryRun;
        records.fileName = QFileInfo(path).fileName();
        records.encoding = m_source->encodingKey();
        records.mapping = QString::fromUtf8(used.toJson());
        records.fileSha256 = digest.sha256;
        records.checkedBy = m_configuration;
        m_records = std::make_shared<ImportRecords>(m_runner, m_actor, records);
        m_feed = std::make_shared<ImportFeed>(
            m_runner, m_records, options.dryRun ? ImportFeed::Mode::OneJob : ImportFeed::Mode::Portions,
            m_plan->fields());
        return {};
    }

    Result<void> readSample()
    {
        Row row;
        while (m_sample.size() < ImportPlan::SampleRows) {
            DW_ASSIGN(const bool more, m_source->next(row));
            if (!more)
                break;
            m_sample.append(row);
            m_sampleNumbers.append(m_source->rowNumber());
        }
        return {};
    }

    Result<void> readTellingRows(const QString &path, const TableOptions &table, const QList<int> &columns)
    {
        DW_ASSIGN(TableSource again, TableSource::open(path, table));
        Row row;
        QList<int> possible(columns.size(), 7);
        for (;;) {
            DW_ASSIGN(const bool more, again.next(row));
            if (!more || m_ticket.isCancelled())
                return {};
            for (qsizetype i = 0; i < columns.size(); ++i) {
                const Cell cell = row.value(columns[i]);
                const int narrowed = cell.kind == Cell::Kind::Text
                                         ? possible[i] & ImportPlan::possibleOrders(cell.text)
                                         : possible[i];
                if (narrowed != 0 && narrowed != possible[i]) {
                    possible[i] = narrowed;
                    m_telling.append(row);
                }
            }
        }
    }

    void noteEarlierImports()
    {
        if (m_records->earlierImports().isEmpty())
            return;
        const Record &last = m_records->earlierImports().last();
        const Date day = m_configuration->settings.zone.dateOf(last.value(u"created_at").instant());
        const bool byKey = !m_plan->match().isEmpty() && !m_creates;
        note({FileFinding{
            byKey ? QStringLiteral("import.same_file") : QStringLiteral("import.same_file_added"),
            0,
            0,
            {last.value(u"file_name").text(), day.toIso()}}});
    }

    void note(const QList<FileFinding> &findings)
    {
        for (const FileFinding &finding : findings) {
            if (m_report.notes.size() < ImportEngine::MaxNotes)
                m_report.notes.append(finding);
        }
    }

    Result<bool> nextRow(Row &row, qint64 &number)
    {
        if (m_sampleAt < m_sample.size()) {
            number = m_sampleNumbers[m_sampleAt];
            row = std::exchange(m_sample[m_sampleAt], {});
            ++m_sampleAt;
            return true;
        }
        DW_ASSIGN(const bool more, m_source->next(row));
        number = m_source->rowNumber();
        return more;
    }

    Result<void> import()
    {
        DW_TRY(m_feed->start());
        m_report.batch = m_records->batch();
        noteEarlierImports();
        bool more = true;
        while (more) {
            ImportFeed::Batch batch;
            QList<Row> cells;
            batch.rows.reserve(BatchRows);
            while (batch.rows.size() < BatchRows) {
                Row row;
                qint64 number = 0;
                DW_ASSIGN(more, nextRow(row, number));
                if (!more)
                    break;
                batch.rows.push_back(m_plan->convert(row, number));
                if (m_rejects)
                    cells.append(std::move(row));
            }
            if (m_ticket.isCancelled())
                return Error(ErrorCode::Cancelled, QStringLiteral("import.cancelled"));
            if (!batch.rows.empty()) {
                m_cells.push_back(std::move(cells));
                DW_TRY(m_feed->push(std::move(batch)));
            }
            DW_TRY(takeDone());
            tell(ImportProgress::Stage::Writing, m_source->progress());
        }
        tell(ImportProgress::Stage::Finishing, 0);
        DW_TRY(m_feed->close());
        DW_TRY(takeDone());
        note(m_source->takeFindings());
        note(m_plan->leftOut());
        m_report.counts = m_records->counts();
        if (m_records->isForServer())
            m_report.waiting = m_report.counts.created + m_report.counts.updated;
        if (m_report.waiting > 0)
            note({FileFinding{
                QStringLiteral("import.waits_for_server"), 0, 0, {QString::number(m_report.waiting)}}});
        if (m_rejects)
            DW_TRY(m_rejects->finish());
        tell(ImportProgress::Stage::Finishing, 1);
        return {};
    }

    void tell(ImportProgress::Stage stage, double fraction) const
    {
        if (m_progress)
            m_progress({stage, fraction, m_feed->counts()});
    }

    Result<void> takeDone()
    {
        for (const ImportFeed::Batch &batch : m_feed->takeDone()) {
            const QList<Row> cells = std::move(m_cells.front());
            m_cells.pop_front();
            for (qsizetype i = 0; i < batch.outcomes.size(); ++i) {
                const ImportOutcome &outcome = batch.outcomes[i];
                if (outcome.kind != ImportOutcome::Kind::Rejected)
                    continue;
                const ImportReject reject = rejectOf(outcome);
                if (m_rejects)
                    DW_TRY(m_rejects->write(cells[i], reject.row, reject.column, reject.reason));
                if (m_report.rejects.size() < ImportEngine::MaxRejects)
                    m_report.rejects.append(reject);
            }
        }
        return {};
    }

    // All that is wrong at once (B2), the column of the first.
    ImportReject rejectOf(const ImportOutcome &outcome) const
    {
        ImportReject reject;
        reject.row = outcome.row;
        QStringList reasons;
        for (const Finding &finding : outcome.findings) {
            if (finding.severity != Finding::Severity::Blocker)
                continue;
            const QString text = findingText(finding, *m_configuration->rulebook, m_language);
            if (!reasons.contains(text))
                reasons.append(text);
            const int column = finding.field.isEmpty() ? -1 : m_plan->columnOf(finding.field);
            if (reject.column.isEmpty() && column >= 0)
                reject.column = m_source->header().value(column);
        }
        reject.reason = reasons.join(m_language == Language::Chinese ? QString() : QStringLiteral(" "));
        return reject;
    }

    CommandRunner &m_runner;
    const Actor &m_actor;
    Language m_language;
    const ImportEngine::Progress &m_progress;
    const Ticket &m_ticket;
    ConfigurationPtr m_configuration;
    std::unique_ptr<TableSource> m_source;
    std::unique_ptr<ImportPlan> m_plan;
    std::unique_ptr<RejectsWriter> m_rejects;
    std::shared_ptr<ImportRecords> m_records;
    std::shared_ptr<ImportFeed> m_feed;
    QList<Row> m_sample;
    QList<qint64> m_sampleNumbers;
    qsizetype m_sampleAt = 0;
    QList<Row> m_telling;
    std::deque<QList<Row>> m_cells;  // of the batches on their way, where rejects are written
    bool m_creates = false;          // of every row
    ImportReport m_report;
};

}  // namespace

ImportEngine::ImportEngine(CommandRunner &runner, Actor actor, Language language)
    : m_runner(runner), m_actor(std::move(actor)), m_language(language)
{}

Result<ImportReport> ImportEngine::run(const QString &path, const ImportMapping &mapping,
                                       const Options &options, const Progress &progress, const Ticket &ticket)
{
    ImportRun run(m_runner, m_actor, m_language, progress, ticket);
    auto report = run.run(path, mapping, options);
    if (report.ok() || run.report().batch.isNull())
        return report;
    // Nothing is half-imported: what stands in the workspace goes again. Where even that fails (a full disk),
    // the batch stays listed, at the next start as interrupted, and can be undone then.
    const auto undone = undo(run.report().batch, progress);
    if (!undone.ok())
        return Error(report.error().code, QStringLiteral("import.left_in"),
                     {describe(report.error()), QFileInfo(path).fileName()}, undone.error().key);
    return report;
}

Result<ImportEngine::UndoReport> ImportEngine::undo(const Id &batch, const Progress &progress,
                                                    const Ticket &ticket)
{
    UndoReport report;
    int portions = 0;
    const CommandRequest request{
        QStringLiteral("import.undo"),
        {{QStringLiteral("batch"), batch.toString()}, {QStringLiteral("portions"), 1}}};
    for (int done = 1;; ++done) {
        if (ticket.isCancelled())
            return Error(ErrorCode::Cancelled, QStringLiteral("import.undo_cancelled"));
        const CommandResult result = m_runner.runNow(request, m_actor);
        if (result.status != CommandResult::Status::Applied)
            return result.error.key.isEmpty()
                       ? Error(ErrorCode::Refused, QStringLiteral("import.undo_refused"))
                       : result.error;
        report.removed += result.data.value(QLatin1String("removed")).toInteger();
        report.restored += result.data.value(QLatin1String("restored")).toInteger();
        report.kept += result.data.value(QLatin1String("kept")).toInteger();
        report.findings += result.findings;
        const int left = result.data.value(QLatin1String("left")).toInt();
        portions = std::max(portions, done + left);
        if (progress)
            progress({ImportProgress::Stage::Undoing, portions > 0 ? double(done) / portions : 1.0, {}});
        if (left == 0)
            return report;
    }
}

QString ImportEngine::mappingArea()
{
    return QStringLiteral("import_mapping");
}

Result<QMap<QString, ImportMapping>> ImportEngine::savedMappings(const Reader &reader, const QString &object)
{
    DW_ASSIGN(const auto values, reader.localValues(mappingArea()));
    QMap<QString, ImportMapping> mappings;
    for (auto value = values.constBegin(); value != values.constEnd(); ++value) {
        const auto mapping = ImportMapping::fromJson(*value, value.key());
        if (mapping.ok() && (object.isEmpty() || mapping->object == object))
            mappings.insert(value.key(), *mapping);
    }
    return mappings;
}

}  // namespace dw
