// SPDX-License-Identifier: GPL-3.0-or-later
// The beginning and the end of an import: its batch record, and the formulas that read its rows.
#include "core/commands/importrecords.h"
#include "core/commands/rollups.h"
#include "core/store/ledger.h"

#include <QElapsedTimer>

#include <algorithm>
#include <utility>

namespace dw
{

namespace
{

constexpr qsizetype RecomputedAtOnce = 10;

}  // namespace

Result<void> ImportRecords::mayStart(const CommandContext &rights, const QList<int> &fields) const
{
    const ObjectType &object = *m_options.object;
    DW_TRY(rights.require(Action::Import, object, nullptr));
    if (m_options.history)
        DW_TRY(rights.require(Action::ImportHistory, object, nullptr));
    const FieldRights editable = rights.fieldAccess().of(object);
    for (const int index : fields) {
        if (!editable.mayEdit(object.field(index).key))
            return rights.refuseField({object.key(), Id()}, object.field(index).key);
    }
    return {};
}

Result<void> ImportRecords::checkShape(const Configuration &configuration) const
{
    const ObjectTypePtr now = configuration.dictionary->find(m_options.object->key());
    const ObjectType &read = *m_options.object;
    bool same = now && now->fieldCount() == read.fieldCount();
    for (int i = 0; same && i < read.fieldCount(); ++i)
        same = now->field(i).key == read.field(i).key && now->field(i).type == read.field(i).type;
    if (same)
        return {};
    return Error(ErrorCode::Refused, QStringLiteral("import.fields_changed"), {read.key()});
}

Result<void> ImportRecords::start(WriteSession &session, const QList<int> &fields)
{
    m_cache.setSession(session);
    // It may have waited behind what took a right away.
    m_configuration = m_runner.configuration();
    DW_TRY(checkShape(*m_configuration));
    const CommandContext rights = context(session);
    if (const Result<void> may = mayStart(rights, fields); !may.ok()) {
        addRefusal(rights, may.error(), {});
        noteRefusals(session);
        return may.error();
    }
    DW_TRY(checkNotOnServer(session));
    DW_TRY(findEarlierImports(session, rights));
    DW_TRY(checkNotTwice());
    DW_TRY(session.begin(Durability::Redoable));
    if (m_options.dryRun)
        return {};
    Result<void> saved = saveBatch(session, QStringLiteral("running"));
    if (!saved.ok())
        session.rollback();
    return saved;
}

// Laptops would not hear of it: the ledger takes commands, not work in bulk.
Result<void> ImportRecords::checkNotOnServer(const ReadSession &session)
{
    DW_ASSIGN(const LedgerHead head, session.ledger().head());
    return head.epoch.isNull() ? Result<void>()
                               : Error(ErrorCode::Refused, QStringLiteral("import.on_server"));
}

void ImportRecords::addRefusal(const CommandContext &writing, const Error &error, const Findings &findings)
{
    const std::optional<Refusal> refusal = writing.refusalOf(error, findings);
    if (!refusal)
        return;
    const QString kind = refusal->record.object + QLatin1Char('\n') + refusal->what.code + QLatin1Char('\n') +
                         refusal->what.field;
    const auto known = m_refusals.find(kind);
    if (known == m_refusals.end()) {
        m_refusals.insert(kind, *refusal);
        return;
    }
    ++known->what.count;
    if (known->record != refusal->record)
        known->record.id = Id();
}

void ImportRecords::noteRefusals(WriteSession &session)
{
    const auto refusals = std::exchange(m_refusals, {});
    for (const Refusal &refusal : refusals)
        m_runner.noteRefused(session, QStringLiteral("import.run"), m_actor, refusal, m_options.fileName);
}

Result<void> ImportRecords::saveBatch(WriteSession &session, const QString &status)
{
    CommandContext writing = context(session);
    const ObjectTypePtr type = writing.object(QStringLiteral("import_batch"));
    DW_ASSIGN(const Record stored, session.find(type, m_batch));
    Record batch = stored.isValid() ? stored : Record(type, m_batch);
    batch.set(u"file_name", Value(m_options.fileName.left(255)));
    batch.set(u"object_type", Value(m_options.object->key()));
    const bool updates = m_options.onDuplicate == OnDuplicate::Update;
    const bool creates = m_options.onMissing == OnMissing::Create;
    batch.set(u"mode", Value(!updates  ? QStringLiteral("create")
                             : creates ? QStringLiteral("upsert")
                                       : QStringLiteral("update")));
    batch.set(u"encoding", Value(m_options.encoding));
    batch.set(u"mapping", Value(m_options.mapping));
    batch.set(u"file_sha256", Value(QString::fromLatin1(m_options.fileSha256.toHex())));
    batch.set(u"status", Value(status));
    setCounts(batch);
    CommandContext::SaveOptions options;
    options.systemFields = true;
    if (!stored.isValid()) {
        writing.giveIds({m_batch});
        writing.newId();
    }
    DW_TRY(writing.save(stored, batch, options));
    if (hasBlocker(writing.findings())) {
        const Finding &first = writing.findings().first();
        return Error(ErrorCode::Refused, first.key, first.arguments);
    }
    const ChangeSet changes = writing.changes();
    DW_TRY(applyAndAudit(session, writing));
    writing.changes() = changes;
    if (travels())
        DW_TRY(sendBatch(session, writing, batch));
    if (!stored.isValid()) {
        DW_ASSIGN(const bool before, session.deferSearchMerging(m_options.object));
        m_pieces = before ? MostPieces : 0;
    }
    m_portion = {};
    DW_TRY(m_runner.commitBulk(session, {QStringLiteral("import_batch")}, m_actor));
    m_seenCommits = m_runner.commits();
    return {};
}

void ImportRecords::setCounts(Record &batch) const
{
    batch.set(u"rows_total", Value(m_counts.total));
    batch.set(u"rows_ok", Value(qint64(m_counts.created + m_counts.updated)));
    batch.set(u"rows_dup", Value(m_counts.unchanged));
    batch.set(u"rows_bad", Value(m_counts.rejected));
}

// In the transaction of the rows, so that the batch says what is in, whenever it ends. The end is audited.
Result<void> ImportRecords::noteProgress(WriteSession &session)
{
    const ObjectTypePtr type = m_configuration->dictionary->find(u"import_batch");
    DW_ASSIGN(const Record stored, session.find(type, m_batch));
    if (!stored.isValid())
        return {};
    Record batch = stored;
    setCounts(batch);
    batch.set(u"rev", Value(qint64(stored.value(u"rev").integer() + 1)));
    ChangeSet change;
    change.update(stored, batch);
    return session.applyUnguarded(change);
}

Result<bool> ImportRecords::finish(WriteSession &session)
{
    if (m_options.dryRun) {
        abandon(session);
        return true;
    }
    if (!m_touched.isEmpty() || m_pieces >= MostPieces) {
        DW_TRY(beginJob(session));
        const Result<void> worked = finishPortion(session);
        if (!worked.ok()) {
            session.rollback();
            return worked.error();
        }
        return false;
    }
    DW_TRY(session.begin(Durability::Saved));
    if (Result<void> saved = saveBatch(session, QStringLiteral("done")); !saved.ok()) {
        session.rollback();
        return saved.error();
    }
    noteRefusals(session);
    return true;
}

Result<void> ImportRecords::finishPortion(WriteSession &session)
{
    QElapsedTimer timer;
    timer.start();
    QStringList objects;
    bool done = false;
    do {
        if (m_touched.isEmpty()) {
            DW_ASSIGN(done, mergeSearch(session));
            continue;
        }
        DW_ASSIGN(const QString object, updateSomeTouched(session));
        if (!object.isEmpty() && !objects.contains(object))
            objects.append(object);
    } while (!done && !isPortionOver(LeastPortionRows, timer.elapsed()));
    DW_TRY(m_runner.commitBulk(session, objects, m_actor));
    m_seenCommits = m_runner.commits();
    return {};
}

// Only as much as would make searching slow: one import's pieces are joined later, when nobody is waiting.
// True when that is done.
Result<bool> ImportRecords::mergeSearch(WriteSession &session)
{
    if (m_pieces < MostPieces)
        return true;
    DW_ASSIGN(const bool merged, session.mergeSearch());
    if (!merged)
        return false;
    m_pieces = 0;
    const Result<bool> again = session.deferSearchMerging(m_options.object);
    return again.ok() ? Result<bool>(true) : again;
}

// Some of what formulas over the rows of this import are to be found and recomputed; what that changes may be
// read in its turn. Names the object of which something changed.
Result<QString> ImportRecords::updateSomeTouched(WriteSession &session)
{
    const EvaluationContext evaluation = context(session).evaluation();
    if (m_touched.isSearching()) {
        DW_TRY(m_touched.search(session, evaluation));
        return QString();
    }
    const auto [object, ids] = m_touched.takeSome(RecomputedAtOnce);
    if (!object)
        return QString();
    DW_ASSIGN(const ChangeSet derived, recomputeRollUps(session, *m_configuration, evaluation, object, ids));
    m_cache.keep(derived);
    m_touched.add(m_configuration, derived);
    return derived.isEmpty() ? QString() : object->key();
}

void ImportRecords::abandon(WriteSession &session)
{
    if (m_options.dryRun)
        session.rollback();
    noteRefusals(session);
}

// Without a key nothing tells the rows of the same file from new ones (B11).
Result<void> ImportRecords::checkNotTwice() const
{
    if (!m_options.match.isEmpty() || m_options.onDuplicate == OnDuplicate::Create)
        return {};
    const auto taken = std::find_if(m_earlier.crbegin(), m_earlier.crend(), [](const Record &batch) {
        return batch.value(u"rows_ok").integer() > 0;
    });
    if (taken == m_earlier.crend())
        return {};
    const Date day = m_configuration->settings.zone.dateOf(taken->value(u"created_at").instant());
    return Error(ErrorCode::Refused, QStringLiteral("import.same_file_no_key"),
                 {taken->value(u"file_name").text(), day.toIso()});
}

Result<void> ImportRecords::findEarlierImports(const ReadSession &session, const CommandContext &rights)
{
    const ObjectTypePtr type = m_configuration->dictionary->find(u"import_batch");
    DW_ASSIGN(m_earlier, session.findByValue(type, type->indexOf(u"file_sha256"),
                                             Value(QString::fromLatin1(m_options.fileSha256.toHex())),
                                             ReadSession::Match::Exact, 100));
    DW_TRY(keepVisible(rights, m_earlier));
    m_earlier.removeIf([this](const Record &batch) {
        const QString status = batch.value(u"status").text();
        return (status != QLatin1String("done") && status != QLatin1String("interrupted")) ||
               batch.value(u"object_type").text() != m_options.object->key();
    });
    return {};
}

}  // namespace dw
