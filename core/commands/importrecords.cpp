// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/importrecords.h"

#include "core/commands/auditchanges.h"
#include "core/dictionary/referencetargets.h"

#include <QElapsedTimer>

#include <algorithm>

namespace dw
{

namespace
{

constexpr int MergingMs = 100;

// What the store says of a single row, as opposed to what stops the import.
bool concernsRow(const Error &error)
{
    switch (error.code) {
        case ErrorCode::Invalid:
        case ErrorCode::NotFound:
        case ErrorCode::Forbidden:
        case ErrorCode::Refused:
        case ErrorCode::Conflict:
        case ErrorCode::Limit:
            return true;
        default:
            return false;
    }
}

// The store writes some rows of a portion later than it was asked to: what it says then is of any of them.
bool isOfStore(const Error &error)
{
    return concernsRow(error) && error.key.startsWith(QLatin1String("store."));
}

Finding findingOf(const Error &error)
{
    Finding finding;
    finding.key = error.key;
    finding.arguments = error.arguments;
    return finding;
}

QString fieldName(const ObjectType &object, const Field &field)
{
    return QLatin1String("@field:") + object.key() + QLatin1Char('.') + field.key;
}

Finding unknownReference(const Record &record, int index, const QString &text)
{
    const Field &field = record.type().field(index);
    Finding finding;
    finding.key = QStringLiteral("value.unknown_reference");
    finding.arguments = {fieldName(record.type(), field), text};
    finding.field = field.key;
    return finding;
}

void setReference(Record &record, int index, const Id &id)
{
    const Field &field = record.type().field(index);
    if (field.type != FieldType::ReferenceList) {
        record.set(index, Value(id));
        return;
    }
    QList<Id> ids = record.value(index).ids();
    if (!ids.contains(id))
        ids.append(id);
    record.set(index, Value(ids));
}

bool isStage(const Field &field)
{
    return field.target == QLatin1String("stage_definition");
}

}  // namespace

void ImportCounts::add(const ImportOutcome &outcome)
{
    ++total;
    switch (outcome.kind) {
        case ImportOutcome::Kind::Created:
            ++created;
            break;
        case ImportOutcome::Kind::Updated:
            ++updated;
            break;
        case ImportOutcome::Kind::Unchanged:
            ++unchanged;
            break;
        case ImportOutcome::Kind::Rejected:
            ++rejected;
            break;
    }
    incomplete += outcome.incomplete ? 1 : 0;
}

ImportRecords::ImportRecords(CommandRunner &runner, Actor actor, Options options)
    : m_runner(runner)
    , m_configuration(runner.configuration())
    , m_actor(std::move(actor))
    , m_options(std::move(options))
    , m_batch(m_options.dryRun ? Id() : runner.ids().next())
    , m_journal(m_batch)
{}

CommandContext ImportRecords::context(WriteSession &session) const
{
    return CommandContext(session, m_configuration, m_actor, m_runner.clock(), m_runner.ids(), m_cache);
}

Result<void> ImportRecords::applyAndAudit(WriteSession &session, CommandContext &writing)
{
    DW_TRY(session.applyUnguarded(writing.changes()));
    writing.setNote(m_options.fileName);
    DW_TRY(auditChanges(session, writing, QStringLiteral("import.run"), m_batch));
    m_cache.keep(writing.changes());
    m_portion.changes += std::move(writing.changes().changes);
    return {};
}

Result<void> ImportRecords::beginJob(WriteSession &session)
{
    m_cache.setSession(session);
    m_portion = {};
    m_travelling = {};
    if (m_options.dryRun)
        return session.setMark();
    if (m_seenCommits != m_runner.commits()) {
        m_cache.clear();
        m_configuration = m_runner.configuration();
    }
    return session.begin(Durability::Redoable);
}

Result<void> ImportRecords::takeBackPortion(WriteSession &session)
{
    m_portion = {};
    m_travelling = {};
    m_cache.clear();
    if (m_options.dryRun)
        return session.backToMark();
    session.rollback();
    return session.begin(Durability::Redoable);
}

Result<qsizetype> ImportRecords::run(WriteSession &session, std::span<const ImportRow> rows,
                                     QList<ImportOutcome> &outcomes)
{
    DW_TRY(checkShape(*m_runner.configuration()));
    DW_TRY(beginJob(session));
    const ImportCounts before = m_counts;
    const auto refusalsBefore = m_refusals;
    const qsizetype first = outcomes.size();
    const auto work = [&]() -> Result<qsizetype> {
        DW_ASSIGN(Portion portion, importPortion(session, rows, Net::OfPortion, outcomes));
        if (portion.refused) {
            DW_TRY(takeBackPortion(session));
            m_counts = before;
            m_refusals = refusalsBefore;
            outcomes.resize(first);
            DW_ASSIGN(portion, importPortion(session, rows, Net::OfRow, outcomes));
        }
        DW_TRY(commitPortion(session));
        return portion.done;
    };
    Result<qsizetype> worked = work();
    m_portion = {};
    if (!worked.ok()) {
        session.rollback();
        m_cache.clear();
        m_counts = before;
        outcomes.resize(first);
    }
    return worked;
}

Result<ImportRecords::Portion> ImportRecords::importPortion(WriteSession &session,
                                                            std::span<const ImportRow> rows, Net net,
                                                            QList<ImportOutcome> &outcomes)
{
    QElapsedTimer timer;
    timer.start();
    Portion portion;
    for (const ImportRow &row : rows) {
        DW_ASSIGN(std::optional<ImportOutcome> outcome, importRow(session, row, net));
        if (!outcome) {
            portion.refused = true;
            break;
        }
        m_counts.add(*outcome);
        outcomes.append(std::move(*outcome));
        ++portion.done;
        if (isPortionOver(portion.done, timer.elapsed()))
            break;
    }
    if (net == Net::OfPortion && !portion.refused && !m_options.dryRun) {
        // At the latest here the store has written them all.
        const Result<void> written = session.setMark();
        portion.refused = !written.ok() && isOfStore(written.error());
        if (!written.ok() && !portion.refused)
            return written.error();
    }
    return portion;
}

bool ImportRecords::isPortionOver(qsizetype rows, qint64 ms) const
{
    if (rows >= PortionRows || ms >= PortionMs)
        return true;
    const std::optional<Workspace::Priority> waiting = m_runner.workspace().awaited();
    if (!waiting)
        return false;
    return *waiting == Workspace::Priority::User || (rows >= LeastPortionRows && ms >= SharedPortionMs);
}

Result<void> ImportRecords::commitPortion(WriteSession &session)
{
    if (m_options.dryRun)
        return {};
    m_touched.add(m_configuration, m_portion);
    QStringList objects;
    for (const RecordChange &change : std::as_const(m_portion.changes)) {
        if (!objects.contains(change.after.type().key()))
            objects.append(change.after.type().key());
    }
    if (!m_portion.isEmpty())
        DW_TRY(m_journal.append(session, m_portion));
    ++m_pieces;
    QElapsedTimer timer;
    timer.start();
    for (bool merged = false; !merged && !m_runner.workspace().awaited() && timer.elapsed() < MergingMs;) {
        DW_ASSIGN(merged, mergeSearch(session));
    }
    DW_TRY(noteProgress(session));
    DW_TRY(sendOn(session));
    DW_TRY(m_runner.commitBulk(session, objects, m_actor));
    m_seenCommits = m_runner.commits();
    return {};
}

void ImportRecords::addRejected(qint64 count)
{
    m_counts.total += count;
    m_counts.rejected += count;
}

Result<std::optional<ImportOutcome>> ImportRecords::importRow(WriteSession &session, const ImportRow &row,
                                                              Net net)
{
    ImportOutcome outcome;
    outcome.row = row.row;
    outcome.findings = row.problems;
    if (hasBlocker(outcome.findings))
        return std::optional(outcome);
    // Numbers that a refused row was given go back with it.
    if (net == Net::OfRow)
        DW_TRY(session.setMark());
    CommandContext writing = context(session);
    // Numbers are the server's to give, and a trial gives none either.
    if (m_runner.hook())
        writing.leaveNumbersOpen();
    if (travels())
        writing.keepAsked();
    QList<Created> created;
    Result<void> done = fill(writing, row, outcome, created);
    if (!done.ok() && net == Net::OfPortion && isOfStore(done.error()))
        return std::optional<ImportOutcome>();
    outcome.findings += writing.findings();
    if (done.ok() && !hasBlocker(outcome.findings) && !writing.changes().isEmpty()) {
        // A copy only where it is needed: applying takes the changes over.
        const ChangeSet changes = travels() ? writing.changes() : ChangeSet();
        done = checkTravels(changes);
        if (done.ok())
            done = applyAndAudit(session, writing);
        if (done.ok() && travels())
            DW_TRY(keepTravelling(session, row.row, changes, writing));
        if (!done.ok() && concernsRow(done.error())) {
            if (net == Net::OfPortion)
                return std::optional<ImportOutcome>();
            DW_TRY(session.backToMark());
        }
    }
    if (!done.ok() && !concernsRow(done.error()))
        return done.error();
    if (!done.ok())
        outcome.findings.prepend(findingOf(done.error()));
    if (!done.ok() || hasBlocker(outcome.findings)) {
        if (!m_configuration->policy->isOpen())
            addRefusal(writing, done.ok() ? Error() : done.error(), outcome.findings);
        outcome.kind = ImportOutcome::Kind::Rejected;
        outcome.id = Id();
        outcome.incomplete = false;
        return std::optional(outcome);
    }
    for (const Created &one : std::as_const(created))
        m_cache.remember(one.type, one.by, one.text, one.id);
    return std::optional(outcome);
}

Result<void> ImportRecords::fill(CommandContext &context, const ImportRow &row, ImportOutcome &outcome,
                                 QList<Created> &created)
{
    const ObjectTypePtr &type = m_options.object;
    Record wanted(type, Id());
    QList<ImportReference> open;
    for (const ImportReference &reference : row.references) {
        if (!isStage(type->field(reference.field)))
            DW_TRY(resolve(context, reference, wanted, open));
    }
    for (const auto &[index, value] : row.values)
        wanted.set(index, value);
    DW_ASSIGN(const Record stored, match(context, row, wanted));
    if (stored.isValid() && m_options.onDuplicate == OnDuplicate::Skip) {
        outcome.kind = ImportOutcome::Kind::Unchanged;
        outcome.id = stored.id();
        return {};
    }
    if (!stored.isValid() && m_options.onMissing == OnMissing::Reject) {
        context.addFinding(findingOf({ErrorCode::NotFound, QStringLiteral("import.no_such_record")}));
        return {};
    }

    Record after = stored.isValid() ? stored : Record(type, context.newId());
    for (const ImportReference &reference : row.references) {
        if (!wanted.value(reference.field).isNull() && maySet(reference.field, stored))
            after.set(reference.field, wanted.value(reference.field));
    }
    setValues(row, after, stored);
    for (const ImportReference &reference : row.references) {
        if (isStage(type->field(reference.field)) && maySet(reference.field, stored))
            DW_TRY(resolveStage(context, reference, after));
    }
    for (const ImportReference &reference : std::as_const(open)) {
        if (maySet(reference.field, stored))
            DW_TRY(create(context, reference, after, created));
    }
    if (hasBlocker(context.findings()))
        return {};
    const bool history = m_options.history && !stored.isValid();
    if (history)
        dropInapplicable(after);
    if (stored.isValid() && after == stored) {
        outcome.kind = ImportOutcome::Kind::Unchanged;
        outcome.id = stored.id();
        return {};
    }
    if (!stored.isValid())
        after.set(u"imported_batch_id", Value(m_batch));
    CommandContext::SaveOptions options;
    options.acceptIncomplete = m_options.acceptIncomplete;
    options.history = history;
    if (m_configuration == m_options.checkedBy)
        options.passed = &row.values;
    // Whoever chose to make even what is there has decided; else the row is refused and names it (B8).
    options.looksForDuplicates = true;
    if (m_options.onDuplicate == OnDuplicate::Create)
        options.waivers.insert(QStringLiteral("duplicate"), m_options.fileName);
    const Id id = after.id();
    DW_TRY(context.save(stored, std::move(after), options));
    outcome.kind = stored.isValid() ? ImportOutcome::Kind::Updated : ImportOutcome::Kind::Created;
    outcome.id = id;
    const QList<RecordChange> &changes = context.changes().changes;
    const auto saved = std::find_if(changes.begin(), changes.end(),
                                    [&id](const RecordChange &change) { return change.record().id() == id; });
    outcome.incomplete = saved != changes.end() && saved->record().value(u"incomplete").boolean();
    return {};
}

// History is that of new records: what the engine has written to a stored one stays as it is.
bool ImportRecords::maySet(int field, const Record &stored) const
{
    return !stored.isValid() || !m_options.object->field(field).isReadOnly();
}

// Amounts of a row that states no currency mean the currency that the record has.
void ImportRecords::setValues(const ImportRow &row, Record &record, const Record &stored) const
{
    const Currency own = stored.isValid() ? stored.currency() : Currency();
    const bool restate = row.currency.isNull() && !own.isNull();
    for (const auto &[index, value] : row.values) {
        if (!maySet(index, stored))
            continue;
        if (restate && value.kind() == Value::Kind::Money && value.money().currency != own) {
            const auto amount = Money::fromString(value.money().toString(), own);
            record.set(index, amount ? Value(*amount) : value);
        } else {
            record.set(index, value);
        }
    }
    if (!row.currency.isNull() && record.type().hasMoney())
        record.set(record.type().currencyIndex(), Value(row.currency.key()));
}

// What the actor may not see is neither theirs to change nor to refer to: for them there is none.
Result<void> ImportRecords::keepVisible(const CommandContext &context, QList<Record> &records) const
{
    if (m_configuration->policy->isOpen())
        return {};
    QList<Record> visible;
    for (const Record &record : std::as_const(records)) {
        DW_ASSIGN(const bool shown, context.isVisible(record));
        if (shown)
            visible.append(record);
    }
    records = visible;
    return {};
}

ImportCache::Allowed ImportRecords::inSight(const CommandContext &context) const
{
    if (m_configuration->policy->isOpen())
        return {};
    return [&context](const RecordRef &ref) -> Result<bool> {
        DW_ASSIGN(const Record target, context.related().record(ref));
        return target.isValid() ? context.isVisible(target) : Result<bool>(false);
    };
}

ImportCache::Allowed ImportRecords::referable(const CommandContext &context, const QString &by) const
{
    const ImportCache::Allowed visible = inSight(context);
    if (!visible)
        return {};
    return [&context, visible, by](const RecordRef &ref) -> Result<bool> {
        const ObjectTypePtr type = context.object(ref.object);
        const int title = type->titleIndex(Language::English);
        const QString named = !by.isEmpty() ? by : title >= 0 ? type->field(title).key : QString();
        return context.fieldAccess().mayRead(*type, named).ok() ? visible(ref) : Result<bool>(false);
    };
}

Result<Record> ImportRecords::match(CommandContext &context, const ImportRow &, const Record &wanted)
{
    if (m_options.onDuplicate == OnDuplicate::Create)
        return Record();
    const ObjectTypePtr &type = m_options.object;
    for (const QList<int> &way : m_options.match) {
        const bool given =
            std::all_of(way.begin(), way.end(), [&](int index) { return !wanted.value(index).isNull(); });
        if (!given || way.isEmpty())
            continue;
        const Field &first = type->field(way.first());
        const bool isName = first.type == FieldType::Text && first.unique != Uniqueness::Hard &&
                            first.key != QLatin1String("source_key");
        DW_ASSIGN(QList<Record> found,
                  m_cache.matching(type, way.first(), wanted.value(way.first()),
                                   isName ? ReadSession::Match::Folded : ReadSession::Match::Exact,
                                   way.size() > 1 ? 1000 : 2, inSight(context)));
        for (qsizetype i = 1; i < way.size(); ++i) {
            found.removeIf(
                [&](const Record &record) { return record.value(way[i]) != wanted.value(way[i]); });
        }
        if (found.size() > 1)
            return Error(ErrorCode::Conflict, QStringLiteral("import.match_ambiguous"),
                         {fieldName(*type, first), wanted.value(way.first()).text()});
        if (found.size() == 1)
            return context.load(type->key(), found.first().id());
    }
    return Record();
}

// Sets what is known; what must be made waits in `open` until it is clear that the row is wanted at all.
Result<void> ImportRecords::resolve(CommandContext &context, const ImportReference &reference, Record &wanted,
                                    QList<ImportReference> &open)
{
    const Field &field = wanted.type().field(reference.field);
    if (field.type == FieldType::AnyReference)
        return resolveAny(context, reference, wanted);
    const ObjectTypePtr target = context.object(field.target);
    ImportReference missing = reference;
    missing.texts.clear();
    for (const QString &text : reference.texts) {
        if (field.target == QLatin1String("pipeline")) {
            const Pipeline *pipeline = ImportCache::findPipeline(*m_configuration->rulebook, text);
            if (pipeline)
                setReference(wanted, reference.field, pipeline->id);
            else
                context.addFinding(unknownReference(wanted, reference.field, text));
            continue;
        }
        DW_ASSIGN(const std::optional<Id> found,
                  m_cache.find(target, reference.by, text, referable(context, reference.by)));
        if (found)
            setReference(wanted, reference.field, *found);
        else if (reference.missing == MissingReference::Create)
            missing.texts.append(text);
        else if (reference.missing == MissingReference::Reject)
            context.addFinding(unknownReference(wanted, reference.field, text));
    }
    if (!missing.texts.isEmpty())
        open.append(missing);
    return {};
}

// It makes none: of which object would be a guess.
Result<void> ImportRecords::resolveAny(CommandContext &context, const ImportReference &reference,
                                       Record &wanted)
{
    const Field &field = wanted.type().field(reference.field);
    const QString text = reference.texts.value(0);
    const QList<ObjectTypePtr> targets =
        referenceTargets(*m_configuration->dictionary, wanted.type().key(), field.key);
    DW_ASSIGN(const std::optional<RecordRef> found,
              m_cache.findAny(targets, reference.by, text, referable(context, reference.by)));
    if (found)
        wanted.set(reference.field, Value(*found));
    else if (reference.missing != MissingReference::Empty)
        context.addFinding(unknownReference(wanted, reference.field, text));
    return {};
}

Result<void> ImportRecords::resolveStage(CommandContext &context, const ImportReference &reference,
                                         Record &record) const
{
    const Rulebook &rulebook = *m_configuration->rulebook;
    const Value &given = record.value(u"pipeline_id");
    const Pipeline *pipeline =
        given.isNull() ? rulebook.pipelineByCode(u"standard") : rulebook.pipeline(given.id());
    const QString text = reference.texts.value(0);
    const Stage *stage = pipeline ? ImportCache::findStage(*pipeline, text) : nullptr;
    if (stage)
        record.set(reference.field, Value(stage->id));
    else if (reference.missing != MissingReference::Empty)
        context.addFinding(unknownReference(record, reference.field, text));
    return {};
}

Result<void> ImportRecords::create(CommandContext &context, const ImportReference &reference, Record &record,
                                   QList<Created> &created)
{
    const ObjectTypePtr target = context.object(record.type().field(reference.field).target);
    for (const QString &text : reference.texts) {
        const auto same = std::find_if(created.begin(), created.end(), [&](const Created &one) {
            return one.type == target && one.by == reference.by && one.text == text;
        });
        if (same != created.end()) {
            setReference(record, reference.field, same->id);
            continue;
        }
        if (ImportCache::nameField(*target, reference.by) < 0) {
            context.addFinding(unknownReference(record, reference.field, text));
            continue;
        }
        DW_ASSIGN(const Id id, createTarget(context, target, reference.by, text));
        created.append({target, reference.by, text, id});
        setReference(record, reference.field, id);
    }
    return {};
}

Result<Id> ImportRecords::createTarget(CommandContext &context, const ObjectTypePtr &type, const QString &by,
                                       const QString &text)
{
    Record made(type, context.newId());
    made.set(ImportCache::nameField(*type, by), Value(text));
    made.set(u"imported_batch_id", Value(m_batch));
    // Whoever is only a name in a file has no account: an administrator makes one of it.
    if (type->key() == QLatin1String("user"))
        made.set(u"status", Value(QStringLiteral("disabled")));
    CommandContext::SaveOptions options;
    options.acceptIncomplete = true;
    const Id id = made.id();
    DW_TRY(context.save({}, std::move(made), options));
    return id;
}

// One column may fill both close dates; only the one of the deal's outcome is meant.
void ImportRecords::dropInapplicable(Record &record) const
{
    const Stage *stage = m_configuration->rulebook->stage(record.value(u"stage_id").id());
    if (!stage)
        return;
    if (stage->outcome != StageOutcome::Won)
        record.set(u"won_at", Value());
    if (stage->outcome != StageOutcome::Lost)
        record.set(u"lost_at", Value());
}

}  // namespace dw
