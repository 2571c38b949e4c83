// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/strictparts.h"

#include "core/access/visibility.h"
#include "core/dictionary/strictlink.h"
#include "core/expression/conditions.h"
#include "core/records/valuejson.h"
#include "core/store/ledger.h"
#include "core/store/refusedattempt.h"

#include <QJsonArray>
#include <QSet>

#include <algorithm>
#include <utility>

namespace dw
{

namespace
{

// So many lines of a record's history are read at once.
constexpr int LinesAtOnce = 50;

// The whole goes, or comes back: its parts go along. One that is made needs no exception: it is not there
// yet.
bool takesAlong(const SyncTransaction &transaction, const RecordRef &root)
{
    return std::any_of(
        transaction.operations.begin(), transaction.operations.end(), [&](const SyncOperation &operation) {
            return operation.record == root && operation.fields.value(QStringLiteral("deleted_at")).asked;
        });
}

// The engine worked out values that follow from another record; nobody changed the part.
bool followsOnly(const ObjectType &type, const CommitNotice::Entry &entry)
{
    return !entry.created && !entry.deleted && !entry.fields.isEmpty() &&
           std::all_of(entry.fields.begin(), entry.fields.end(), [&](const QString &key) {
               const Field *field = type.find(key);
               return field && key != QLatin1String("deleted_at") &&
                      (field->isReadOnly() || field->merge == MergeClass::Derived);
           });
}

}  // namespace

bool isOwnWork(const SyncOperation &operation)
{
    return operation.kind != SyncOperation::Kind::Update ||
           std::any_of(operation.fields.begin(), operation.fields.end(),
                       [](const SyncOperation::Change &change) { return change.asked; });
}

StrictParts::StrictParts(const ReadSession &session, const Configuration &configuration, const Actor &sender,
                         Instant at)
    : m_session(session)
    , m_configuration(configuration)
    , m_sender(sender)
    , m_evaluation(configuration.settings.context(at, sender.user, sender.team))
{}

Result<QHash<RecordRef, StrictParts::Verdict>> StrictParts::overtaken(
    const SyncTransaction &transaction) const
{
    QHash<RecordRef, Verdict> verdicts;
    QHash<RecordRef, Judged> known;
    for (const SyncOperation &operation : transaction.operations) {
        const ObjectTypePtr type = m_configuration.dictionary->find(operation.record.object);
        const Field *link = type ? strictLink(*type) : nullptr;
        if (!link || !isOwnWork(operation))
            continue;
        QList<std::pair<RecordRef, qint64>> wholes{{operation.root, operation.base}};
        DW_ASSIGN(const Record stored, m_session.find(type, operation.record.id));
        // It is taken off another one: of that its person saw what had come by then.
        if (stored.isValid()) {
            const RecordRef from{link->target, stored.value(link->key).id()};
            if (from != operation.root)
                wholes.append({from, transaction.seenAt});
        }
        for (const auto &[root, base] : std::as_const(wholes)) {
            if (!known.contains(root)) {
                DW_ASSIGN(known[root], judge(transaction, root, base));
            }
            if (const Judged &judged = known[root]) {
                verdicts.insert(operation.record, *judged);
                break;
            }
        }
    }
    return verdicts;
}

Result<StrictParts::Judged> StrictParts::judge(const SyncTransaction &transaction, const RecordRef &root,
                                               qint64 base) const
{
    const ObjectTypePtr type = m_configuration.dictionary->find(root.object);
    if (!type || takesAlong(transaction, root))
        return Judged();
    DW_ASSIGN(const Record whole, m_session.find(type, root.id));
    if (!whole.isValid())
        return Judged();
    DW_ASSIGN(const bool visible,
              isVisible(whole, *m_configuration.policy, m_sender, m_session, m_evaluation));
    if (!visible)
        return Judged();
    QJsonObject about{{QStringLiteral("obj"), root.object}, {QStringLiteral("id"), root.id.toString()}};
    if (whole.isDeleted())
        return Judged(Verdict{QStringLiteral("deleted"), about});
    DW_ASSIGN(QJsonArray changed, changedParts(root, base));
    DW_ASSIGN(const QJsonArray sums, changedSums(transaction, whole, base));
    for (const QJsonValue &sum : sums)
        changed.append(sum);
    if (changed.isEmpty())
        return Judged();
    about.insert(QStringLiteral("changed"), changed);
    return Judged(Verdict{QStringLiteral("aggregate_changed"), about});
}

// Also those that were taken off it.
Result<QJsonArray> StrictParts::changedParts(const RecordRef &root, qint64 base) const
{
    QJsonArray changed;
    for (const ObjectTypePtr &part : m_configuration.dictionary->objects()) {
        const Field *link = strictLink(*part);
        if (!link || link->target != root.object)
            continue;
        const Query all{part,
                        conditions::isOneOf(part, part->indexOf(link->key), {root.id}),
                        {},
                        Query::Deleted::Include};
        DW_ASSIGN(const auto cursor, m_session.open(all, {part->indexOf(u"rev")}, m_evaluation));
        QList<Record> page;
        do {
            DW_TRY(cursor->next(page, 500));
            for (const Record &record : std::as_const(page)) {
                if (record.value(u"rev").integer() <= base)
                    continue;
                DW_ASSIGN(const auto other, changedBy(record.ref(), {}));
                if (other)
                    changed.append(*other);
            }
        } while (!page.isEmpty());
    }
    return changed;
}

// What the engine worked out on the laptop from the parts, by a rule and not by a formula (the amount of a
// deal), may have been typed there by somebody else.
Result<QJsonArray> StrictParts::changedSums(const SyncTransaction &transaction, const Record &root,
                                            qint64 base) const
{
    QJsonArray changed;
    if (root.value(u"rev").integer() <= base)
        return changed;
    for (const SyncOperation &operation : transaction.operations) {
        if (operation.record != root.ref())
            continue;
        for (auto change = operation.fields.constBegin(); change != operation.fields.constEnd(); ++change) {
            const Field *field = root.type().find(change.key());
            if (!field || change->asked || field->merge != MergeClass::Guarded)
                continue;
            const auto before = valueFromJson(*field, change->before, root.currency());
            if (before.ok() && *before == root.value(change.key()))
                continue;
            DW_ASSIGN(const auto other, changedBy(root.ref(), change.key()));
            if (other)
                changed.append(*other);
        }
    }
    return changed;
}

Result<std::optional<QJsonObject>> StrictParts::changedBy(const RecordRef &record, const QString &field) const
{
    QJsonObject line{{QStringLiteral("obj"), record.object}, {QStringLiteral("id"), record.id.toString()}};
    if (!field.isEmpty())
        line.insert(QStringLiteral("field"), field);
    DW_ASSIGN(const auto change, lastChange(record, field));
    // Nobody changed the field; of a record without a history nothing is known.
    if (!change)
        return field.isEmpty() ? std::optional(line) : std::nullopt;
    // What it did itself after others it did on what they had done, or was refused.
    DW_ASSIGN(const bool own, isOwn(change->entry));
    if (own)
        return std::optional<QJsonObject>();
    DW_ASSIGN(const Record user,
              m_session.find(m_configuration.dictionary->find(u"user"), change->entry.user));
    if (user.isValid())
        line.insert(QStringLiteral("by"), user.title(Language::English));
    line.insert(QStringLiteral("at"), change->entry.at.toIso());
    return std::optional(line);
}

// However many attempts at it were refused since: each page begins where the index has the one before it end.
Result<std::optional<AuditRecord>> StrictParts::lastChange(const RecordRef &record,
                                                           const QString &field) const
{
    qint64 before = 0;
    for (;;) {
        DW_ASSIGN(const QList<AuditRecord> history, m_session.history(record, LinesAtOnce, before));
        for (const AuditRecord &change : history) {
            if (!RefusedAttempt::isOne(change) && (field.isEmpty() || change.fields.contains(field)))
                return std::optional(change);
        }
        if (history.size() < LinesAtOnce)
            return std::optional<AuditRecord>();
        before = history.last().sequence;
    }
}

Result<bool> StrictParts::isOwn(const AuditEntry &change) const
{
    if (!change.device.isNull() && change.device == m_sender.device)
        return true;
    if (change.device.isNull() || change.user != m_sender.user)
        return false;
    // A laptop that was registered anew sends what it did before once more, and was answered under its new
    // name. Another laptop of this person was not.
    return m_session.ledger().hasAnswer(m_sender.device, change.transaction);
}

Result<bool> StrictParts::isDeclared(const SyncTransaction &transaction, const CommandResult &done) const
{
    QSet<RecordRef> spoken;
    for (const SyncOperation &operation : transaction.operations) {
        const ObjectTypePtr type = m_configuration.dictionary->find(operation.record.object);
        if (type && strictLink(*type)) {
            if (isOwnWork(operation))
                spoken << operation.root;
            continue;
        }
        if (!type || !takesAlong(transaction, operation.record))
            continue;
        // Said, and done.
        DW_ASSIGN(const Record whole, m_session.find(type, operation.record.id));
        const bool deletes = !operation.fields.value(QStringLiteral("deleted_at")).after.isNull();
        if (whole.isValid() && whole.isDeleted() != deletes)
            return false;
        spoken << operation.record;
    }
    for (const CommitNotice::Entry &entry : done.notice.entries) {
        const ObjectTypePtr type = m_configuration.dictionary->find(entry.object);
        const Field *link = type ? strictLink(*type) : nullptr;
        if (!link || followsOnly(*type, entry))
            continue;
        DW_ASSIGN(const Record part, m_session.find(type, entry.id));
        if (part.isValid() && !spoken.contains({link->target, part.value(link->key).id()}))
            return false;
    }
    return true;
}

}  // namespace dw
