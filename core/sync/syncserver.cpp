// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/syncserver.h"

#include "core/access/fieldaccess.h"
#include "core/access/policy.h"
#include "core/access/visibility.h"
#include "core/base/wording.h"
#include "core/records/valuejson.h"
#include "core/sync/hiddenfields.h"
#include "core/sync/issuebook.h"
#include "core/sync/scopelist.h"
#include "core/sync/useractor.h"

#include <QJsonDocument>

#include <algorithm>
#include <numeric>
#include <utility>

namespace dw
{

namespace
{

SyncAnswer malformed(const QString &what)
{
    return syncProblem(400, QStringLiteral("malformed"), QStringLiteral("stop"),
                       {{QStringLiteral("detail"), what}});
}

SyncAnswer storageFailed(const Error &error)
{
    return syncProblem(503, QStringLiteral("overloaded"), QStringLiteral("retry"),
                       {{QStringLiteral("detail"), error.key}});
}

SyncAnswer answered(Result<SyncAnswer> answer)
{
    return answer.ok() ? std::move(answer).value() : storageFailed(answer.error());
}

// Everything that one answer says is of one moment.
template <typename Work>
SyncAnswer inSnapshot(ReadSession &session, Work &&work)
{
    if (const auto begun = session.beginRead(); !begun.ok())
        return storageFailed(begun.error());
    const SyncAnswer answer = answered(work());
    session.endRead();
    return answer;
}

qint64 wholeNumber(const QJsonValue &json)
{
    return qint64(json.toDouble(0));
}

QString keyOf(LedgerResult::Status status)
{
    switch (status) {
        case LedgerResult::Status::Applied:
            return QStringLiteral("applied");
        case LedgerResult::Status::Merged:
            return QStringLiteral("merged");
        case LedgerResult::Status::Rejected:
            break;
    }
    return QStringLiteral("rejected");
}

QJsonObject resultLine(const LedgerResult &result)
{
    QJsonObject line = QJsonDocument::fromJson(result.body).object();
    line.insert(QStringLiteral("dseq"), double(result.number));
    line.insert(QStringLiteral("id"), result.transaction.toString());
    line.insert(QStringLiteral("st"), keyOf(result.status));
    if (result.status == LedgerResult::Status::Rejected)
        line.insert(QStringLiteral("code"), result.code);
    else
        line.insert(QStringLiteral("rseq"), double(result.sequence));
    return line;
}

// 180 days away make plain fields decisions; so do 30 (sync-protocol.md 3.5).
constexpr qint64 LongAwayMs = qint64(30) * 24 * 3600 * 1000;

}  // namespace

SyncServer::SyncServer(CommandRunner &runner, std::shared_ptr<const SyncAccess> access)
    : m_runner(runner), m_access(std::move(access))
{}

QByteArray SyncServer::cursorText(const LedgerHead &head)
{
    return QByteArray::number(head.sequence) + '.' + QByteArray::number(head.tag, 16).rightJustified(8, '0');
}

Result<void> SyncServer::found(WriteSession &session)
{
    const auto work = [&]() -> Result<void> {
        DW_TRY(session.begin(Durability::Saved));
        Ledger &ledger = session.ledger();
        DW_ASSIGN(LedgerHead head, ledger.lockHead());
        if (!head.epoch.isNull())
            return {};
        head.epoch = m_runner.ids().next();
        head.sequence = 1;
        const ConfigurationPtr configuration = m_runner.configuration();
        const Aggregates aggregates(configuration->dictionary);
        const EvaluationContext evaluation = configuration->settings.context(m_runner.clock().now(), {}, {});
        DW_TRY(m_access->begin(session, *configuration));
        for (const ObjectTypePtr &object : configuration->dictionary->objects()) {
            QList<int> fields(object->fieldCount());
            std::iota(fields.begin(), fields.end(), 0);
            DW_ASSIGN(const auto cursor,
                      session.open({object, nullptr, {}, Query::Deleted::Include}, fields, evaluation));
            QList<Record> chunk;
            do {
                DW_TRY(cursor->next(chunk, 1000));
                for (const Record &record : std::as_const(chunk)) {
                    if (aggregates.rootOf(record) != record.ref())
                        continue;
                    DW_ASSIGN(const LedgerPlacement placement,
                              m_access->placement(*configuration, record, session, evaluation));
                    DW_TRY(ledger.touch(record.ref(), head.sequence, &placement));
                }
            } while (!chunk.isEmpty());
        }
        DW_TRY(ledger.setHead(head));
        return session.commit();
    };
    const Result<void> done = work();
    // Also of one that had nothing to do.
    session.rollback();
    return done;
}

SyncAnswer SyncServer::enrol(WriteSession &session, const Id &device, const Id &user,
                             const QString &shortName)
{
    const auto work = [&]() -> Result<SyncAnswer> {
        DW_TRY(session.begin(Durability::Saved));
        DW_ASSIGN(const LedgerHead head, session.ledger().lockHead());
        if (head.epoch.isNull())
            return syncProblem(503, QStringLiteral("maintenance"), QStringLiteral("retry"));
        DW_ASSIGN(const auto known, session.ledger().device(device));
        if (known)
            return syncProblem(409, QStringLiteral("device_forked"), QStringLiteral("reregister"));
        LedgerDevice entry;
        entry.id = device;
        entry.user = user;
        entry.shortName = shortName;
        if (shortName.isEmpty()) {
            DW_ASSIGN(const qint64 number, session.nextNumber(QStringLiteral("device")));
            entry.shortName = QLatin1Char('K') + QString::number(number);
        }
        entry.lastContact = m_runner.clock().now();
        DW_TRY(session.ledger().setDevice(entry));
        DW_TRY(session.commit());
        return SyncAnswer{200,
                          {{QStringLiteral("device"), device.toString()},
                           {QStringLiteral("short"), entry.shortName},
                           {QStringLiteral("workspace"), m_runner.workspace().info().id.toString()},
                           {QStringLiteral("epoch"), head.epoch.toString()}}};
    };
    const SyncAnswer answer = answered(work());
    if (!answer.ok())
        session.rollback();
    return answer;
}

Result<SyncServer::Verdict> SyncServer::admit(const ReadSession &session, const Id &device,
                                              const QJsonObject &request) const
{
    Verdict verdict;
    DW_ASSIGN(verdict.caller.head, session.ledger().head());
    const QString epoch = request.value(QLatin1String("epoch")).toString();
    DW_ASSIGN(const auto known, session.ledger().device(device));
    if (!known || known->state == LedgerDevice::State::Revoked) {
        verdict.problem = syncProblem(403, QStringLiteral("device_revoked"), QStringLiteral("reregister"));
    } else if (known->state == LedgerDevice::State::Wiped) {
        verdict.problem = syncProblem(403, QStringLiteral("device_wiped"), QStringLiteral("wipe"));
    } else if (epoch != verdict.caller.head.epoch.toString()) {
        verdict.problem = syncProblem(409, QStringLiteral("epoch_mismatch"), QStringLiteral("reconcile"),
                                      {{QStringLiteral("head"), double(verdict.caller.head.sequence)}});
    } else {
        verdict.caller.device = *known;
        auto actor = userActor(session, *m_runner.configuration(), known->user);
        if (!actor.ok() && actor.error().code != ErrorCode::NotFound)
            return actor.error();
        if (!actor.ok()) {
            verdict.problem = syncProblem(403, QStringLiteral("user_disabled"), QStringLiteral("stop"));
        } else {
            verdict.caller.actor = std::move(actor).value();
            verdict.caller.actor.device = device;
        }
    }
    return verdict;
}

SyncAnswer SyncServer::push(WriteSession &session, const Id &device, const QJsonObject &request)
{
    // What only the commit refuses (the last administrator) is known after it was tried.
    Refusals refused;
    for (;;) {
        const qsizetype known = refused.size();
        const SyncAnswer answer = answered(pushed(session, device, request, refused));
        if (!answer.ok())
            session.rollback();
        if (refused.size() == known)
            return answer;
    }
}

Result<SyncAnswer> SyncServer::pushed(WriteSession &session, const Id &device, const QJsonObject &request,
                                      Refusals &refused)
{
    QList<SyncTransaction> transactions;
    const QJsonArray sent = request.value(QLatin1String("txs")).toArray();
    if (sent.size() > PushTransactions)
        return syncProblem(413, QStringLiteral("too_large"), QStringLiteral("stop"));
    for (const QJsonValue &one : sent) {
        auto transaction = SyncTransaction::fromJson(one.toObject());
        if (transaction.ok()) {
            transactions.append(std::move(transaction).value());
            continue;
        }
        // One that cannot be read is answered like one that may not be: it must not stop those after it.
        SyncTransaction unread;
        unread.number = wholeNumber(one.toObject().value(QLatin1String("dseq")));
        unread.id = Id::fromString(one.toObject().value(QLatin1String("id")).toString()).value_or(Id());
        if (unread.number < 1 || unread.id.isNull())
            return malformed(transaction.error().arguments.value(0));
        refused.insert(unread.id, transaction.error());
        transactions.append(unread);
    }

    DW_TRY(session.begin(Durability::Saved));
    Ledger &ledger = session.ledger();
    DW_ASSIGN(const LedgerHead locked, ledger.lockHead());
    Q_UNUSED(locked);
    DW_ASSIGN(Verdict verdict, admit(session, device, request));
    if (verdict.problem)
        return *verdict.problem;
    LedgerDevice &sender = verdict.caller.device;
    DW_TRY(ledger.forgetResults(device, wholeNumber(request.value(QLatin1String("ack_results")))));

    const Instant received = m_runner.clock().now();
    const bool longAway = received.ms - sender.lastContact.ms > LongAwayMs;
    const TransactionExecutor executor(m_runner);
    QList<CommandResult> done;
    QJsonArray results;
    Id renewing;
    for (const SyncTransaction &transaction : std::as_const(transactions)) {
        if (transaction.number <= sender.lastNumber) {
            DW_ASSIGN(const auto known, ledger.result(device, transaction.number));
            if (known && known->transaction != transaction.id)
                return syncProblem(409, QStringLiteral("device_forked"), QStringLiteral("reregister"));
            if (known)
                results.append(resultLine(*known));
            continue;
        }
        if (transaction.number != sender.lastNumber + 1)
            break;  // a gap: the answer says which number is expected

        LedgerResult result;
        result.device = device;
        result.number = transaction.number;
        result.transaction = transaction.id;
        CommandResult executed;
        DW_ASSIGN(const auto elsewhere, ledger.resultOf(transaction.id));
        qint64 cause = 0;
        for (const qint64 dependency : transaction.dependencies) {
            DW_ASSIGN(const auto known, ledger.result(device, dependency));
            if (known && known->status == LedgerResult::Status::Rejected && cause == 0)
                cause = dependency;
        }
        bool own = false;
        if (elsewhere) {
            DW_ASSIGN(const auto other, ledger.device(elsewhere->device));
            own = other && other->user == sender.user;
        }
        if (elsewhere && !own) {
            // Its answer is somebody else's.
            result.status = LedgerResult::Status::Rejected;
            result.code = QStringLiteral("validation");
            result.transaction = m_runner.ids().next();
        } else if (elsewhere) {
            // Pushed before by this person's laptop under another registration.
            result.status = elsewhere->status;
            result.code = elsewhere->code;
            result.sequence = elsewhere->sequence;
            result.body = elsewhere->body;
        } else if (refused.contains(transaction.id)) {
            const Error &error = refused[transaction.id];
            result.status = LedgerResult::Status::Rejected;
            result.code =
                error.code == ErrorCode::Limit ? QStringLiteral("too_large") : QStringLiteral("validation");
            result.body = QJsonDocument(QJsonObject{{QStringLiteral("key"), error.key},
                                                    {QStringLiteral("args"),
                                                     QJsonArray::fromStringList(error.arguments)},
                                                    {QStringLiteral("text"), describe(error)}})
                              .toJson(QJsonDocument::Compact);
        } else if (cause > 0) {
            result.status = LedgerResult::Status::Rejected;
            result.code = QStringLiteral("dependency_rejected");
            result.body = QJsonDocument(QJsonObject{{QStringLiteral("root_cause"), double(cause)}})
                              .toJson(QJsonDocument::Compact);
        } else {
            DW_TRY(session.setMark());
            const Instant at{std::clamp(transaction.at.ms, sender.lastContact.ms,
                                        std::max(sender.lastContact.ms, received.ms))};
            const auto away = longAway ? FieldMerge::Away::Long : FieldMerge::Away::Short;
            TransactionExecutor::Answer answer =
                executor.execute(session, transaction, {verdict.caller.actor, away, at, m_files});
            using Status = TransactionExecutor::Answer::Status;
            if (answer.status == Status::Rejected || answer.status == Status::Retry)
                DW_TRY(session.backToMark());
            if (answer.status == Status::Retry) {
                if (!m_retries.isHopeless(transaction.id, received))
                    break;
                answer.status = Status::Rejected;
                answer.body = {{QStringLiteral("detail"), answer.code}};
                answer.code = QStringLiteral("rule_error");
            }
            m_retries.forget(transaction.id);
            result.status = answer.status == Status::Applied  ? LedgerResult::Status::Applied
                            : answer.status == Status::Merged ? LedgerResult::Status::Merged
                                                              : LedgerResult::Status::Rejected;
            result.code = answer.code;
            result.body = QJsonDocument(answer.body).toJson(QJsonDocument::Compact);
            if (answer.status != Status::Rejected) {
                DW_ASSIGN(const LedgerHead head, ledger.head());
                result.sequence = head.sequence;
                executed = answer.done;
                done.append(answer.done);
            }
        }
        DW_TRY(ledger.addResult(result));
        if (result.status == LedgerResult::Status::Rejected)
            DW_TRY(IssueBook::add(session, sender, transaction, result.transaction, result.code, received));
        sender.lastNumber = transaction.number;
        results.append(resultLine(result));
        // The next one is checked against what this one made.
        if (CommandRunner::renewsConfiguration(executed)) {
            renewing = transaction.id;
            break;
        }
    }
    sender.lastContact = std::max(sender.lastContact, received);
    DW_TRY(ledger.setDevice(sender));
    DW_ASSIGN(const LedgerHead head, ledger.head());
    const Result<void> committed = m_runner.commitRepeated(session, done);
    if (!committed.ok() && !renewing.isNull() && committed.error().code != ErrorCode::Storage)
        refused.insert(renewing, committed.error());
    DW_TRY(committed);
    return SyncAnswer{200,
                      {{QStringLiteral("head"), double(head.sequence)},
                       {QStringLiteral("last_dseq"), double(sender.lastNumber)},
                       {QStringLiteral("results"), results}}};
}

Result<std::optional<SyncAnswer>> SyncServer::checkCursor(const ReadSession &session,
                                                          const QJsonObject &request, const LedgerHead &head,
                                                          qint64 &after) const
{
    const QByteArray cursor = request.value(QLatin1String("cursor")).toString().toLatin1();
    if (cursor.isEmpty()) {
        after = 0;
        return std::optional<SyncAnswer>();
    }
    bool whole = false, tagged = false;
    after = cursor.left(cursor.indexOf('.')).toLongLong(&whole);
    const quint32 tag = cursor.mid(cursor.indexOf('.') + 1).toUInt(&tagged, 16);
    if (!whole || !tagged || after < 0)
        return std::optional(malformed(QStringLiteral("cursor")));
    if (after > 0 && after < head.horizon)
        return std::optional(syncProblem(410, QStringLiteral("cursor_expired"), QStringLiteral("resync")));
    if (after == 0)
        return std::optional<SyncAnswer>();
    DW_ASSIGN(const auto known, session.ledger().tagOf(after));
    if (after > head.sequence || !known || *known != tag)
        return std::optional(syncProblem(409, QStringLiteral("history_diverged"), QStringLiteral("reconcile"),
                                         {{QStringLiteral("head"), double(head.sequence)}}));
    return std::optional<SyncAnswer>();
}

SyncAnswer SyncServer::pull(ReadSession &session, const Id &device, const QJsonObject &request)
{
    return inSnapshot(session, [&] { return pulled(session, device, request); });
}

Result<SyncAnswer> SyncServer::pulled(ReadSession &session, const Id &device, const QJsonObject &request)
{
    DW_ASSIGN(const Verdict verdict, admit(session, device, request));
    if (verdict.problem)
        return *verdict.problem;
    const Caller &caller = verdict.caller;
    qint64 after = 0;
    DW_ASSIGN(const auto diverged, checkCursor(session, request, caller.head, after));
    if (diverged)
        return *diverged;

    const ConfigurationPtr configuration = m_runner.configuration();
    const LedgerReach reach = m_access->reach(*configuration, caller.actor.user, m_runner.clock().now());
    const ScopeList wanted = ScopeList::of(reach);
    QJsonObject body{{QStringLiteral("epoch"), caller.head.epoch.toString()}};
    std::optional<ScopeList> held;
    if (request.contains(QLatin1String("scopes")))
        held = ScopeList::fromJson(request.value(QLatin1String("scopes")).toArray());
    else if (request.value(QLatin1String("scope_hash")).toString().toLatin1() != wanted.digest())
        return SyncAnswer{200, {{QStringLiteral("need"), QStringLiteral("scopes")}}};
    if (request.contains(QLatin1String("scopes")) && !held)
        return malformed(QStringLiteral("scopes"));

    // Who holds nothing yet gets everything as older members of scopes, page by page.
    const bool first = after == 0;
    QHash<QString, int> numbers;
    if (held) {
        const ScopeList::Difference difference = held->to(wanted, first);
        numbers = first ? QHash<QString, int>() : held->numbers();
        QJsonArray come, gone, changed;
        for (const ScopeList::Difference::Changed &one : difference.changed) {
            QJsonObject line = ScopeList::toJson(one.entry);
            line.insert(QStringLiteral("fetch"), QJsonArray::fromStringList(one.fetch));
            changed.append(line);
        }
        for (const int number : difference.gone)
            gone.append(number);
        for (const ScopeList::Entry &entry : difference.come) {
            DW_ASSIGN(const qint64 count,
                      session.ledger().memberCount(entry.key, ScopeList::objectsOf(entry)));
            QJsonObject line = ScopeList::toJson(entry);
            line.insert(QStringLiteral("count"), double(count));
            come.append(line);
            numbers.insert(entry.key, entry.number);
        }
        body.insert(QStringLiteral("scopes"),
                    QJsonObject{{QStringLiteral("add"), come},
                                {QStringLiteral("remove"), gone},
                                {QStringLiteral("change"), changed},
                                {QStringLiteral("hash"), QString::fromLatin1(wanted.digest())}});
    }

    const HiddenFields hidden = HiddenFields::of(*configuration, caller.actor, *m_access);
    if (request.value(QLatin1String("fields_hash")).toString().toLatin1() != hidden.digest())
        body.insert(QStringLiteral("fields"), hidden.toJson());

    DW_ASSIGN(const QList<LedgerResult> answers,
              session.ledger().resultsAfter(device, wholeNumber(request.value(QLatin1String("ack_results"))),
                                            1000));
    QJsonArray results;
    for (const LedgerResult &result : answers)
        results.append(resultLine(result));
    body.insert(QStringLiteral("results"), results);

    const int limit =
        std::clamp(request.value(QLatin1String("limit")).toInt(PageAggregates), 1, PageAggregates);
    DW_ASSIGN(const Ledger::Feed feed,
              session.ledger().feed(reach, first ? caller.head.sequence : after, limit));
    QJsonArray rows, gone;
    for (const FeedEntry &entry : feed.entries) {
        if (entry.keys.isEmpty()) {
            gone.append(QJsonObject{{QStringLiteral("o"), entry.root.object},
                                    {QStringLiteral("id"), entry.root.id.toString()},
                                    {QStringLiteral("q"), double(entry.version)}});
            continue;
        }
        // A device that did not send its list has the same keys, under numbers that it knows itself.
        QJsonArray in;
        for (const QString &key : entry.keys) {
            if (held)
                in.append(numbers.value(key));
            else
                in.append(key);
        }
        DW_ASSIGN(const QJsonObject message, aggregateMessage(session, entry, caller.actor, in));
        rows.append(message);
    }
    LedgerHead at = caller.head;
    if (!feed.complete) {
        at.sequence = feed.upTo;
        DW_ASSIGN(const auto tag, session.ledger().tagOf(feed.upTo));
        at.tag = tag.value_or(0);
    }
    body.insert(QStringLiteral("rows"), rows);
    body.insert(QStringLiteral("gone"), gone);
    body.insert(QStringLiteral("next"), QString::fromLatin1(cursorText(at)));
    body.insert(QStringLiteral("complete"), feed.complete);
    return SyncAnswer{200, body};
}

Result<QJsonObject> SyncServer::aggregateMessage(const ReadSession &session, const FeedEntry &entry,
                                                 const Actor &actor, const QJsonArray &numbers) const
{
    const ConfigurationPtr configuration = m_runner.configuration();
    const Aggregates aggregates(configuration->dictionary);
    const EvaluationContext evaluation =
        configuration->settings.context(m_runner.clock().now(), actor.user, actor.team);
    DW_ASSIGN(const QList<Record> records, aggregates.read(session, entry.root, evaluation));
    // A formula has the strictest right of what it reads.
    const FieldAccess access(*configuration->policy, actor, configuration->dictionary,
                             configuration->settings.currency);
    QJsonArray lines;
    for (const Record &record : records) {
        const ObjectType &type = record.type();
        const bool part = record.ref() != entry.root;
        const bool whole = m_access->isSentWhole(type.key());
        // A permission may show the record and not all of its parts.
        DW_ASSIGN(const bool shown,
                  part ? isVisible(record, *configuration->policy, actor, session, evaluation) : true);
        if (!shown)
            continue;
        const FieldRights rights = access.of(type);
        QJsonObject values = recordToJson(record);
        if (rights.restrictsAny() && !whole) {
            const QStringList keys = values.keys();
            for (const QString &key : keys) {
                // A mask's text is made where it is shown; the value never travels.
                if (!rights.mayRead(key))
                    values.remove(key);
            }
        }
        values.remove(QStringLiteral("id"));
        lines.append(QJsonObject{{QStringLiteral("o"), type.key()},
                                 {QStringLiteral("id"), record.id().toString()},
                                 {QStringLiteral("v"), values}});
    }
    return QJsonObject{{QStringLiteral("o"), entry.root.object},
                       {QStringLiteral("id"), entry.root.id.toString()},
                       {QStringLiteral("q"), double(entry.version)},
                       {QStringLiteral("s"), numbers},
                       {QStringLiteral("r"), lines}};
}

SyncAnswer SyncServer::members(ReadSession &session, const Id &device, const QJsonObject &request)
{
    return inSnapshot(session, [&] { return membersOf(session, device, request); });
}

Result<SyncAnswer> SyncServer::membersOf(ReadSession &session, const Id &device, const QJsonObject &request)
{
    DW_ASSIGN(const Verdict verdict, admit(session, device, request));
    if (verdict.problem)
        return *verdict.problem;
    const Caller &caller = verdict.caller;
    const LedgerReach reach =
        m_access->reach(*m_runner.configuration(), caller.actor.user, m_runner.clock().now());
    // What the device was granted may have been taken from it since: what it reaches now decides.
    const QString key = request.value(QLatin1String("key")).toString();
    const ScopeList wanted = ScopeList::of(reach);
    const auto entry = std::find_if(wanted.entries().begin(), wanted.entries().end(),
                                    [&](const ScopeList::Entry &one) { return one.key == key; });
    if (entry == wanted.entries().end() ||
        QJsonArray::fromStringList(entry->objects) != request.value(QLatin1String("objects")).toArray())
        return syncProblem(410, QStringLiteral("scope_gone"), QStringLiteral("retry"));
    RecordRef after;
    if (const QJsonObject from = request.value(QLatin1String("after")).toObject(); !from.isEmpty()) {
        const auto id = Id::fromString(from.value(QLatin1String("id")).toString());
        if (!id)
            return malformed(QStringLiteral("after"));
        after = {from.value(QLatin1String("o")).toString(), *id};
    }
    const int limit =
        std::clamp(request.value(QLatin1String("limit")).toInt(PageAggregates), 1, PageAggregates);
    // A device that has the others already.
    QHash<QString, quint64> objects = ScopeList::objectsOf(*entry);
    if (const QJsonArray only = request.value(QLatin1String("only")).toArray(); !only.isEmpty())
        objects.removeIf([&](const auto &object) { return !only.contains(object.key()); });
    DW_ASSIGN(const QList<FeedEntry> found, session.ledger().members(key, objects, after, limit));
    QJsonArray rows;
    for (const FeedEntry &one : found) {
        QJsonArray in;
        for (const QString &held : one.keys)
            in.append(held);
        DW_ASSIGN(const QJsonObject message, aggregateMessage(session, one, caller.actor, in));
        rows.append(message);
    }
    QJsonObject body{{QStringLiteral("rows"), rows},
                     {QStringLiteral("complete"), found.size() < limit},
                     {QStringLiteral("as_of"), double(caller.head.sequence)}};
    if (!found.isEmpty())
        body.insert(QStringLiteral("next"),
                    QJsonObject{{QStringLiteral("o"), found.last().root.object},
                                {QStringLiteral("id"), found.last().root.id.toString()}});
    return SyncAnswer{200, body};
}

}  // namespace dw
