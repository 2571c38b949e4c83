// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/syncrecovery.h"

#include "core/sync/aggregates.h"
#include "core/sync/answervalues.h"
#include "core/sync/incoming.h"
#include "core/sync/outboxwriter.h"
#include "core/sync/parkedrecords.h"
#include "core/sync/requeue.h"
#include "core/sync/scopedigest.h"
#include "core/sync/transaction.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

#include <algorithm>
#include <utility>

namespace dw
{

namespace
{

const QString State = QStringLiteral("recovery");
const QString Epoch = QStringLiteral("epoch");
const QString Cursor = QStringLiteral("cursor");
const QString Device = QStringLiteral("device");
const QString VerifiedAt = QStringLiteral("verified_at");
const QString RepairedAt = QStringLiteral("repaired_at");
const QString Acknowledged = QStringLiteral("ack_results");

const QString Phase = QStringLiteral("phase");
const QString Reason = QStringLiteral("why");
const QString Offset = QStringLiteral("offset");
const QString Missing = QStringLiteral("missing");
const QString KnownThere = QStringLiteral("known");
const QString Scopes = QStringLiteral("scopes");
const QString Lost = QStringLiteral("lost");
const QString Unchecked = QStringLiteral("unchecked");

const QString Reconciling = QStringLiteral("reconcile");
const QString Verifying = QStringLiteral("verify");
const QString Comparing = QStringLiteral("compare");
const QString Fetching = QStringLiteral("fetch");
const QString Clearing = QStringLiteral("clear");

// What one request of it may hold (HistoryAnswers).
constexpr int PageIds = 5000;
constexpr int RowsAtOnce = 1000;

QString keyOf(SyncRecovery::Why why)
{
    switch (why) {
        case SyncRecovery::Why::Restored:
            return QStringLiteral("restored");
        case SyncRecovery::Why::Expired:
            return QStringLiteral("expired");
        case SyncRecovery::Why::Forked:
            return QStringLiteral("forked");
        case SyncRecovery::Why::Drift:
            break;
    }
    return QStringLiteral("drift");
}

QString phaseOf(const QJsonObject &state)
{
    return state.value(Phase).toString();
}

bool isFor(const QJsonObject &state, SyncRecovery::Why why)
{
    return state.value(Reason).toString() == keyOf(why);
}

QList<Id> idsIn(const QJsonValue &json)
{
    QList<Id> ids;
    const QJsonArray all = json.toArray();
    for (const QJsonValue &one : all)
        ids.append(Id::fromString(one.toString()).value_or(Id()));
    return ids;
}

QJsonArray together(const QJsonValue &first, const QJsonValue &second)
{
    QJsonArray all = first.toArray();
    const QJsonArray more = second.toArray();
    for (const QJsonValue &one : more)
        all.append(one);
    return all;
}

// What the server said that it executed: what was sent, and what waits for a checkpoint that holds it.
Result<QList<Replica::SentEntry>> executed(const Replica &replica)
{
    DW_ASSIGN(QList<Replica::SentEntry> all, replica.sent(0, -1));
    DW_ASSIGN(const QList<OutboxEntry> waiting, replica.outbox(0, -1));
    for (const OutboxEntry &entry : waiting) {
        if (entry.state == OutboxEntry::State::Answered)
            all.append({entry.transaction, entry.number, entry.executedAt, {}});
    }
    return all;
}

// All that an aggregate holds of a scope, as far as the records are really there.
template <typename Take>
Result<void> eachHeld(const ReadSession &session, const Dictionary &dictionary, int scope, Take &&take)
{
    RecordRef after;
    for (;;) {
        DW_ASSIGN(const QList<RootState> roots, session.replica().held(scope, after, RowsAtOnce));
        QHash<QString, QList<Id>> byObject;
        for (const RootState &state : roots)
            byObject[state.root.object].append(state.root.id);
        QSet<Id> there;
        for (auto object = byObject.constBegin(); object != byObject.constEnd(); ++object) {
            const ObjectTypePtr type = dictionary.find(object.key());
            if (!type)
                continue;
            DW_ASSIGN(const QList<Record> records, session.findMany(type, object.value()));
            for (const Record &record : records) {
                if (record.isValid())
                    there.insert(record.id());
            }
        }
        for (const RootState &state : roots)
            take(state, there.contains(state.root.id));
        if (roots.size() < RowsAtOnce)
            return {};
        after = roots.last().root;
    }
}

}  // namespace

template <typename Work>
Result<void> SyncRecovery::inTransaction(WriteSession &session, Work &&work)
{
    const auto all = [&]() -> Result<void> {
        DW_TRY(session.begin(Durability::Saved));
        DW_TRY(work());
        return session.commit();
    };
    const Result<void> done = all();
    if (!done.ok())
        session.rollback();
    return done;
}

Result<QJsonObject> SyncRecovery::state(const ReadSession &session)
{
    DW_ASSIGN(const QByteArray kept, session.replica().value(State));
    return QJsonDocument::fromJson(kept).object();
}

Result<void> SyncRecovery::keep(WriteSession &session, const QJsonObject &state)
{
    return session.replica().setValue(
        State, state.isEmpty() ? QByteArray() : QJsonDocument(state).toJson(QJsonDocument::Compact));
}

Result<bool> SyncRecovery::isRunning(const ReadSession &session)
{
    DW_ASSIGN(const QJsonObject known, state(session));
    return !known.isEmpty();
}

Result<void> SyncRecovery::begin(WriteSession &session, Why why)
{
    DW_ASSIGN(const QJsonObject known, state(session));
    if (!known.isEmpty() && (why == Why::Drift || phaseOf(known) == Reconciling))
        return {};
    // One that the server was put back under again starts over; what it had found out holds no more, and its
    // cursor says nothing about what is here.
    QJsonObject begun{{Reason, keyOf(why)}, {Phase, why == Why::Drift ? Verifying : Reconciling}};
    if (!known.isEmpty())
        begun.insert(Unchecked, true);
    return inTransaction(session, [&] { return keep(session, begun); });
}

Result<void> SyncRecovery::beginAs(WriteSession &session, const Id &device)
{
    return inTransaction(session, [&]() -> Result<void> {
        DW_TRY(session.replica().setValue(Device, device.toByteArray()));
        DW_ASSIGN(const QJsonObject known, state(session));
        QJsonObject begun{{Reason, keyOf(Why::Forked)}, {Phase, Reconciling}};
        // Of what ran nobody knows how far it was.
        if (!known.isEmpty())
            begun.insert(Unchecked, true);
        return keep(session, begun);
    });
}

Result<bool> SyncRecovery::isDue(WriteSession &session) const
{
    DW_ASSIGN(const QByteArray at, session.replica().value(VerifiedAt));
    const qint64 now = m_runner.clock().now().ms;
    const bool due = !at.isEmpty() && now - at.toLongLong() >= VerifyEveryMs;
    if (!at.isEmpty() && !due)
        return false;
    const Result<void> noted = inTransaction(
        session, [&] { return session.replica().setValue(VerifiedAt, QByteArray::number(now)); });
    DW_TRY(noted);
    return due;
}

// --- what to ask ---

Result<std::optional<SyncRecovery::Question>> SyncRecovery::next(WriteSession &session, Place place)
{
    DW_ASSIGN(QJsonObject known, state(session));
    const QString phase = phaseOf(known);
    if (place == Place::AtHead && known.isEmpty())
        DW_TRY(settleFound(session));
    if (phase == Reconciling) {
        DW_ASSIGN(const Question question, reconcileQuestion(session, known));
        return std::optional(question);
    }
    if (known.isEmpty() || place == Place::BeforePush)
        return std::optional<Question>();
    if (phase == Verifying) {
        DW_ASSIGN(const Question question, verifyQuestion(session));
        return std::optional(question);
    }
    if (phase == Comparing) {
        DW_ASSIGN(const auto question, bucketsQuestion(session, known));
        if (question)
            return question;
        DW_TRY(inTransaction(session, [&] { return keep(session, known); }));
        // With nothing to be fetched it is at its end.
    }
    DW_ASSIGN(const auto members, m_client.membersRequest(session));
    if (members)
        return std::optional<Question>();
    if (phase != Clearing) {
        DW_ASSIGN(const auto question, lostQuestion(session, known));
        if (question)
            return question;
    }
    DW_TRY(finish(session));
    return std::optional<Question>();
}

Result<SyncRecovery::Question> SyncRecovery::reconcileQuestion(const ReadSession &session,
                                                               const QJsonObject &known) const
{
    const Replica &replica = session.replica();
    DW_ASSIGN(const QByteArray epoch, replica.value(Epoch));
    DW_ASSIGN(const QByteArray cursor, replica.value(Cursor));
    DW_ASSIGN(const QList<Replica::SentEntry> sent, executed(replica));
    QJsonArray acked;
    const QList<Replica::SentEntry> page = sent.mid(known.value(Offset).toInt(), PageIds);
    for (const Replica::SentEntry &entry : page)
        acked.append(QJsonObject{{QStringLiteral("id"), entry.transaction.toString()},
                                 {QStringLiteral("dseq"), double(entry.number)},
                                 {QStringLiteral("seq"), double(entry.executedAt)}});
    return Question{QStringLiteral("reconcile"),
                    {{QStringLiteral("old_epoch"), QString::fromLatin1(epoch)},
                     {QStringLiteral("epoch"), QString::fromLatin1(epoch)},
                     {QStringLiteral("cursor"), QString::fromLatin1(cursor)},
                     {QStringLiteral("acked"), acked}}};
}

Result<SyncRecovery::Question> SyncRecovery::verifyQuestion(const ReadSession &session) const
{
    const Replica &replica = session.replica();
    const DictionaryPtr dictionary = m_runner.configuration()->dictionary;
    DW_ASSIGN(const QByteArray epoch, replica.value(Epoch));
    DW_ASSIGN(const QByteArray cursor, replica.value(Cursor));
    DW_ASSIGN(const QList<ReplicaScope> scopes, replica.scopes());
    QJsonArray digests;
    for (const ReplicaScope &scope : scopes) {
        if (Incoming::isRetired(scope))
            continue;
        ScopeDigest digest;
        DW_TRY(eachHeld(session, *dictionary, scope.number, [&](const RootState &held, bool there) {
            if (there)
                digest.add(held.root.id, held.version);
        }));
        digests.append(QJsonObject{{QStringLiteral("key"), scope.key},
                                   {QStringLiteral("objects"), QJsonArray::fromStringList(scope.objects)},
                                   {QStringLiteral("digest"), digest.toJson()}});
    }
    return Question{QStringLiteral("verify"),
                    {{QStringLiteral("epoch"), QString::fromLatin1(epoch)},
                     {QStringLiteral("cursor"), QString::fromLatin1(cursor)},
                     {QStringLiteral("d"), digests}}};
}

// Of the next scope that differs; those that are not held any more are passed over.
Result<std::optional<SyncRecovery::Question>> SyncRecovery::bucketsQuestion(const ReadSession &session,
                                                                            QJsonObject &known) const
{
    const Replica &replica = session.replica();
    const DictionaryPtr dictionary = m_runner.configuration()->dictionary;
    DW_ASSIGN(const QByteArray epoch, replica.value(Epoch));
    DW_ASSIGN(const QByteArray cursor, replica.value(Cursor));
    DW_ASSIGN(const QList<ReplicaScope> scopes, replica.scopes());
    QJsonArray left = known.value(Scopes).toArray();
    for (; !left.isEmpty(); left.removeFirst()) {
        const auto scope = std::find_if(scopes.begin(), scopes.end(), [&](const ReplicaScope &one) {
            return one.key == left.first().toString();
        });
        if (scope == scopes.end())
            continue;
        BucketDigests digests;
        DW_TRY(eachHeld(session, *dictionary, scope->number, [&](const RootState &held, bool there) {
            if (there)
                digests.add(held.root.id, held.version);
        }));
        QJsonArray buckets;
        for (const ScopeDigest &digest : digests.buckets)
            buckets.append(digest.toJson());
        return std::optional(
            Question{QStringLiteral("verify"),
                     {{QStringLiteral("epoch"), QString::fromLatin1(epoch)},
                      {QStringLiteral("cursor"), QString::fromLatin1(cursor)},
                      {QStringLiteral("key"), scope->key},
                      {QStringLiteral("objects"), QJsonArray::fromStringList(scope->objects)},
                      {QStringLiteral("buckets"), buckets}}});
    }
    known.remove(Scopes);
    known.insert(Phase, Fetching);
    return std::optional<Question>();
}

// Of records that no scope holds any more: does the server know them at all?
Result<std::optional<SyncRecovery::Question>> SyncRecovery::lostQuestion(const ReadSession &session,
                                                                         const QJsonObject &known) const
{
    if (!isFor(known, Why::Restored))
        return std::optional<Question>();
    const Replica &replica = session.replica();
    DW_ASSIGN(const QByteArray epoch, replica.value(Epoch));
    DW_ASSIGN(const QByteArray cursor, replica.value(Cursor));
    DW_ASSIGN(const QList<RecordRef> orphans, replica.orphans(-1));
    QJsonArray roots;
    const QList<RecordRef> page = orphans.mid(known.value(Offset).toInt(), PageIds);
    for (const RecordRef &root : page)
        roots.append(
            QJsonObject{{QStringLiteral("o"), root.object}, {QStringLiteral("id"), root.id.toString()}});
    if (roots.isEmpty())
        return std::optional<Question>();
    return std::optional(Question{QStringLiteral("reconcile"),
                                  {{QStringLiteral("epoch"), QString::fromLatin1(epoch)},
                                   {QStringLiteral("cursor"), QString::fromLatin1(cursor)},
                                   {QStringLiteral("roots"), roots}}});
}

// --- what to do with it ---

Result<void> SyncRecovery::take(WriteSession &session, const Question &question, const SyncAnswer &answer)
{
    DW_ASSIGN(const QJsonObject known, state(session));
    const QString phase = phaseOf(known);
    // A scope that is not the laptop's any more: the next pull says so.
    if (answer.code() == QLatin1String("scope_gone") && phase == Comparing)
        return takeBuckets(session, known, {});
    if (!answer.ok())
        return {};
    if (phase == Reconciling)
        return takeMissing(session, known, answer.body);
    if (phase == Verifying)
        return takeVerdicts(session, known, answer.body);
    if (phase == Comparing)
        return takeBuckets(session, known, answer.body);
    if (question.body.contains(QLatin1String("roots")))
        return takeLost(session, known, answer.body);
    return {};
}

Result<void> SyncRecovery::takeMissing(WriteSession &session, QJsonObject known, const QJsonObject &body)
{
    if (!Id::fromString(body.value(Epoch).toString()) || !body.value(QLatin1String("missing")).isArray() ||
        !body.value(QLatin1String("stands")).isBool() ||
        !answervalues::isCount(body.value(QLatin1String("last_dseq"))) ||
        body.value(QLatin1String("next")).toString().isEmpty())
        return Error(ErrorCode::Invalid, QStringLiteral("sync.bad_answer"), {QStringLiteral("missing")});
    known.insert(Missing, together(known.value(Missing), body.value(QLatin1String("missing"))));
    known.insert(KnownThere, together(known.value(KnownThere), body.value(QLatin1String("known"))));
    const int offset = known.value(Offset).toInt() + PageIds;
    known.insert(Offset, offset);
    DW_ASSIGN(const QList<Replica::SentEntry> sent, executed(session.replica()));
    if (sent.size() > offset)
        return inTransaction(session, [&] { return keep(session, known); });
    return adopt(session, known, body);
}

Result<void> SyncRecovery::adopt(WriteSession &session, QJsonObject known, const QJsonObject &body)
{
    return inTransaction(session, [&]() -> Result<void> {
        Replica &replica = session.replica();
        const qint64 last = answervalues::wholeNumber(body.value(QLatin1String("last_dseq")));
        const Requeue requeue(session, *m_runner.configuration()->dictionary, m_runner.clock().now());
        DW_TRY(requeue.run(idsIn(known.value(Missing)), idsIn(known.value(KnownThere)), last));
        DW_TRY(replica.setValue(Epoch, body.value(Epoch).toString().toLatin1()));
        // An answer that never came here is not to be forgotten there: it may say what was kept.
        DW_ASSIGN(const QByteArray acknowledged, replica.value(Acknowledged));
        DW_TRY(replica.setValue(Acknowledged,
                                QByteArray::number(std::min<qint64>(acknowledged.toLongLong(), last))));
        const bool stands = body.value(QLatin1String("stands")).toBool();
        if (stands && !known.value(Unchecked).toBool())
            return keep(session, {});
        if (!stands)
            DW_TRY(replica.setValue(Cursor, body.value(QLatin1String("next")).toString().toLatin1()));
        return keep(session, {{Reason, known.value(Reason)}, {Phase, Verifying}});
    });
}

Result<void> SyncRecovery::takeVerdicts(WriteSession &session, QJsonObject known,
                                        const QJsonObject &body) const
{
    if (!body.value(QLatin1String("bad")).isArray() || !body.value(QLatin1String("skip")).isArray())
        return Error(ErrorCode::Invalid, QStringLiteral("sync.bad_answer"), {QStringLiteral("bad")});
    return inTransaction(session, [&]() -> Result<void> {
        const bool drift = isFor(known, Why::Drift);
        QJsonArray bad = body.value(QLatin1String("bad")).toArray();
        // What changes just now is looked at another day; a laptop that recovers wants to know.
        if (!drift)
            bad = together(bad, body.value(QLatin1String("skip")));
        const qint64 now = m_runner.clock().now().ms;
        DW_ASSIGN(const QByteArray repaired, session.replica().value(RepairedAt));
        const bool lately = !repaired.isEmpty() && now - repaired.toLongLong() < RepairEveryMs;
        if (drift && (bad.isEmpty() || lately))
            return keep(session, {});
        if (drift)
            DW_TRY(session.replica().setValue(RepairedAt, QByteArray::number(now)));
        known.insert(Phase, Comparing);
        known.insert(Scopes, bad);
        return keep(session, known);
    });
}

Result<void> SyncRecovery::takeBuckets(WriteSession &session, QJsonObject known,
                                       const QJsonObject &body) const
{
    return inTransaction(session, [&]() -> Result<void> {
        QJsonArray left = known.value(Scopes).toArray();
        const QString key = left.first().toString();
        left.removeFirst();
        known.insert(Scopes, left);
        const QJsonArray bad = body.value(QLatin1String("bad")).toArray();
        DW_ASSIGN(const QList<ReplicaScope> scopes, session.replica().scopes());
        for (const ReplicaScope &scope : scopes) {
            if (scope.key == key && !bad.isEmpty())
                DW_TRY(fetchAgain(session, scope, bad));
        }
        return keep(session, known);
    });
}

// What the scope holds there is nobody's until it comes again, and taken from whoever sends it.
Result<void> SyncRecovery::fetchAgain(WriteSession &session, ReplicaScope scope,
                                      const QJsonArray &buckets) const
{
    Replica &replica = session.replica();
    QSet<int> bad;
    for (const QJsonValue &bucket : buckets)
        bad.insert(bucket.toInt(-1));
    QList<RecordRef> roots;
    const DictionaryPtr dictionary = m_runner.configuration()->dictionary;
    DW_TRY(eachHeld(session, *dictionary, scope.number, [&](const RootState &held, bool) {
        if (bad.contains(BucketDigests::of(held.root.id)))
            roots.append(held.root);
    }));
    DW_TRY(noteOthers(replica, roots));
    for (const RecordRef &root : std::as_const(roots)) {
        DW_ASSIGN(const auto held, replica.root(root));
        RootState next = held.value_or(RootState{root, 0, {}});
        next.version = NoVersion - scope.number;
        next.scopes.removeAll(scope.number);
        DW_TRY(replica.setRoot(next));
    }
    scope.live = false;
    scope.fetched = {};
    DW_TRY(replica.setValue(bucketsKey(scope.number), QJsonDocument(buckets).toJson(QJsonDocument::Compact)));
    return replica.setScope(scope);
}

Result<void> SyncRecovery::takeLost(WriteSession &session, QJsonObject known, const QJsonObject &body)
{
    if (!body.value(QLatin1String("lost")).isArray())
        return Error(ErrorCode::Invalid, QStringLiteral("sync.bad_answer"), {QStringLiteral("lost")});
    return inTransaction(session, [&]() -> Result<void> {
        Replica &replica = session.replica();
        known.insert(Lost, together(known.value(Lost), body.value(QLatin1String("lost"))));
        const int offset = known.value(Offset).toInt() + PageIds;
        known.insert(Offset, offset);
        DW_ASSIGN(const QList<RecordRef> orphans, replica.orphans(-1));
        if (orphans.size() > offset)
            return keep(session, known);
        const QList<Id> lost = idsIn(known.value(Lost));
        DW_ASSIGN(const auto others, otherHolders(replica));
        for (const RecordRef &orphan : orphans) {
            DW_ASSIGN(const qint64 maker, replica.creatorOf(orphan.id));
            DW_ASSIGN(const QList<ReplicaScope> scopes, heldBy(replica, orphan, others));
            // This laptop's own comes back by itself; what its user may not see any more leaves (G7).
            if (maker == 0 && !scopes.isEmpty() && lost.contains(orphan.id))
                DW_TRY(park(session, orphan, scopes));
        }
        return keep(session, {{Reason, known.value(Reason)}, {Phase, Clearing}});
    });
}

// What was taken for lost and came back, with somebody else's laptop, waits for nobody any more.
Result<void> SyncRecovery::settleFound(WriteSession &session) const
{
    DW_ASSIGN(const QList<InboxEntry> inbox, session.replica().inbox());
    if (std::none_of(inbox.begin(), inbox.end(), ParkedRecords::isParked))
        return {};
    return inTransaction(session, [&] { return ParkedRecords(session.replica()).settleFound(); });
}

// Own records that the server has not got yet are as if they were made just now; all else that nobody holds
// goes.
Result<void> SyncRecovery::finish(WriteSession &session)
{
    const Result<void> kept = inTransaction(session, [&]() -> Result<void> {
        Replica &replica = session.replica();
        DW_ASSIGN(const QList<RecordRef> orphans, replica.orphans(-1));
        for (const RecordRef &orphan : orphans) {
            DW_ASSIGN(const qint64 maker, replica.creatorOf(orphan.id));
            if (maker == 0)
                continue;
            DW_ASSIGN(const QList<BaseRow> bases, replica.basesOf(orphan));
            for (BaseRow base : bases) {
                base.server = Record();
                DW_TRY(replica.setBase(base));
            }
            DW_TRY(replica.dropRoot(orphan));
        }
        DW_ASSIGN(const QList<ReplicaScope> scopes, replica.scopes());
        for (const ReplicaScope &scope : scopes)
            DW_TRY(replica.setValue(bucketsKey(scope.number), {}));
        DW_TRY(forgetOthers(replica));
        // SyncClient::settle() takes the others away.
        return keep(session, {});
    });
    return kept;
}

}  // namespace dw
