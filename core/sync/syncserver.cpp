// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/syncserver.h"

#include "core/access/fieldaccess.h"
#include "core/access/fieldmask.h"
#include "core/access/policy.h"
#include "core/access/visibility.h"
#include "core/commands/configurationloader.h"
#include "core/records/valuejson.h"
#include "core/sync/answerpage.h"
#include "core/sync/answers.h"
#include "core/sync/committimes.h"
#include "core/sync/hiddenfields.h"
#include "core/sync/historyanswers.h"
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

qint64 sentNumber(const QJsonObject &sent)
{
    return wholeNumber(sent.value(QLatin1String("dseq")));
}

Id sentId(const QJsonObject &sent)
{
    return Id::fromString(sent.value(QLatin1String("id")).toString()).value_or(Id());
}

// What has neither number nor id cannot even be refused.
Result<void> checkNamed(const QJsonObject &sent)
{
    if (sentNumber(sent) >= 1 && !sentId(sent).isNull())
        return {};
    const auto read = SyncTransaction::fromJson(sent);
    return read.ok() ? Result<void>() : Result<void>(read.error());
}

}  // namespace

SyncServer::SyncServer(CommandRunner &runner, std::shared_ptr<const SyncAccess> access)
    : m_runner(runner), m_access(std::move(access))
{}

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
        DW_TRY(CommitTimes::note(session, head.sequence, m_runner.clock().now()));
        DW_TRY(ledger.setHead(head));
        return session.commit();
    };
    const Result<void> done = work();
    // Also of one that had nothing to do.
    session.rollback();
    return done;
}

SyncAnswer SyncServer::enrol(WriteSession &session, const Id &device, const Id &user,
                             const QString &shortName, std::optional<Instant> since)
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
        entry.lastContact = since.value_or(m_runner.clock().now());
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
                                              const QJsonObject &request, Epoch wanted) const
{
    Verdict verdict;
    DW_ASSIGN(verdict.caller.head, session.ledger().head());
    const QString epoch = request.value(QLatin1String("epoch")).toString();
    DW_ASSIGN(const auto known, session.ledger().device(device));
    if (!known || known->state == LedgerDevice::State::Revoked) {
        verdict.problem = syncProblem(403, QStringLiteral("device_revoked"), QStringLiteral("reregister"));
    } else if (known->state == LedgerDevice::State::Wiped) {
        verdict.problem = syncProblem(403, QStringLiteral("device_wiped"), QStringLiteral("wipe"));
    } else if (wanted == Epoch::This && epoch != verdict.caller.head.epoch.toString()) {
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

SyncAnswer SyncServer::push(WriteSession &session, const Id &device, const QJsonObject &request,
                            const QByteArray &key)
{
    // What only the commit refuses (the last administrator) is known after it was tried.
    PushRun::Refusals refused;
    for (;;) {
        const qsizetype known = refused.size();
        const SyncAnswer answer = answered(pushed(session, device, request, key, refused));
        if (!answer.ok())
            session.rollback();
        if (refused.size() == known)
            return answer;
    }
}

Result<QList<SyncTransaction>> SyncServer::transactionsIn(const QJsonArray &sent, PushRun::Refusals &refused)
{
    QList<SyncTransaction> transactions;
    for (const QJsonValue &one : sent) {
        auto transaction = SyncTransaction::fromJson(one.toObject());
        if (transaction.ok()) {
            transactions.append(std::move(transaction).value());
            continue;
        }
        // One that cannot be read is answered like one that may not be: it must not stop those after it.
        SyncTransaction unread;
        unread.number = sentNumber(one.toObject());
        unread.id = sentId(one.toObject());
        if (unread.number < 1 || unread.id.isNull())
            return transaction.error();
        refused.insert(unread.id, transaction.error());
        transactions.append(unread);
    }
    return transactions;
}

Result<SyncAnswer> SyncServer::pushed(WriteSession &session, const Id &device, const QJsonObject &request,
                                      const QByteArray &key, PushRun::Refusals &refused)
{
    const QJsonArray sent = request.value(QLatin1String("txs")).toArray();
    if (sent.size() > PushTransactions)
        return syncProblem(413, QStringLiteral("too_large"), QStringLiteral("stop"));
    // All of them before anything is changed; the rest of each is read in its turn, for a push mostly ends
    // long before the last one.
    for (const QJsonValue &one : sent) {
        if (const auto named = checkNamed(one.toObject()); !named.ok())
            return malformed(named.error().arguments.value(0));
    }
    PushRun::Refusals unread = refused;

    DW_TRY(session.begin(Durability::Saved));
    Ledger &ledger = session.ledger();
    DW_ASSIGN(const LedgerHead locked, ledger.lockHead());
    Q_UNUSED(locked);
    DW_ASSIGN(const Verdict verdict, admit(session, device, request));
    if (verdict.problem)
        return *verdict.problem;
    DW_ASSIGN(const auto doubted, doubt(session));
    if (doubted)
        return *doubted;
    DW_TRY(ledger.forgetResults(device, wholeNumber(request.value(QLatin1String("ack_results")))));
    PushRun run(m_runner, session, verdict.caller.device, verdict.caller.actor, m_budget, unread, m_retries,
                m_files);
    DW_TRY(run.prepare(request.value(QLatin1String("log")).toObject(), key));
    for (const QJsonValue &one : sent) {
        DW_ASSIGN(const QList<SyncTransaction> transaction, transactionsIn({one}, unread));
        DW_ASSIGN(const PushRun::Next next, run.take(transaction.first()));
        if (next == PushRun::Next::Forked)
            return syncProblem(409, QStringLiteral("device_forked"), QStringLiteral("reregister"));
        if (next == PushRun::Next::Stop)
            break;
    }
    DW_TRY(run.finish());
    DW_ASSIGN(const LedgerHead head, ledger.head());
    const Result<void> committed = m_runner.commitRepeated(session, run.done(), &verdict.caller.actor);
    if (!committed.ok() && !run.renewing().isNull() && committed.error().code != ErrorCode::Storage)
        refused.insert(run.renewing(), committed.error());
    DW_TRY(committed);
    run.noteAttempts(session);
    SyncAnswer answer{200,
                      {{QStringLiteral("head"), double(head.sequence)},
                       {QStringLiteral("last_dseq"), double(run.sender().lastNumber)},
                       {QStringLiteral("results"), run.results()}}};
    if (const QJsonArray proofs = run.proofs(); !proofs.isEmpty())
        answer.body.insert(QStringLiteral("proven"), proofs);
    return answer;
}

Result<std::optional<SyncAnswer>> SyncServer::checkCursor(const ReadSession &session,
                                                          const QJsonObject &request, const LedgerHead &head,
                                                          qint64 &after,
                                                          std::optional<HistoryCursor::Within> *within) const
{
    const QByteArray cursor = request.value(QLatin1String("cursor")).toString().toLatin1();
    after = 0;
    if (cursor.isEmpty())
        return std::optional<SyncAnswer>();
    const auto read = m_cursor.read(cursor, head.epoch);
    if (!read)
        return std::optional(malformed(QStringLiteral("cursor")));
    after = read->sequence;
    if (within)
        *within = read->within;
    if (after == 0)
        return std::optional<SyncAnswer>();
    if (after < head.horizon)
        return std::optional(syncProblem(410, QStringLiteral("cursor_expired"), QStringLiteral("resync")));
    DW_ASSIGN(const auto known, session.ledger().tagOf(after));
    if (after <= head.sequence && known && *known == read->tag)
        return std::optional<SyncAnswer>();
    if (read->proven && m_diverged)
        m_diverged();
    return std::optional(syncProblem(409, QStringLiteral("history_diverged"), QStringLiteral("reconcile"),
                                     {{QStringLiteral("head"), double(head.sequence)}}));
}

Result<std::optional<SyncAnswer>> SyncServer::greet(const ReadSession &session,
                                                    const QJsonObject &request) const
{
    DW_ASSIGN(const LedgerHead head, session.ledger().head());
    // Of another epoch the device sees it by the answer.
    if (request.value(QLatin1String("epoch")).toString() != head.epoch.toString())
        return std::optional<SyncAnswer>();
    qint64 after = 0;
    return checkCursor(session, request, head, after);
}

Result<std::optional<SyncAnswer>> SyncServer::doubt(const ReadSession &session)
{
    DW_ASSIGN(const auto since, HistoryGuard::suspectSince(session));
    if (!since)
        return std::optional<SyncAnswer>();
    return std::optional(syncProblem(503, QStringLiteral("recovering"), QStringLiteral("retry")));
}

SyncAnswer SyncServer::reconcile(ReadSession &session, const Id &device, const QJsonObject &request)
{
    return inSnapshot(session, [&]() -> Result<SyncAnswer> {
        DW_ASSIGN(const Verdict verdict, admit(session, device, request, Epoch::Any));
        if (verdict.problem)
            return *verdict.problem;
        const LedgerHead &head = verdict.caller.head;
        qint64 after = 0;
        DW_ASSIGN(const auto problem, checkCursor(session, request, head, after));
        if (problem && problem->status == 400)
            return *problem;
        DW_ASSIGN(const auto doubted, doubt(session));
        if (doubted)
            return *doubted;
        DW_ASSIGN(SyncAnswer answer, HistoryAnswers(session, verdict.caller.device, head)
                                         .reconcile(request, *m_runner.configuration()->dictionary));
        if (!answer.ok())
            return answer;
        answer.body.insert(QStringLiteral("stands"), after > 0 && !problem);
        answer.body.insert(QStringLiteral("next"), QString::fromLatin1(m_cursor.text(head)));
        return answer;
    });
}

SyncAnswer SyncServer::status(ReadSession &session, const Id &device, const QJsonObject &request)
{
    return inSnapshot(session, [&]() -> Result<SyncAnswer> {
        DW_ASSIGN(const Verdict verdict, admit(session, device, request));
        if (verdict.problem)
            return *verdict.problem;
        return HistoryAnswers(session, verdict.caller.device, verdict.caller.head).status(request);
    });
}

SyncAnswer SyncServer::verify(ReadSession &session, const Id &device, const QJsonObject &request)
{
    return inSnapshot(session, [&]() -> Result<SyncAnswer> {
        DW_ASSIGN(const Verdict verdict, admit(session, device, request));
        if (verdict.problem)
            return *verdict.problem;
        qint64 after = 0;
        DW_ASSIGN(const auto problem, checkCursor(session, request, verdict.caller.head, after));
        if (problem)
            return *problem;
        const LedgerReach reach =
            m_access->reach(*m_runner.configuration(), verdict.caller.actor.user, m_runner.clock().now());
        return HistoryAnswers(session, verdict.caller.device, verdict.caller.head)
            .verify(request, reach, after);
    });
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
    Standing standing;
    DW_ASSIGN(const auto diverged,
              checkCursor(session, request, caller.head, standing.after, &standing.within));
    if (diverged)
        return *diverged;

    const ConfigurationPtr configuration = m_runner.configuration();
    const LedgerReach reach = m_access->reach(*configuration, caller.actor.user, m_runner.clock().now());
    const ScopeList wanted = ScopeList::of(reach);
    QJsonObject body{{QStringLiteral("epoch"), caller.head.epoch.toString()},
                     {QStringLiteral("now"), double(m_runner.clock().now().ms)}};
    std::optional<ScopeList> held;
    if (request.contains(QLatin1String("scopes")))
        held = ScopeList::fromJson(request.value(QLatin1String("scopes")).toArray());
    else if (request.value(QLatin1String("scope_hash")).toString().toLatin1() != wanted.digest())
        return SyncAnswer{200, {{QStringLiteral("need"), QStringLiteral("scopes")}}};
    if (request.contains(QLatin1String("scopes")) && !held)
        return malformed(QStringLiteral("scopes"));

    // Who holds nothing yet gets everything as older members of scopes, page by page.
    const bool first = standing.after == 0;
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
        DW_ASSIGN(const CommitTimes times, CommitTimes::load(session));
        const qint64 recent = times.newestBefore({m_runner.clock().now().ms - m_recentMs});
        body.insert(QStringLiteral("scopes"),
                    QJsonObject{{QStringLiteral("add"), come},
                                {QStringLiteral("remove"), gone},
                                {QStringLiteral("change"), changed},
                                {QStringLiteral("recent"), double(recent)},
                                {QStringLiteral("hash"), QString::fromLatin1(wanted.digest())}});
    }

    const HiddenFields hidden = HiddenFields::of(*configuration, caller.actor, *m_access);
    if (request.value(QLatin1String("fields_hash")).toString().toLatin1() != hidden.digest()) {
        body.insert(QStringLiteral("fields"), hidden.toJson());
        body.insert(QStringLiteral("masked"), hidden.maskedJson());
    }

    DW_ASSIGN(const QList<LedgerResult> answers,
              session.ledger().resultsAfter(device, wholeNumber(request.value(QLatin1String("ack_results"))),
                                            1000));
    QJsonArray results;
    for (const LedgerResult &result : answers)
        results.append(resultLine(result));
    body.insert(QStringLiteral("results"), results);

    if (first)
        standing = {caller.head.sequence, {}};
    DW_TRY(addFeed(session, caller, request, standing, {reach, held ? &numbers : nullptr}, body));
    return SyncAnswer{200, body};
}

// A device that did not send its list has the same keys, under numbers that it knows itself.
QJsonArray SyncServer::namesOf(const FeedEntry &entry, const QHash<QString, int> *numbers)
{
    QJsonArray in;
    for (const QString &key : entry.keys)
        in.append(numbers ? QJsonValue(numbers->value(key)) : QJsonValue(key));
    return in;
}

// Whole commits, as long as one fits; else a part of one, and the cursor says how far it came. An aggregate
// that changes again before the rest is asked for comes with that later commit, as in any page.
Result<void> SyncServer::addFeed(const ReadSession &session, const Caller &caller, const QJsonObject &request,
                                 const Standing &standing, const Numbering &numbering,
                                 QJsonObject &body) const
{
    const int limit =
        std::clamp(request.value(QLatin1String("limit")).toInt(PageAggregates), 1, PageAggregates);
    DW_ASSIGN(Ledger::Feed feed, session.ledger().feed(numbering.reach, standing.after, limit));
    // Both databases and every server of a workspace go through a commit in the same order.
    std::sort(feed.entries.begin(), feed.entries.end(), [](const FeedEntry &a, const FeedEntry &b) {
        return a.version != b.version ? a.version < b.version : a.root.id < b.root.id;
    });
    AnswerPage page(request, QJsonDocument(body).toJson(QJsonDocument::Compact).size());
    QJsonArray gone;
    qint64 whole = standing.after;
    std::optional<HistoryCursor::Within> last = standing.within;
    // Where the commit begins that is being gone through.
    qsizetype rowsBefore = 0, goneBefore = 0;
    bool full = false;
    for (const FeedEntry &entry : std::as_const(feed.entries)) {
        // What came with the page before.
        if (standing.within && entry.version == standing.within->sequence &&
            !(standing.within->upTo < entry.root.id))
            continue;
        if (last && last->sequence < entry.version) {
            whole = std::max(whole, last->sequence);
            last.reset();
            rowsBefore = page.rows().size();
            goneBefore = gone.size();
        }
        if (entry.keys.isEmpty()) {
            const QJsonObject line{{QStringLiteral("o"), entry.root.object},
                                   {QStringLiteral("id"), entry.root.id.toString()},
                                   {QStringLiteral("q"), double(entry.version)}};
            full = !page.addOther(QJsonDocument(line).toJson(QJsonDocument::Compact).size() + 1);
            if (!full)
                gone.append(line);
        } else {
            DW_ASSIGN(const QJsonObject message,
                      aggregateMessage(session, entry, caller.actor, namesOf(entry, numbering.numbers)));
            full = !page.add(message);
        }
        full = full || page.isCut();
        if (full)
            break;
        last = HistoryCursor::Within{entry.version, entry.root.id};
    }
    QJsonArray rows = page.rows();
    if (full && last && whole > standing.after) {
        while (rows.size() > rowsBefore)
            rows.removeLast();
        while (gone.size() > goneBefore)
            gone.removeLast();
        last.reset();
    }
    LedgerHead at = caller.head;
    if (full || !feed.complete) {
        at.sequence = full ? whole : feed.upTo;
        DW_TRY(addDefinitions(session, caller.actor, numbering.reach, at.sequence, numbering.numbers, rows));
        DW_ASSIGN(const auto tag, session.ledger().tagOf(at.sequence));
        at.tag = tag.value_or(0);
    }
    const bool begun = full && last;
    body.insert(QStringLiteral("rows"), rows);
    body.insert(QStringLiteral("gone"), gone);
    body.insert(QStringLiteral("next"),
                page.isCut() ? request.value(QLatin1String("cursor"))
                             : QJsonValue(QString::fromLatin1(m_cursor.text(
                                   at, begun ? last : std::optional<HistoryCursor::Within>()))));
    body.insert(QStringLiteral("complete"), feed.complete && !full);
    return {};
}

// Of a page that is not the last one: a record may be older than what was done last to the definition of a
// field that it has.
Result<void> SyncServer::addDefinitions(const ReadSession &session, const Actor &actor,
                                        const LedgerReach &reach, qint64 after,
                                        const QHash<QString, int> *numbers, QJsonArray &rows) const
{
    LedgerReach defining;
    for (auto key = reach.constBegin(); key != reach.constEnd(); ++key) {
        for (auto object = key->constBegin(); object != key->constEnd(); ++object) {
            if (isConfigurationObject(object.key()))
                defining[key.key()].insert(object.key(), object.value());
        }
    }
    DW_ASSIGN(const Ledger::Feed feed, session.ledger().feed(defining, after, PageAggregates));
    for (const FeedEntry &entry : feed.entries) {
        if (entry.keys.isEmpty())
            continue;
        DW_ASSIGN(const QJsonObject message,
                  aggregateMessage(session, entry, actor, namesOf(entry, numbers)));
        rows.append(message);
    }
    return {};
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
        QJsonObject masks;
        if (rights.restrictsAny() && !whole) {
            const QStringList keys = values.keys();
            for (const QString &key : keys) {
                // The value of a masked field never travels.
                if (rights.of(key) == FieldRight::Masked)
                    masks.insert(key, maskedText(*type.find(key), record.value(key)));
                if (!rights.mayRead(key))
                    values.remove(key);
            }
        }
        values.remove(QStringLiteral("id"));
        QJsonObject line{{QStringLiteral("o"), type.key()},
                         {QStringLiteral("id"), record.id().toString()},
                         {QStringLiteral("v"), values}};
        if (!masks.isEmpty())
            line.insert(QStringLiteral("m"), masks);
        lines.append(line);
    }
    return QJsonObject{{QStringLiteral("o"), entry.root.object},
                       {QStringLiteral("id"), entry.root.id.toString()},
                       {QStringLiteral("q"), double(entry.version)},
                       {QStringLiteral("s"), numbers},
                       {QStringLiteral("r"), lines}};
}

}  // namespace dw
