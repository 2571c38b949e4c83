// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandrunner.h"
#include "core/store/replica.h"
#include "core/sync/memberchunk.h"
#include "core/sync/messagepieces.h"
#include "core/sync/problem.h"

#include <QJsonArray>
#include <QJsonObject>

#include <functional>
#include <optional>
#include <vector>

namespace dw
{

class Incoming;

// The laptop's half of sync, without a socket, a clock or a thread (sync-protocol.md 3.4, 3.6): what to send
// next, and what to do with what came back. Every call is one transaction, begun and committed here, on the
// writer thread with none running; it is done whole or not at all, so a laptop that stops in the middle asks
// again. The runner must have an OutboxWriter as its hook.
class SyncClient
{
public:
    static constexpr int PushTransactions = 100;
    static constexpr qsizetype PushBytes = 1024 * 1024;

    explicit SyncClient(CommandRunner &runner) : m_runner(runner) {}

    // What came of an answer.
    struct Outcome
    {
        bool complete = false;     // the laptop stands where the server stood
        bool needsScopes = false;  // the pull is to be repeated with the list of scopes
        QString action;            // of a problem (SyncAnswer::action); empty: none
        int applied = 0;           // aggregates that were written or taken away
    };

    // After enrolling, before a runner opens the workspace, which holds nothing of its own: which server's
    // history it takes part in.
    static Result<void> join(WriteSession &session, const Id &device, const Id &epoch);

    // What came from a newer server before this program had a place for it gets one, as far as it has now;
    // the first thing on a workspace that is opened. Whatever comes later does so by itself.
    Result<void> takeUp(WriteSession &session);

    // Nothing where nothing waits. Marks what it gives out as sent.
    Result<std::optional<QJsonObject>> pushRequest(WriteSession &session);
    Result<Outcome> applyPush(WriteSession &session, const SyncAnswer &answer);

    enum class Scopes { Digest, List };
    Result<QJsonObject> pullRequest(const ReadSession &session, Scopes scopes) const;
    // The answer to that very request; one that was overtaken by another is passed over.
    Result<Outcome> applyPull(WriteSession &session, const QJsonObject &request, const SyncAnswer &answer);

    // Of the next scope whose older members are not all here; nothing where all are.
    Result<std::optional<QJsonObject>> membersRequest(const ReadSession &session) const;
    // The answer to that very request.
    Result<Outcome> applyMembers(WriteSession &session, const QJsonObject &request, const SyncAnswer &answer);
    // The same of chunks of a snapshot that followed each other behind that request; Outcome::complete: the
    // scope is here. Those that define fields and objects and those that do not are to come apart.
    Result<Outcome> applyChunks(WriteSession &session, const QJsonObject &request,
                                std::vector<MemberChunk> chunks);
    // The request that is to be made behind the chunk.
    static QJsonObject requestBehind(QJsonObject request, const MemberChunk &chunk);

    // Very much is to be fetched by a laptop that held nothing: it is a bulk load
    // (WriteSession::beginBulk()).
    static Result<bool> isFirstLoad(const ReadSession &session);

    // Whether what waits is more than a push takes, or comes behind files.
    static bool takesTime(const ReadSession &session);
    // A push without transactions, of what waits as `sign` (Ed25519, by the device's key) vouches for it:
    // what comes later was there when this came (OutboxLog). Nothing where nothing waits.
    Result<std::optional<QJsonObject>> logRequest(
        const ReadSession &session, const std::function<QByteArray(const QByteArray &)> &sign) const;

    // POST /numbers/lease for the objects whose numbers run out here; nothing where none do.
    Result<std::optional<QJsonObject>> leaseRequest(const ReadSession &session) const;
    // The answer to that very request.
    Result<void> applyLease(WriteSession &session, const QJsonObject &request, const SyncAnswer &answer);

    // A batch of the records and values that an answer took away and that did not leave with it, for they are
    // very many. True: nothing is left. To be called after every pull and members, until it says so; what is
    // still to be done is kept over a restart.
    Result<bool> settle(WriteSession &session);
    // After that: what is left of their values in places that only time would clear.
    // True: nothing. To be called after every pull, and again later where it was false; what is still to be
    // done is kept over a restart.
    static Result<bool> scrub(WriteSession &session);

private:
    template <typename Work>
    Result<Outcome> inTransaction(WriteSession &session, Work &&work,
                                  Durability durability = Durability::Saved);
    static Result<std::optional<ReplicaScope>> awaited(const Incoming &incoming, const QJsonObject &request);
    Result<void> takeResults(Incoming &incoming, const QJsonArray &results) const;
    // When what was kept for some days ends: a clock that runs ahead of the server's ends nothing early.
    Instant timeOf(const QJsonObject &answer) const;
    Result<void> finishAnswered(Incoming &incoming, qint64 sequence, Instant now) const;

    CommandRunner &m_runner;
    MessagePieces m_pieces;
};

}  // namespace dw
