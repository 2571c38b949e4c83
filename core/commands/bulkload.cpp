// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/bulkload.h"

#include "core/base/text/pinyin.h"
#include "core/commands/autonumber.h"
#include "core/commands/rollups.h"
#include "core/records/recordsource.h"
#include "core/rules/computedfields.h"

#include <QElapsedTimer>
#include <QSemaphore>

#include <algorithm>
#include <mutex>
#include <utility>

namespace dw
{

namespace
{

constexpr int BatchesUnderWay = 3;

// Formulas of a bulk load read nothing but the record itself.
class NoRelated final : public RelatedValues
{
public:
    Result<Record> record(const RecordRef &) const override { return Record(); }
    Result<QList<Record>> children(const Record &, const QString &, int) const override
    {
        return QList<Record>();
    }
};

}  // namespace

// What the engine fills in for one object, looked up once.
struct BulkLoad::Plan
{
    QList<std::pair<int, Value>> defaults;
    QList<std::pair<int, int>> matchKeys;  // field, from
    QList<std::pair<int, int>> pinyin;
    QList<std::pair<int, std::shared_ptr<const CheckedExpression>>> formulas;
    QList<int> numbers;
    int created = -1, createdBy = -1, updated = -1, updatedBy = -1, owner = -1, team = -1, rev = -1,
        demo = -1;
    bool isUser = false;
};

// Shared with the jobs on the writer thread, which may outlive the load.
struct BulkLoad::Writing
{
    QSemaphore free{BatchesUnderWay};
    std::mutex mutex;
    Error error;
    bool failed = false;
    Figures figures;

    void fail(const Error &problem)
    {
        const std::lock_guard lock(mutex);
        if (!failed)
            error = problem;
        failed = true;
    }
    Result<void> state()
    {
        const std::lock_guard lock(mutex);
        if (failed)
            return error;
        return {};
    }
    Result<void> write(WriteSession &session, ChangeSet &batch, const QList<int> &numberFields,
                       const AuditEntry &entry);
};

Result<void> BulkLoad::Writing::write(WriteSession &session, ChangeSet &batch, const QList<int> &numberFields,
                                      const AuditEntry &entry)
{
    QElapsedTimer timer;
    timer.start();
    DW_TRY(session.begin(Durability::Redoable));
    for (qsizetype i = 0; i < batch.changes.size(); ++i) {
        const int field = numberFields[i];
        if (field < 0)
            continue;
        Record &record = batch.changes[i].after;
        DW_ASSIGN(const qint64 number, session.nextNumber(record.type().key()));
        record.set(field, Value(autoNumber(record.type(), number)));
    }
    DW_TRY(session.applyUnguarded(batch));
    const qint64 applied = timer.restart();
    DW_TRY(session.appendAudit(entry));
    DW_TRY(session.commit());
    const std::lock_guard lock(mutex);
    figures.records += batch.changes.size();
    figures.applyMs += applied;
    figures.commitMs += timer.elapsed();
    return {};
}

BulkLoad::BulkLoad(Workspace &workspace, ConfigurationPtr configuration, const Clock &clock, IdGenerator &ids,
                   Options options)
    : m_workspace(workspace)
    , m_configuration(std::move(configuration))
    , m_clock(clock)
    , m_ids(ids)
    , m_options(std::move(options))
    , m_writing(std::make_shared<Writing>())
{}

BulkLoad::~BulkLoad()
{
    m_writing->free.acquire(BatchesUnderWay);
}

const BulkLoad::Plan &BulkLoad::planOf(const ObjectTypePtr &type)
{
    std::shared_ptr<const Plan> &known = m_plans[type.get()];
    if (known)
        return *known;
    auto plan = std::make_shared<Plan>();
    for (int i = 0; i < type->fieldCount(); ++i) {
        const Field &field = type->field(i);
        if (!field.defaultValue.isNull())
            plan->defaults.append({i, field.defaultValue});
        if (i == type->currencyIndex())
            plan->defaults.append({i, Value(m_configuration->settings.currency.key())});
        if (field.computed == Computation::MatchKey)
            plan->matchKeys.append({i, type->indexOf(field.computedFrom)});
        if (field.computed == Computation::Pinyin)
            plan->pinyin.append({i, type->indexOf(field.computedFrom)});
        if (field.type == FieldType::AutoNumber)
            plan->numbers.append(i);
    }
    for (const auto &[index, formula] : m_configuration->rulebook->rulesOf(*type).storedFormulas) {
        if (!readsOtherRecords(*formula, *type))
            plan->formulas.append({index, formula});
    }
    plan->created = type->indexOf(u"created_at");
    plan->createdBy = type->indexOf(u"created_by");
    plan->updated = type->indexOf(u"updated_at");
    plan->updatedBy = type->indexOf(u"updated_by");
    plan->owner = type->indexOf(u"owner_id");
    plan->team = type->indexOf(u"team_id");
    plan->rev = type->indexOf(u"rev");
    plan->demo = type->indexOf(u"is_demo");
    plan->isUser = type->key() == QLatin1String("user");
    known = std::move(plan);
    return *known;
}

Result<void> BulkLoad::begin()
{
    Result<void> begun;
    m_workspace.writeNow([&](WriteSession &session) { begun = session.beginBulk(); });
    return begun;
}

Result<void> BulkLoad::add(Record record)
{
    const Plan &plan = planOf(record.typePointer());
    for (const auto &[field, value] : plan.defaults) {
        if (record.value(field).isNull())
            record.set(field, value);
    }
    const auto fill = [&record](int field, const auto &value) {
        if (field >= 0 && record.value(field).isNull())
            record.set(field, Value(value()));
    };
    fill(plan.owner, [&] { return m_options.user; });
    fill(plan.created, [&] { return m_clock.now(); });
    fill(plan.createdBy, [&] { return plan.owner >= 0 ? record.value(plan.owner).id() : m_options.user; });
    fill(plan.updated, [&] { return record.value(plan.created).instant(); });
    fill(plan.updatedBy, [&] { return record.value(plan.createdBy).id(); });
    fill(plan.rev, [] { return qint64(1); });
    if (plan.isUser)
        m_teams.insert(record.id(), record.value(plan.team).id());
    else
        fill(plan.team, [&] { return m_teams.value(record.value(plan.owner).id()); });
    if (m_options.demo)
        record.set(plan.demo, Value::boolean(true));
    for (const auto &[field, from] : plan.matchKeys)
        record.set(field, Value(companyMatchKey(record.value(from).text())));
    for (const auto &[field, from] : plan.pinyin)
        record.set(field, Value(PinyinTable().full(record.value(from).text())));
    if (!plan.formulas.isEmpty()) {
        const NoRelated related;
        const EvaluationContext context = m_configuration->settings.context(
            record.value(plan.created).instant(), m_options.user, record.value(plan.team).id());
        for (const auto &[field, formula] : plan.formulas) {
            DW_ASSIGN(const Value value, evaluate(*formula, RecordSource(record, related), context));
            record.set(field, value);
        }
    }
    m_batch.create(std::move(record));
    return m_batch.changes.size() < m_options.batchSize ? Result<void>() : flush();
}

Result<Record> BulkLoad::stored(const QString &object, const Id &id)
{
    const ObjectTypePtr type = m_configuration->dictionary->find(object);
    const Error missing(ErrorCode::NotFound, QStringLiteral("command.record_missing"),
                        {object, id.toString()});
    if (!type)
        return missing;
    Result<Record> found = missing;
    m_workspace.readNow([&](ReadSession &session) { found = session.find(type, id); });
    if (found.ok() && !found->isValid())
        return missing;
    return found;
}

Result<void> BulkLoad::change(const Record &before, Record after)
{
    if (before.type().key() == QLatin1String("user"))
        m_teams.insert(after.id(), after.value(u"team_id").id());
    m_batch.update(before, std::move(after));
    return m_batch.changes.size() < m_options.batchSize ? Result<void>() : flush();
}

Result<void> BulkLoad::flush()
{
    if (m_batch.isEmpty())
        return {};
    QList<int> numbers;
    numbers.reserve(m_batch.changes.size());
    for (const RecordChange &change : std::as_const(m_batch.changes)) {
        const Plan &plan = planOf(change.after.typePointer());
        const int field = plan.numbers.value(0, -1);
        const bool wanted =
            change.kind == RecordChange::Kind::Create && field >= 0 && change.after.value(field).isNull();
        numbers.append(wanted ? field : -1);
    }
    AuditEntry entry;
    entry.transaction = m_ids.next();
    entry.at = m_clock.now();
    entry.user = m_options.user;
    entry.device = m_options.device;
    entry.openedBy = m_options.openedBy;
    entry.command = m_options.command;
    entry.record = m_batch.changes.constFirst().record().ref();
    entry.note = QStringLiteral("%1 %2").arg(m_options.note).arg(m_batch.changes.size()).trimmed();

    QElapsedTimer waiting;
    waiting.start();
    m_writing->free.acquire();
    {
        const std::lock_guard lock(m_writing->mutex);
        m_writing->figures.waitedMs += waiting.elapsed();
    }
    m_workspace.write(Workspace::Priority::Batch,
                      [writing = m_writing, batch = std::exchange(m_batch, {}), numbers, entry](
                          WriteSession &session, const Ticket &) mutable {
                          if (writing->state().ok()) {
                              const auto done = writing->write(session, batch, numbers, entry);
                              if (!done.ok()) {
                                  session.rollback();
                                  writing->fail(done.error());
                              }
                          }
                          writing->free.release();
                      });
    return m_writing->state();
}

Result<void> BulkLoad::finish()
{
    DW_TRY(flush());
    m_writing->free.acquire(BatchesUnderWay);
    m_writing->free.release(BatchesUnderWay);
    QElapsedTimer timer;
    timer.start();
    Result<void> ended;
    m_workspace.writeNow([&](WriteSession &session) {
        ended = session.endBulk();
        if (ended.ok())
            ended = finishFormulas(session);
    });
    m_writing->figures.finishMs = timer.elapsed();
    DW_TRY(m_writing->state());
    return ended;
}

Result<void> BulkLoad::finishFormulas(WriteSession &session) const
{
    const EvaluationContext context = m_configuration->settings.context(m_clock.now(), m_options.user, {});
    DW_TRY(session.begin(Durability::Redoable));
    Result<void> mended = mendRollUps(session, m_configuration, context);
    if (mended.ok())
        mended = session.commit();
    if (!mended.ok())
        session.rollback();
    return mended;
}

BulkLoad::Figures BulkLoad::figures() const
{
    const std::lock_guard lock(m_writing->mutex);
    return m_writing->figures;
}

}  // namespace dw
