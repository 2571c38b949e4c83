// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandrunner.h"
#include "core/store/ledger.h"
#include "core/sync/aggregates.h"
#include "core/sync/historyguard.h"
#include "core/sync/memberorder.h"
#include "core/sync/problem.h"
#include "core/sync/pushrun.h"
#include "core/sync/retrybook.h"
#include "core/sync/syncaccess.h"

#include <QByteArray>
#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QSet>

#include <functional>
#include <memory>
#include <optional>

namespace dw
{

// The server's half of sync, without a socket or a thread (sync-protocol.md 3, 4): requests in, answers out,
// everything else through the session. The caller has made sure who the device is; pushes run on the writer
// thread, all other calls on any session of one thread. The runner must have a LedgerWriter as its hook.
class SyncServer
{
public:
    static constexpr int PushTransactions = 100;
    static constexpr int PageAggregates = 500;

    SyncServer(CommandRunner &runner, std::shared_ptr<const SyncAccess> access);
    // Before anything is pushed.
    void setBudget(const PushRun::Budget &budget) { m_budget = budget; }

    // Which files came already of those that transactions attach; it must outlive this. Before the first
    // push.
    void setFiles(const FileArrivals *files) { m_files = files; }

    // Makes a workspace that nobody shared a server's: all that it holds becomes its first commit. Nothing
    // where that was done.
    Result<void> found(WriteSession &session);
    // POST /devices: {device, short, workspace, epoch}. Without a short name that the accounts gave it is the
    // next of a sequence that never repeats. `since`: it was enrolled then, and may have worked from then on.
    SyncAnswer enrol(WriteSession &session, const Id &device, const Id &user, const QString &shortName = {},
                     std::optional<Instant> since = {});
    // POST /sync/push. With no transaction running. Takes one transaction at least and ends when the budget
    // is used up; `last_dseq` says how far it came.
    // `key` is the device's public one, for what it signed of its outbox ("log", OutboxLog).
    SyncAnswer push(WriteSession &session, const Id &device, const QJsonObject &request,
                    const QByteArray &key = {});
    // POST /sync/pull. `scopes` in the request is what the device holds: [{ord, key, objects}]. A page ends
    // before its aggregates take more than `max_bytes` (AnswerPage), also inside a commit; what defines
    // fields and objects comes besides.
    SyncAnswer pull(ReadSession &session, const Id &device, const QJsonObject &request);
    // POST /sync/members {key, objects, after}: the members of a scope that the device was granted, a page at
    // a time: {rows, next, complete, as_of}. The bytes of a page are those of a pull.
    SyncAnswer members(ReadSession &session, const Id &device, const QJsonObject &request);
    // POST /sync/snapshot, with the same request: the same in frames (MemberChunk), so many members that they
    // need little memory. Asked again behind `next` until it is complete; what the device reaches is looked
    // at each time. 413 "by_pages": the next member is too large for it, and comes by members().
    struct MemberFrames
    {
        std::optional<SyncAnswer> problem;
        QByteArray bytes;  // one chunk
        std::optional<MemberPlace> next;
        bool complete = false;
    };
    MemberFrames memberFrames(ReadSession &session, const Id &device, const QJsonObject &request);

    // POST /numbers/lease {objects}: ranges of numbers for those whose numbers laptops give out of such, and
    // of which the user may make records: {leases: [{obj, lo, hi}]}. With no transaction running.
    SyncAnswer lease(WriteSession &session, const Id &device, const QJsonObject &request);

    // POST /sync/reconcile {cursor, acked | roots}: what of a laptop's is not in this history, of any epoch;
    // besides what HistoryAnswers says `next`, the cursor from which it goes on, and `stands`: its own does.
    SyncAnswer reconcile(ReadSession &session, const Id &device, const QJsonObject &request);
    // POST /sync/tx-status, POST /sync/verify: see HistoryAnswers.
    SyncAnswer status(ReadSession &session, const Id &device, const QJsonObject &request);
    SyncAnswer verify(ReadSession &session, const Id &device, const QJsonObject &request);
    // Of a greeting: what is wrong with the history that the device stands in; nothing: it may go on.
    Result<std::optional<SyncAnswer>> greet(const ReadSession &session, const QJsonObject &request) const;

    // Cursors carry a proof by this key; before anything is asked.
    void setCursorKey(const QByteArray &key) { m_cursor = HistoryCursor(key); }
    // What changed within so long (ms) comes to a laptop before what is older; before anything is asked.
    void setRecent(qint64 ms) { m_recentMs = ms; }
    // Called on the asking thread when a laptop shows a cursor that was given out here and is not in the
    // history: HistoryGuard::suspect() is to follow.
    void onDiverged(std::function<void()> tell) { m_diverged = std::move(tell); }

private:
    struct Caller
    {
        LedgerDevice device;
        LedgerHead head;
        Actor actor;
    };
    struct Verdict
    {
        std::optional<SyncAnswer> problem;
        Caller caller;
    };
    // Who asks, and whether about this history.
    enum class Epoch { This, Any };
    Result<Verdict> admit(const ReadSession &session, const Id &device, const QJsonObject &request,
                          Epoch epoch = Epoch::This) const;
    static Result<std::optional<SyncAnswer>> doubt(const ReadSession &session);
    Result<std::optional<SyncAnswer>> checkCursor(
        const ReadSession &session, const QJsonObject &request, const LedgerHead &head, qint64 &after,
        std::optional<HistoryCursor::Within> *within = nullptr) const;
    static Result<QList<SyncTransaction>> transactionsIn(const QJsonArray &sent, PushRun::Refusals &refused);
    Result<SyncAnswer> pushed(WriteSession &session, const Id &device, const QJsonObject &request,
                              const QByteArray &key, PushRun::Refusals &refused);
    Result<SyncAnswer> pulled(ReadSession &session, const Id &device, const QJsonObject &request);
    struct Standing
    {
        qint64 after = 0;
        std::optional<HistoryCursor::Within> within;
    };
    struct Numbering
    {
        const LedgerReach &reach;
        const QHash<QString, int> *numbers;  // none: scopes are told by key
    };
    Result<void> addFeed(const ReadSession &session, const Caller &caller, const QJsonObject &request,
                         const Standing &standing, const Numbering &numbering, QJsonObject &body) const;
    // --- syncservermembers.cpp ---
    // Whose members are asked for, and behind which.
    struct Asked
    {
        Caller caller;
        QString key;
        QHash<QString, quint64> objects;
        MemberOrder order;
        int limit = 0;
        QSet<int> buckets;
        QJsonObject request;
    };
    Result<std::optional<SyncAnswer>> askedFor(const ReadSession &session, const Id &device,
                                               const QJsonObject &request, Asked &asked) const;
    Result<SyncAnswer> membersOf(const ReadSession &session, const Asked &asked) const;
    struct Found
    {
        QList<FeedEntry> entries;  // in the order of the places behind them
        MemberEnd end;
        bool byCommit = false;  // a place is an entry's commit and root, else its root
        bool defining = false;  // all of them belong into one chunk
    };
    Result<Found> findMembers(const Ledger &ledger, const Asked &asked) const;
    Result<void> findRecent(const Ledger &ledger, const Asked &asked, Found &found) const;
    Result<void> writeFrames(const ReadSession &session, const Asked &asked, MemberFrames &frames) const;
    Result<void> writeRows(const ReadSession &session, const Asked &asked, Found found,
                           MemberFrames &frames) const;
    Result<void> addDefinitions(const ReadSession &session, const Actor &actor, const LedgerReach &reach,
                                qint64 after, const QHash<QString, int> *numbers, QJsonArray &rows) const;
    static QJsonArray namesOf(const FeedEntry &entry, const QHash<QString, int> *numbers);
    Result<QJsonObject> aggregateMessage(const ReadSession &session, const FeedEntry &entry,
                                         const Actor &actor, const QJsonArray &numbers) const;

    CommandRunner &m_runner;
    std::shared_ptr<const SyncAccess> m_access;
    const FileArrivals *m_files = nullptr;
    RetryBook m_retries;  // of the writer thread
    PushRun::Budget m_budget;
    HistoryCursor m_cursor;
    qint64 m_recentMs = MemberOrder::RecentMs;
    std::function<void()> m_diverged;
};

}  // namespace dw
