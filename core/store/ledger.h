// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/datetime.h"
#include "core/base/id.h"
#include "core/base/result.h"
#include "core/base/value.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

#include <limits>
#include <optional>

namespace dw
{

// Where the workspace's history stands (sync-protocol.md 3.2).
struct LedgerHead
{
    qint64 sequence = 0;  // seq of the newest commit
    quint32 tag = 0;      // random, of that commit
    Id epoch;             // of this history; null: the workspace serves nobody
    qint64 metadata = 0;  // version of the configuration
    qint64 horizon = 0;   // what was left before it is forgotten
};

// A laptop that is enrolled.
struct LedgerDevice
{
    Id id;
    Id user;
    QString shortName;      // "K7", unique in the workspace
    qint64 lastNumber = 0;  // dseq of its last answered transaction
    qint64 lastPull = 0;    // the sequence that it had seen when it made that one
    Instant lastContact;    // when it was entered: what follows was entered no earlier
    enum class State { Active, Revoked, Wiped } state = State::Active;
};

// The stored answer to one transaction.
struct LedgerResult
{
    Id device;
    qint64 number = 0;
    Id transaction;
    enum class Status { Applied, Merged, Rejected } status = Status::Applied;
    QString code;         // of a rejection
    qint64 sequence = 0;  // rseq; 0 for a rejection
    QByteArray body;      // the answer as it is sent
};

// What a record belongs to: key -> tags (see core/access). Never more than a few keys.
using LedgerPlacement = QHash<QString, quint64>;
// What a user reaches: key -> object -> tags.
using LedgerReach = QHash<QString, QHash<QString, quint64>>;

// An aggregate that changed, or that came into or left what somebody reaches.
struct FeedEntry
{
    RecordRef root;
    qint64 version = 0;  // q
    QStringList keys;    // of the reach, that hold it now; none: it is to be forgotten
};

// The server's half of SyncStore (sync-protocol.md 5, server). Writing needs the running transaction of a
// WriteSession, as in Replica. One file or schema is one workspace.
class Ledger
{
public:
    virtual ~Ledger() = default;

    virtual Result<LedgerHead> head() const = 0;
    // Locks the head until the transaction ends (SQLite: BEGIN IMMEDIATE has done so) and reads it.
    virtual Result<LedgerHead> lockHead() = 0;
    // Writes the head and remembers its (sequence, tag).
    virtual Result<void> setHead(const LedgerHead &head) = 0;
    // In the transaction that makes another configuration (definitions, roles): other processes on this store
    // read it anew before anything runs under the one that they know. One process alone needs no word of it.
    virtual Result<void> noteRenewed() { return {}; }
    // Of a commit in this history; nothing if there is none, or it is before the horizon.
    virtual Result<std::optional<quint32>> tagOf(qint64 sequence) const = 0;

    virtual Result<std::optional<LedgerDevice>> device(const Id &id) const = 0;
    virtual Result<QList<LedgerDevice>> devices() const = 0;
    virtual Result<void> setDevice(const LedgerDevice &device) = 0;

    virtual Result<std::optional<LedgerResult>> result(const Id &device, qint64 number) const = 0;
    virtual Result<std::optional<LedgerResult>> resultOf(const Id &transaction) const = 0;
    // Whether the device has an answer to it under a number of its own.
    virtual Result<bool> hasAnswer(const Id &device, const Id &transaction) const = 0;
    // Of a device, above `number`, in order.
    virtual Result<QList<LedgerResult>> resultsAfter(const Id &device, qint64 number, int limit) const = 0;
    // Conflict "store.duplicate": the number is taken, or the transaction has an answer that says otherwise
    // (a device that was enrolled anew gets the old one again under its new number).
    virtual Result<void> addResult(const LedgerResult &result) = 0;
    // The device has them all up to `number`. What says that a transaction was executed stays: only the
    // answer's body goes.
    virtual Result<void> forgetResults(const Id &device, qint64 upTo) = 0;

    virtual Result<LedgerPlacement> placement(const RecordRef &root) const = 0;
    // The aggregate changed in the commit `sequence`: its version in all its keys. `placement` null: it
    // belongs where it did. Once for each aggregate of a commit: what it held between two calls counts as
    // held.
    virtual Result<void> touch(const RecordRef &root, qint64 sequence, const LedgerPlacement *placement) = 0;
    // What changed after `after`, whole commits only, oldest first: as many commits as bring about no more
    // than `limit` aggregates, one at least. `upTo` is the last of them, the head where nothing is left. Each
    // root comes once, in the last commit that changed it for this reach; one that nobody with this reach
    // ever held is left out.
    struct Feed
    {
        QList<FeedEntry> entries;
        qint64 upTo = 0;
        bool complete = true;
    };
    virtual Result<Feed> feed(const LedgerReach &reach, qint64 after, int limit) const = 0;
    // The keys under which something changed after `after`; nothing: the store cannot tell, it may be any.
    virtual Result<std::optional<QStringList>> keysChanged(qint64 /*after*/) const
    {
        return std::optional<QStringList>();
    }
    static constexpr qint64 AnyCommit = std::numeric_limits<qint64>::max();
    // The members of one key, of these objects (object -> tags), that changed last in the commit `upTo` or
    // before it; object by object in an order that stays, by id, after `after` (a null id: from the start).
    // Their `keys` is this one.
    virtual Result<QList<FeedEntry>> members(const QString &key, const QHash<QString, quint64> &objects,
                                             const RecordRef &after, int limit,
                                             qint64 upTo = AnyCommit) const = 0;
    // Those that changed after `above`: what changed last comes first, what one commit changed in the order
    // of members(). Behind `after`, one of these as it came (a null id: from the newest); limit > 0. What
    // changes meanwhile comes in the feed.
    virtual Result<QList<FeedEntry>> newestMembers(const QString &key, const QHash<QString, quint64> &objects,
                                                   qint64 above, const FeedEntry &after, int limit) const = 0;
    // How many there are.
    virtual Result<qint64> memberCount(const QString &key, const QHash<QString, quint64> &objects) const = 0;
    // Removes what lies before the horizon: tags of commits, and what left; at most `limit` of each, for
    // several transactions. True: nothing is left of it.
    virtual Result<bool> forgetBeforeHorizon(int limit) = 0;
};

}  // namespace dw
