// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/syncclient.h"

#include "core/commands/configurationloader.h"
#include "core/sync/answervalues.h"
#include "core/sync/hiddenfields.h"
#include "core/sync/inboxkeeping.h"
#include "core/sync/incoming.h"
#include "core/sync/outboxlog.h"
#include "core/sync/outboxwriter.h"
#include "core/sync/proventimes.h"
#include "core/sync/scopelist.h"
#include "core/sync/syncrecovery.h"

#include <QJsonDocument>
#include <QStringList>
#include <QTimeZone>

#include <algorithm>
#include <utility>

namespace dw
{

using answervalues::badAnswer;
using answervalues::refOf;
using answervalues::wholeNumber;

namespace
{

const QString Cursor = QStringLiteral("cursor");
const QString Epoch = QStringLiteral("epoch");
const QString Device = QStringLiteral("device");
const QString ScopeDigest = QStringLiteral("scope_hash");
const QString Unscrubbed = QStringLiteral("unscrubbed");
const QString Hidden = QStringLiteral("hidden_fields");
const QString Acknowledged = QStringLiteral("ack_results");

QByteArray compact(const QJsonObject &json)
{
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

// Of what a request asks for the rest of, where an aggregate comes in pieces.
QString placeOfPull(const QByteArray &cursor)
{
    return QLatin1String("pull ") + QString::fromLatin1(cursor);
}

QString placeOfMembers(const QJsonObject &request)
{
    return QLatin1String("members ") + request.value(QLatin1String("key")).toString() + QLatin1Char(' ') +
           request.value(QLatin1String("after")).toObject().value(QLatin1String("id")).toString();
}

// What says which fields and objects there are, where other records come with it: it is taken over first, in
// a transaction of its own, so that the columns are there when their values come (sync-protocol.md 3.17).
QJsonArray definitionsIn(const QJsonArray &rows)
{
    QJsonArray definitions;
    for (const QJsonValue &message : rows) {
        if (isConfigurationObject(message.toObject().value(QLatin1String("o")).toString()))
            definitions.append(message);
    }
    return definitions.size() == rows.size() ? QJsonArray() : definitions;
}

}  // namespace

template <typename Work>
Result<SyncClient::Outcome> SyncClient::inTransaction(WriteSession &session, Work &&work,
                                                      Durability durability)
{
    const auto all = [&]() -> Result<Outcome> {
        DW_TRY(session.begin(durability));
        DW_ASSIGN(Incoming incoming,
                  Incoming::begin(session, m_runner.configuration(), m_runner.clock().now()));
        DW_ASSIGN(Outcome outcome, work(incoming));
        DW_TRY(incoming.finish());
        CommandResult result;
        result.notice = incoming.notice();
        DW_TRY(m_runner.commitRepeated(session, {result}));
        outcome.applied = incoming.applied();
        return outcome;
    };
    const Result<Outcome> outcome = all();
    if (outcome.ok())
        return outcome;
    session.rollback();
    // What came contradicts itself, or what is here: the store is not at fault.
    return outcome.error().key == QLatin1String("store.constraint") ? badAnswer(QStringLiteral("rows"))
                                                                    : outcome;
}

Result<void> SyncClient::join(WriteSession &session, const Id &device, const Id &epoch)
{
    const auto work = [&]() -> Result<void> {
        DW_TRY(session.begin(Durability::Saved));
        DW_TRY(session.replica().setValue(Device, device.toByteArray()));
        DW_TRY(session.replica().setValue(Epoch, epoch.toString().toLatin1()));
        return session.commit();
    };
    const Result<void> done = work();
    if (!done.ok())
        session.rollback();
    return done;
}

Result<void> SyncClient::takeUp(WriteSession &session)
{
    DW_ASSIGN(const OpaqueValues opaque, OpaqueValues::load(session));
    const Dictionary &dictionary = *m_runner.configuration()->dictionary;
    if (opaque.objectsOf(dictionary).isEmpty() && opaque.fieldsOf(dictionary).isEmpty())
        return {};
    const auto taken = inTransaction(session, [](Incoming &) -> Result<Outcome> { return Outcome(); });
    return taken.ok() ? Result<void>() : taken.error();
}

Result<std::optional<QJsonObject>> SyncClient::pushRequest(WriteSession &session)
{
    const auto work = [&]() -> Result<std::optional<QJsonObject>> {
        DW_TRY(session.begin(Durability::Saved));
        Replica &replica = session.replica();
        DW_ASSIGN(const QList<OutboxEntry> waiting, replica.outbox(0, -1));
        QJsonArray transactions;
        qsizetype bytes = 0;
        for (OutboxEntry entry : waiting) {
            if (entry.state == OutboxEntry::State::Answered)
                continue;
            bytes += entry.body.size();
            if (transactions.size() == PushTransactions || (bytes > PushBytes && !transactions.isEmpty()))
                break;
            transactions.append(outboxJson(entry));
            entry.state = OutboxEntry::State::Sent;
            ++entry.tries;
            DW_TRY(replica.update(entry));
        }
        if (transactions.isEmpty())
            return std::optional<QJsonObject>();
        DW_ASSIGN(const QByteArray epoch, replica.value(Epoch));
        DW_ASSIGN(const QByteArray acknowledged, replica.value(Acknowledged));
        DW_TRY(session.commit());
        return std::optional(QJsonObject{{QStringLiteral("epoch"), QString::fromLatin1(epoch)},
                                         {QStringLiteral("ack_results"), double(acknowledged.toLongLong())},
                                         {QStringLiteral("txs"), transactions}});
    };
    Result<std::optional<QJsonObject>> request = work();
    if (!request.ok() || !*request)
        session.rollback();
    return request;
}

Result<SyncClient::Outcome> SyncClient::applyPush(WriteSession &session, const SyncAnswer &answer)
{
    if (!answer.ok())
        return Outcome{false, false, answer.action(), 0};
    return inTransaction(session, [&](Incoming &incoming) -> Result<Outcome> {
        // Before what is refused is gone.
        DW_TRY(ProvenTimes::note(incoming.session(), answer.body.value(QLatin1String("proven")).toArray(),
                                 m_runner.clock().now()));
        DW_TRY(takeResults(incoming, answer.body.value(QLatin1String("results")).toArray()));
        return Outcome();
    });
}

Result<void> SyncClient::takeResults(Incoming &incoming, const QJsonArray &results) const
{
    DW_ASSIGN(const QByteArray known, incoming.replica().value(Acknowledged));
    qint64 acknowledged = known.toLongLong();
    for (const QJsonValue &one : results) {
        const QJsonObject result = one.toObject();
        const qint64 number = wholeNumber(result.value(QLatin1String("dseq")));
        acknowledged = std::max(acknowledged, number);
        DW_ASSIGN(auto entry, incoming.replica().outboxEntry(number));
        // Known already, or of another life of this laptop.
        if (!entry || entry->state == OutboxEntry::State::Answered ||
            entry->transaction.toString() != result.value(QLatin1String("id")).toString())
            continue;
        incoming.touch(*entry);
        const bool rejected = result.value(QLatin1String("st")).toString() == QLatin1String("rejected");
        const bool kept = result.contains(QLatin1String("kept"));
        if (rejected || kept)
            DW_TRY(InboxKeeping(incoming.replica()).add(*entry, result, m_runner.clock().now()));
        if (!rejected && result.contains(QLatin1String("rows")))
            DW_TRY(InboxKeeping(incoming.replica()).addRows(*entry, result, m_runner.clock().now()));
        if (rejected) {
            if (result.value(QLatin1String("code")).toString() == QLatin1String("not_visible"))
                incoming.loseSight(*entry);
            DW_TRY(incoming.replica().take(number, Replica::Keep::Forget, m_runner.clock().now()));
            DW_TRY(incoming.forgetUndo(entry->transaction));
            continue;
        }
        const auto received =
            Instant::fromIso(result.value(QLatin1String("received_at")).toString(), QTimeZone::utc());
        if (received)
            DW_TRY(incoming.session().noteReceived(entry->transaction, entry->names, *received));
        entry->state = OutboxEntry::State::Answered;
        entry->executedAt = wholeNumber(result.value(QLatin1String("rseq")));
        entry->answer = compact(result);
        DW_TRY(incoming.replica().update(*entry));
    }
    return incoming.replica().setValue(Acknowledged, QByteArray::number(acknowledged));
}

Result<QJsonObject> SyncClient::pullRequest(const ReadSession &session, Scopes scopes) const
{
    const Replica &replica = session.replica();
    DW_ASSIGN(const QByteArray epoch, replica.value(Epoch));
    DW_ASSIGN(const QByteArray cursor, replica.value(Cursor));
    DW_ASSIGN(const QByteArray acknowledged, replica.value(Acknowledged));
    DW_ASSIGN(const QByteArray hidden, replica.value(Hidden));
    QJsonObject request{{QStringLiteral("epoch"), QString::fromLatin1(epoch)},
                        {QStringLiteral("cursor"), QString::fromLatin1(cursor)},
                        {QStringLiteral("ack_results"), double(acknowledged.toLongLong())}};
    m_pieces.addTo(placeOfPull(cursor), request);
    if (!hidden.isEmpty()) {
        DW_ASSIGN(const HiddenFields held, HiddenFields::held(replica));
        request.insert(QStringLiteral("fields_hash"), QString::fromLatin1(held.digest()));
    }
    if (scopes == Scopes::Digest) {
        DW_ASSIGN(const QByteArray digest, replica.value(ScopeDigest));
        request.insert(QStringLiteral("scope_hash"), QString::fromLatin1(digest));
        return request;
    }
    DW_ASSIGN(const QList<ReplicaScope> held, replica.scopes());
    QJsonArray list;
    for (const ReplicaScope &scope : held) {
        if (!Incoming::isRetired(scope))
            list.append(ScopeList::toJson({scope.number, scope.key, scope.objects}));
    }
    request.insert(QStringLiteral("scopes"), list);
    return request;
}

Result<SyncClient::Outcome> SyncClient::applyPull(WriteSession &session, const QJsonObject &request,
                                                  const SyncAnswer &answer)
{
    if (!answer.ok())
        return Outcome{false, false, answer.action(), 0};
    const QJsonObject &body = answer.body;
    if (body.value(QLatin1String("need")).toString() == QLatin1String("scopes"))
        return Outcome{false, true, {}, 0};
    const QString place = placeOfPull(request.value(QLatin1String("cursor")).toString().toLatin1());
    DW_ASSIGN(const QJsonArray rows, m_pieces.take(place, body.value(QLatin1String("rows")).toArray()));
    const bool inside = m_pieces.isWaiting(place);
    const QJsonArray definitions = definitionsIn(rows);
    bool gaveWay = false;
    if (!definitions.isEmpty()) {
        const auto early = inTransaction(session, [&](Incoming &incoming) -> Result<Outcome> {
            DW_ASSIGN(const QByteArray cursor, incoming.replica().value(Cursor));
            if (cursor != request.value(QLatin1String("cursor")).toString().toLatin1())
                return Outcome();
            if (body.contains(QLatin1String("scopes")))
                DW_TRY(incoming.takeScopes(body.value(QLatin1String("scopes")).toObject()));
            for (const QJsonValue &message : definitions)
                DW_TRY(incoming.takeMessage(message.toObject(), true));
            gaveWay = incoming.gaveWay();
            return Outcome();
        });
        DW_TRY(early);
    }
    return inTransaction(session, [&](Incoming &incoming) -> Result<Outcome> {
        if (gaveWay)
            DW_TRY(incoming.touchWaiting());
        DW_ASSIGN(const QByteArray cursor, incoming.replica().value(Cursor));
        if (cursor != request.value(QLatin1String("cursor")).toString().toLatin1())
            return Outcome();
        // Whatever else answered in the server's place does not move the laptop.
        const QByteArray next = body.value(QLatin1String("next")).toString().toLatin1();
        bool whole = false;
        const qint64 to = next.left(next.indexOf('.')).toLongLong(&whole);
        const qint64 from = cursor.left(cursor.indexOf('.')).toLongLong();
        const bool complete = body.value(QLatin1String("complete")).toBool();
        // Only the pieces of what is larger than a page leave it where it stands.
        const bool stays = next == cursor;
        if (!whole || to < from || (inside ? !stays || complete : stays && !complete) ||
            !body.value(QLatin1String("complete")).isBool())
            return badAnswer(QStringLiteral("next"));
        if (body.contains(QLatin1String("scopes")) && definitions.isEmpty())
            DW_TRY(incoming.takeScopes(body.value(QLatin1String("scopes")).toObject()));
        if (body.contains(QLatin1String("fields")))
            DW_TRY(
                incoming.takeFields(HiddenFields::fromJson(body.value(QLatin1String("fields")).toObject(),
                                                           body.value(QLatin1String("masked")).toObject())));
        // First what leaves: what comes may have the values that it had.
        const QJsonArray gone = body.value(QLatin1String("gone")).toArray();
        for (const QJsonValue &message : gone) {
            DW_ASSIGN(const RecordRef root, refOf(message.toObject()));
            DW_TRY(incoming.forget(root, wholeNumber(message.toObject().value(QLatin1String("q")))));
        }
        for (const QJsonValue &message : rows)
            DW_TRY(incoming.takeMessage(message.toObject(), true));
        DW_TRY(takeResults(incoming, body.value(QLatin1String("results")).toArray()));
        Outcome outcome;
        outcome.complete = complete;
        if (outcome.complete) {
            DW_TRY(finishAnswered(incoming, to, timeOf(body)));
            DW_TRY(incoming.dropRetired());
        }
        DW_TRY(incoming.replica().setValue(Cursor, next));
        return outcome;
    });
}

Result<bool> SyncClient::settle(WriteSession &session)
{
    DW_ASSIGN(const bool settled, Incoming::isSettled(session));
    if (settled)
        return true;
    bool done = false;
    DW_TRY(inTransaction(session, [&](Incoming &incoming) -> Result<Outcome> {
        DW_ASSIGN(done, incoming.settle());
        return Outcome();
    }));
    return done;
}

Result<bool> SyncClient::scrub(WriteSession &session)
{
    DW_ASSIGN(const QByteArray objects, session.replica().value(Unscrubbed));
    if (objects.isEmpty())
        return true;
    DW_ASSIGN(const bool clean,
              session.scrub(QString::fromLatin1(objects).split(QLatin1Char(','), Qt::SkipEmptyParts)));
    if (!clean)
        return false;
    const auto work = [&]() -> Result<void> {
        DW_TRY(session.begin(Durability::Saved));
        DW_TRY(session.replica().setValue(Unscrubbed, {}));
        return session.commit();
    };
    if (const Result<void> done = work(); !done.ok()) {
        session.rollback();
        return done.error();
    }
    return true;
}

Instant SyncClient::timeOf(const QJsonObject &answer) const
{
    if (!answer.contains(QLatin1String("now")))
        return m_runner.clock().now();
    return {wholeNumber(answer.value(QLatin1String("now")))};
}

Result<void> SyncClient::finishAnswered(Incoming &incoming, qint64 sequence, Instant told) const
{
    // A clock that runs ahead ends nothing early, and one that ran behind began nothing early.
    const Instant now{std::min(m_runner.clock().now().ms, told.ms)};
    constexpr qint64 KeptMs = qint64(30) * 24 * 3600 * 1000;
    DW_TRY(InboxKeeping(incoming.replica()).expire(told, now));
    DW_TRY(incoming.replica().forgetSent(Instant{now.ms - KeptMs}));
    DW_ASSIGN(const QList<OutboxEntry> waiting, incoming.replica().outbox(0, -1));
    for (const OutboxEntry &entry : waiting) {
        if (entry.state != OutboxEntry::State::Answered || entry.executedAt > sequence)
            continue;
        incoming.touch(entry);
        DW_TRY(incoming.replica().take(entry.number, Replica::Keep::AsSent, told));
    }
    return {};
}

Result<bool> SyncClient::isFirstLoad(const ReadSession &session)
{
    return Incoming::isFirstLoad(session.replica());
}

bool SyncClient::takesTime(const ReadSession &session)
{
    const auto waiting = session.replica().outbox(0, -1);
    return waiting.ok() && (waiting->size() > PushTransactions ||
                            std::any_of(waiting->begin(), waiting->end(), [](const OutboxEntry &one) {
                                return one.body.contains("attachment.add");
                            }));
}

Result<std::optional<QJsonObject>> SyncClient::logRequest(
    const ReadSession &session, const std::function<QByteArray(const QByteArray &)> &sign) const
{
    const Replica &replica = session.replica();
    DW_ASSIGN(const QByteArray known, replica.value(Device));
    const Id device = Id::fromBytes(known).value_or(Id());
    DW_ASSIGN(const QList<OutboxEntry> waiting, replica.outbox(0, -1));
    OutboxLog::Digest log;
    for (const OutboxEntry &entry : waiting) {
        if (entry.state == OutboxEntry::State::Answered)
            continue;
        const auto transaction = SyncTransaction::fromJson(outboxJson(entry));
        // Another one is refused by itself; what follows it is vouched for the next time.
        if (!transaction.ok() || (log.from > 0 && transaction->number != log.to + 1))
            break;
        if (log.from == 0) {
            log.from = transaction->number;
            log.digest = OutboxLog::first(device, log.from);
        }
        log.to = transaction->number;
        log.digest = OutboxLog::next(log.digest, *transaction);
    }
    if (log.from == 0)
        return std::optional<QJsonObject>();
    DW_ASSIGN(const QByteArray epoch, replica.value(Epoch));
    DW_ASSIGN(const QByteArray acknowledged, replica.value(Acknowledged));
    return std::optional(
        QJsonObject{{QStringLiteral("epoch"), QString::fromLatin1(epoch)},
                    {QStringLiteral("ack_results"), double(acknowledged.toLongLong())},
                    {QStringLiteral("txs"), QJsonArray()},
                    {QStringLiteral("log"), OutboxLog::toJson(log, sign(log.message(device)))}});
}

Result<std::optional<QJsonObject>> SyncClient::membersRequest(const ReadSession &session) const
{
    const Replica &replica = session.replica();
    DW_ASSIGN(const QList<ReplicaScope> scopes, replica.scopes());
    DW_ASSIGN(const QByteArray epoch, replica.value(Epoch));
    // What is older waits for what is recent, in whatever scope that is.
    std::optional<ReplicaScope> scope;
    MemberOrder order;
    for (const ReplicaScope &one : scopes) {
        if (one.live || (scope && order.part != MemberOrder::Part::Older))
            continue;
        DW_ASSIGN(const MemberOrder of, MemberOrder::of(replica, one));
        if (scope && of.part == MemberOrder::Part::Older)
            continue;
        scope = one;
        order = of;
    }
    if (!scope)
        return std::optional<QJsonObject>();
    DW_ASSIGN(const QStringList wanted, Incoming::wanted(replica, scope->number));
    QJsonObject request{{QStringLiteral("epoch"), QString::fromLatin1(epoch)},
                        {QStringLiteral("key"), scope->key},
                        {QStringLiteral("objects"), QJsonArray::fromStringList(scope->objects)}};
    if (!wanted.isEmpty())
        request.insert(QStringLiteral("only"), QJsonArray::fromStringList(wanted));
    order.insertInto(request);
    DW_ASSIGN(const QByteArray buckets, replica.value(SyncRecovery::bucketsKey(scope->number)));
    if (!buckets.isEmpty())
        request.insert(QStringLiteral("buckets"), QJsonDocument::fromJson(buckets).array());
    m_pieces.addTo(placeOfMembers(request), request);
    return std::optional(request);
}

// The scope that the request is of, as long as it waits for that very answer: it may have been taken away, or
// need others by now, while the answer was on its way.
Result<std::optional<ReplicaScope>> SyncClient::awaited(const Incoming &incoming, const QJsonObject &request)
{
    const QString key = request.value(QLatin1String("key")).toString();
    const QList<ReplicaScope> scopes = incoming.scopes();
    const auto scope =
        std::find_if(scopes.begin(), scopes.end(), [&](const ReplicaScope &one) { return one.key == key; });
    if (scope == scopes.end() || scope->live ||
        QJsonArray::fromStringList(scope->objects) != request.value(QLatin1String("objects")).toArray())
        return std::optional<ReplicaScope>();
    DW_ASSIGN(const QStringList wanted, Incoming::wanted(incoming.replica(), scope->number));
    DW_ASSIGN(const QByteArray buckets, incoming.replica().value(SyncRecovery::bucketsKey(scope->number)));
    DW_ASSIGN(const MemberOrder order, MemberOrder::of(incoming.replica(), *scope));
    const bool same =
        QJsonArray::fromStringList(wanted) == request.value(QLatin1String("only")).toArray() &&
        QJsonDocument::fromJson(buckets).array() == request.value(QLatin1String("buckets")).toArray() &&
        MemberOrder::fromJson(request) == order;
    return same ? std::optional(*scope) : std::nullopt;
}

QJsonObject SyncClient::requestBehind(QJsonObject request, const MemberChunk &chunk)
{
    if (chunk.end.next)
        request.insert(QStringLiteral("after"), chunk.end.next->toJson());
    return request;
}

Result<SyncClient::Outcome> SyncClient::applyChunks(WriteSession &session, const QJsonObject &request,
                                                    std::vector<MemberChunk> chunks)
{
    if (chunks.empty())
        return Outcome();
    // What defines was taken over since they were read.
    const DictionaryPtr dictionary = m_runner.configuration()->dictionary;
    for (MemberChunk &chunk : chunks) {
        if (chunk.dictionary != dictionary) {
            DW_ASSIGN(chunk, MemberChunk::decode(chunk.frames, chunk.sum, dictionary));
        }
    }
    bool gaveWay = false;
    const auto take = [&](Incoming::NewOnes newOnes) {
        const auto work = [&](Incoming &incoming) -> Result<Outcome> {
            DW_ASSIGN(const auto scope, awaited(incoming, request));
            if (!scope)
                return Outcome();
            ReplicaScope next = *scope;
            DW_ASSIGN(MemberOrder order, MemberOrder::of(incoming.replica(), next));
            // Of a server that knows no parts: it went on somewhere else.
            if (chunks.front().end.part != order.part) {
                DW_TRY(incoming.fetchAsOne(next));
                return Outcome();
            }
            for (const MemberChunk &chunk : chunks) {
                DW_TRY(incoming.takeChunk(chunk, scope->number, newOnes));
                order.place = chunk.end.next.value_or(order.place);
            }
            gaveWay = incoming.gaveWay();
            const MemberEnd &end = chunks.back().end;
            if (end.complete && end.older)
                order = {MemberOrder::Part::Older, order.since, {}};
            next.live = end.complete && !end.older;
            next.fetchedAsOf = chunks.back().asOf;
            DW_TRY(order.keep(incoming.replica(), next));
            DW_TRY(incoming.setScope(next));
            DW_TRY(incoming.dropRetired());
            Outcome outcome;
            outcome.complete = next.live;
            return outcome;
        };
        // What is lost with the power comes again: the scope's place is in the same transaction.
        return inTransaction(session, work, Durability::Redoable);
    };
    DW_ASSIGN(const bool first, isFirstLoad(session));
    const auto isTaken = [](const Result<Outcome> &done) {
        return !done.ok() && done.error().code == ErrorCode::Conflict;
    };
    Result<Outcome> outcome = take(first ? Incoming::NewOnes::Unseen : Incoming::NewOnes::AtOnce);
    if (first && isTaken(outcome))
        outcome = take(Incoming::NewOnes::AtOnce);
    if (isTaken(outcome))
        outcome = take(Incoming::NewOnes::OneByOne);
    if (!outcome.ok() || !gaveWay)
        return outcome;
    const auto shown = inTransaction(session, [](Incoming &incoming) -> Result<Outcome> {
        DW_TRY(incoming.touchWaiting());
        return Outcome();
    });
    return shown.ok() ? outcome : shown;
}

Result<SyncClient::Outcome> SyncClient::applyMembers(WriteSession &session, const QJsonObject &request,
                                                     const SyncAnswer &answer)
{
    if (!answer.ok())
        return Outcome{false, answer.code() == QLatin1String("scope_gone"), answer.action(), 0};
    const QString key = request.value(QLatin1String("key")).toString();
    const QString place = placeOfMembers(request);
    DW_ASSIGN(const QJsonArray rows,
              m_pieces.take(place, answer.body.value(QLatin1String("rows")).toArray()));
    const bool inside = m_pieces.isWaiting(place);
    const QJsonArray definitions = definitionsIn(rows);
    bool gaveWay = false;
    if (!definitions.isEmpty()) {
        const auto early = inTransaction(session, [&](Incoming &incoming) -> Result<Outcome> {
            const QList<ReplicaScope> scopes = incoming.scopes();
            const bool held = std::any_of(scopes.begin(), scopes.end(),
                                          [&](const ReplicaScope &one) { return one.key == key; });
            for (const QJsonValue &message : held ? definitions : QJsonArray())
                DW_TRY(incoming.takeMessage(message.toObject(), false));
            gaveWay = incoming.gaveWay();
            return Outcome();
        });
        DW_TRY(early);
    }
    return inTransaction(session, [&](Incoming &incoming) -> Result<Outcome> {
        if (gaveWay)
            DW_TRY(incoming.touchWaiting());
        DW_ASSIGN(const auto scope, awaited(incoming, request));
        if (!scope)
            return Outcome();
        const bool goesOn = answer.body.contains(QLatin1String("next"));
        const bool complete = answer.body.value(QLatin1String("complete")).toBool();
        if (!answer.body.value(QLatin1String("complete")).isBool() ||
            (inside ? goesOn || complete : !goesOn && !complete))
            return badAnswer(QStringLiteral("complete"));
        ReplicaScope next = *scope;
        if (request.contains(QLatin1String("part"))) {
            DW_TRY(incoming.fetchAsOne(next));
            return Outcome();
        }
        for (const QJsonValue &message : rows)
            DW_TRY(incoming.takeMessage(message.toObject(), false));
        if (inside)
            return Outcome();
        next.live = complete;
        next.fetchedAsOf = wholeNumber(answer.body.value(QLatin1String("as_of")));
        if (answer.body.contains(QLatin1String("next"))) {
            DW_ASSIGN(next.fetched, refOf(answer.body.value(QLatin1String("next")).toObject()));
        }
        DW_TRY(incoming.setScope(next));
        DW_TRY(incoming.dropRetired());
        Outcome outcome;
        outcome.complete = next.live;
        return outcome;
    });
}

}  // namespace dw
