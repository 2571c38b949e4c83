// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/replica.h"
#include "core/sync/syncclient.h"

#include <QHash>
#include <QJsonObject>
#include <QList>

#include <optional>

namespace dw
{

// A laptop that compares itself with its server: after the server was put back to an older state, after it
// was away for too long, as a copy that became a device of its own, or to find drift
// (sync-protocol.md 3.19, 3.22). Without a socket: what to ask next, and what to do with the answer. Where it
// stands is kept over a restart.
//
// What the server lost of this laptop's own work goes back into the outbox, in its order and under its ids.
// Scopes whose digests differ are fetched again, the parts that differ alone. Nothing is deleted before all
// of that is done; records that the server does not know at all any more wait in the inbox (ParkedRecords),
// unless they were held by a scope that the restored server does not give the laptop.
class SyncRecovery
{
public:
    enum class Why {
        Restored,  // another epoch, or a history that diverged
        Expired,   // the cursor is before the server's horizon
        Forked,    // the laptop has a new device id
        Drift,     // nothing is known to be wrong
    };
    static constexpr qint64 VerifyEveryMs = qint64(7) * 24 * 3600 * 1000;
    static constexpr qint64 RepairEveryMs = qint64(24) * 3600 * 1000;

    SyncRecovery(CommandRunner &runner, SyncClient &client) : m_runner(runner), m_client(client) {}

    // With no transaction running, here and below. Nothing where one runs, but that one for drift gives way.
    Result<void> begin(WriteSession &session, Why why);
    // The same for a device that was enrolled in place of a forked one.
    Result<void> beginAs(WriteSession &session, const Id &device);
    // Whether it is time to look for drift; the first time only begins to count.
    Result<bool> isDue(WriteSession &session) const;
    static Result<bool> isRunning(const ReadSession &session);

    struct Question
    {
        QString path;  // "reconcile", "verify"
        QJsonObject body;
    };
    enum class Place {
        BeforePush,  // only what must be known before anything is sent
        AtHead,      // pulled to the end, no scope to be fetched
    };
    // Nothing: pull, fetch and come again while isRunning(), or all is done; SyncClient::settle() then. To be
    // asked at the end of every synchronisation.
    Result<std::optional<Question>> next(WriteSession &session, Place place);
    // An answer that is a problem leaves all as it is.
    Result<void> take(WriteSession &session, const Question &question, const SyncAnswer &answer);

    // The value under which the parts of a scope that are to be fetched again are kept.
    static QString bucketsKey(int scope) { return QStringLiteral("buckets:") + QString::number(scope); }

private:
    template <typename Work>
    static Result<void> inTransaction(WriteSession &session, Work &&work);
    static Result<QJsonObject> state(const ReadSession &session);
    static Result<void> keep(WriteSession &session, const QJsonObject &state);

    Result<Question> reconcileQuestion(const ReadSession &session, const QJsonObject &state) const;
    Result<Question> verifyQuestion(const ReadSession &session) const;
    Result<std::optional<Question>> bucketsQuestion(const ReadSession &session, QJsonObject &state) const;
    Result<std::optional<Question>> lostQuestion(const ReadSession &session, const QJsonObject &state) const;

    Result<void> takeMissing(WriteSession &session, QJsonObject state, const QJsonObject &body);
    Result<void> adopt(WriteSession &session, QJsonObject state, const QJsonObject &body);
    Result<void> takeVerdicts(WriteSession &session, QJsonObject state, const QJsonObject &body) const;
    Result<void> takeBuckets(WriteSession &session, QJsonObject state, const QJsonObject &body) const;
    Result<void> fetchAgain(WriteSession &session, ReplicaScope scope, const QJsonArray &buckets) const;
    Result<void> takeLost(WriteSession &session, QJsonObject state, const QJsonObject &body);
    // --- syncrecoverylost.cpp ---
    // Of an aggregate that the next message about it replaces, whatever it says; below it, one for each scope
    // that it was taken from so, the last one where there are several. Requeue's is -1.
    static constexpr qint64 NoVersion = -2;
    // The scopes that aggregates were taken from before the last one.
    using Holders = QHash<Id, QList<int>>;
    static Result<void> noteOthers(Replica &replica, const QList<RecordRef> &roots);
    static Result<Holders> otherHolders(const Replica &replica);
    static Result<void> forgetOthers(Replica &replica);
    static Result<QList<ReplicaScope>> heldBy(const Replica &replica, const RecordRef &root,
                                              const Holders &others);
    Result<void> park(WriteSession &session, const RecordRef &root, const QList<ReplicaScope> &scopes) const;
    Result<void> settleFound(WriteSession &session) const;
    Result<void> finish(WriteSession &session);

    CommandRunner &m_runner;
    SyncClient &m_client;
};

}  // namespace dw
