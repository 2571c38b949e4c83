// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandrunner.h"
#include "core/store/ledger.h"
#include "core/sync/committimes.h"
#include "core/sync/outboxlog.h"
#include "core/sync/retrybook.h"
#include "core/sync/transactionexecutor.h"

#include <QHash>
#include <QJsonArray>

#include <functional>

namespace dw
{

// One push on the server, in its running transaction: transactions are taken in their order until there is a
// gap, or the push has done its share of work (sync-protocol.md 3.4).
class PushRun
{
public:
    // Where a push ends, one transaction at least: others wait for the writer. `records` stand for the
    // protocol's 1 MB of effects.
    struct Budget
    {
        int ms = 100;
        int records = 1000;
        std::function<qint64()> now;  // milliseconds of a clock that only goes on; none: no end by time
    };
    // Transactions that are answered without being run, by id.
    using Refusals = QHash<Id, Error>;

    PushRun(CommandRunner &runner, WriteSession &session, const LedgerDevice &sender, const Actor &actor,
            const Budget &budget, const Refusals &refused, RetryBook &retries,
            const FileArrivals *files = nullptr);

    // `log` is what the laptop signed of what waits there, `key` its public key (OutboxLog).
    Result<void> prepare(const QJsonObject &log = {}, const QByteArray &key = {});
    enum class Next {
        GoOn,
        Stop,    // it ends before or after this one
        Forked,  // somebody else has this number of the device
    };
    Result<Next> take(const SyncTransaction &transaction);

    // What is to be kept of it beside what was executed.
    Result<void> finish() const;
    // The device as it is after what was taken.
    const LedgerDevice &sender() const { return m_sender; }
    const QJsonArray &results() const { return m_results; }
    // Since when what was taken was there for certain (OutboxLog::proofs()).
    QJsonArray proofs() const { return m_log.proofs(m_first, m_last); }
    const QList<CommandResult> &done() const { return m_done; }
    // The transaction that ended the push because the next one is checked against what it made; null: none.
    const Id &renewing() const { return m_renewing; }
    // What access refused, for the audit, once all is committed.
    void noteAttempts(WriteSession &session);

private:
    // `isRepeated`: it was answered before, under another number or registration.
    Result<void> answer(const SyncTransaction &transaction, LedgerResult &result, CommandResult &executed,
                        bool &later, bool &isRepeated);
    Result<void> execute(const SyncTransaction &transaction, LedgerResult &result, CommandResult &executed,
                         bool &later);
    Result<qint64> rejectedDependency(const SyncTransaction &transaction) const;
    Instant enteredAt(const SyncTransaction &transaction) const;
    qint64 seenBy(const SyncTransaction &transaction) const;
    FieldMerge::Away awayOf(const SyncTransaction &transaction) const;
    void add(const LedgerResult &result);
    bool isUsedUp() const;

    struct Attempt
    {
        QString command;
        Refusal refusal;
    };

    CommandRunner &m_runner;
    WriteSession &m_session;
    LedgerDevice m_sender;
    const Actor m_actor;
    const Budget &m_budget;
    const Refusals &m_refused;
    RetryBook &m_retries;
    const FileArrivals *m_files;
    const Instant m_received;
    const qint64 m_begun;
    LedgerHead m_head;
    CommitTimes m_times;
    OutboxLog m_log;
    QList<CommandResult> m_done;
    QList<Attempt> m_attempts;
    QJsonArray m_results;
    Id m_renewing;
    int m_records = 0;
    qint64 m_first = 0;  // numbers that were taken; none: 0
    qint64 m_last = -1;
    qsizetype m_told = 0;
};

}  // namespace dw
