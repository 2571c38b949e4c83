// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/datetime.h"
#include "core/base/id.h"
#include "core/base/result.h"
#include "core/records/record.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace dw
{

// A transaction of this device that the server has not answered for good (sync-protocol.md 3.4).
struct OutboxEntry
{
    enum class State {
        Pending,   // never sent: may still be withdrawn
        Sent,      // may have been executed
        Answered,  // executed at `executedAt`; stays until a complete checkpoint holds it
    };
    qint64 number = 0;  // dseq: 1, 2, 3 ... of this device; given by append()
    Id transaction;     // tx_id
    QString command;
    QByteArray body;         // as sent, but for number and dependencies
    QList<RecordRef> roots;  // the aggregates that it changes
    QList<Id> created;       // the records that it makes
    QList<RecordRef> names;  // the records that it changes
    State state = State::Pending;
    qint64 executedAt = 0;  // rseq, 0: not known
    QByteArray answer;      // the server's result, as it came
    int tries = 0;
    Instant madeAt;
};

// The server's state of a record that pending transactions change.
struct BaseRow
{
    RecordRef record;
    RecordRef root;
    Record server;  // invalid: the server has none
};

// What is known of an aggregate that came from the server.
struct RootState
{
    RecordRef root;
    qint64 version = 0;  // q: the commit that changed it last
    QList<int> scopes;   // by number (see ReplicaScope), read in ascending order
};

// A part of the workspace that this device holds. `number` is private to the device (ord).
struct ReplicaScope
{
    int number = 0;
    QString key;          // "own:<id>", "all" ...
    QStringList objects;  // of which objects
    bool live = false;    // false: older members are still being fetched
    RecordRef fetched;    // the last member that came while fetching
    qint64 fetchedAsOf = 0;
};

// A transaction, or fields of one, that the server did not take over: waits for a person.
struct InboxEntry
{
    qint64 number = 0;
    Id transaction;
    QString code;              // "gate_failed", "conflict_guarded", "kept" ...
    QByteArray body;           // the transaction as it was sent
    QByteArray answer;         // the server's result
    QList<qint64> dependants;  // numbers of the inbox entries that fell with it
    Instant at;
    enum class State { Open, Resolved, Discarded } state = State::Open;
    Id resolvedBy;  // the transaction that took its place
};

// What a joined workspace keeps of its server (sync-protocol.md 5, client): the desktop's half of SyncStore.
// Everything that writes needs the running transaction of a WriteSession and is committed or rolled back with
// it; of a reader such calls are refused ("store.no_transaction").
class Replica
{
public:
    virtual ~Replica() = default;
    // The key under which append() keeps the last number it gave, as decimal text.
    static constexpr char LastNumber[] = "outbox_last";

    // --- what the workspace knows of itself: "server", "device", "epoch", "cursor" ...; null if unset ---
    virtual Result<QByteArray> value(const QString &key) const = 0;
    virtual Result<void> setValue(const QString &key, const QByteArray &value) = 0;  // empty removes

    // --- outbox ---
    // Gives the entry its number, one above the highest ever given: value(LastNumber), which a device that is
    // enrolled anew removes while its outbox is empty.
    virtual Result<qint64> append(const OutboxEntry &entry) = 0;
    // In order of their numbers, from `from` on; limit < 0: all.
    virtual Result<QList<OutboxEntry>> outbox(qint64 from, int limit) const = 0;
    virtual Result<std::optional<OutboxEntry>> outboxEntry(qint64 number) const = 0;
    // Those that have it among their roots or names.
    virtual Result<QList<OutboxEntry>> outboxOf(const RecordRef &record) const = 0;
    virtual Result<int> outboxSize() const = 0;
    // The unanswered entry that made this record, 0 if none did.
    virtual Result<qint64> creatorOf(const Id &record) const = 0;
    // Writes state, executedAt, answer and tries.
    virtual Result<void> update(const OutboxEntry &entry) = 0;
    virtual Result<void> setBody(qint64 number, const QByteArray &body) = 0;
    // Takes it out. One that was executed is kept for 30 days from `at` among the sent (`sent`), for a server
    // that was restored from an older state.
    enum class Keep { Forget, AsSent };
    virtual Result<void> take(qint64 number, Keep keep, Instant at) = 0;
    struct SentEntry
    {
        Id transaction;
        qint64 number = 0;
        qint64 executedAt = 0;
        QByteArray body;
    };
    // In the order in which they were executed; limit < 0: all, here as everywhere.
    virtual Result<QList<SentEntry>> sent(qint64 executedAfter, int limit) const = 0;
    // Those that were taken before that.
    virtual Result<void> forgetSent(Instant before) = 0;
    // Of one of them; an empty body forgets it.
    virtual Result<void> setSentBody(const Id &transaction, const QByteArray &body) = 0;

    // --- base rows: the server's state under pending changes, of its stored fields ---
    virtual Result<std::optional<BaseRow>> base(const RecordRef &record) const = 0;
    virtual Result<QList<BaseRow>> basesOf(const RecordRef &root) const = 0;
    virtual Result<void> setBase(const BaseRow &row) = 0;  // replaces
    virtual Result<void> dropBase(const RecordRef &record) = 0;

    // --- aggregates and scopes ---
    virtual Result<std::optional<RootState>> root(const RecordRef &root) const = 0;
    virtual Result<void> setRoot(const RootState &state) = 0;
    // Many that are not there yet: Storage for one that is.
    virtual Result<void> addRoots(const QList<RootState> &states) = 0;
    virtual Result<void> dropRoot(const RecordRef &root) = 0;
    virtual Result<QList<ReplicaScope>> scopes() const = 0;
    virtual Result<void> setScope(const ReplicaScope &scope) = 0;
    // Takes the scope from every aggregate; of the objects named, or of all where none is: then the scope
    // itself goes with its last one. From at most `limit` at a time (some microseconds each), for a large
    // scope in several transactions; until it is done the rest still names the scope. True: it is done.
    virtual Result<bool> dropScope(int number, const QStringList &objects = {}, int limit = -1) = 0;
    // What a scope holds, by object and id after `after`, at most `limit`. Their `scopes` stay empty.
    virtual Result<QList<RootState>> held(int scope, const RecordRef &after, int limit) const = 0;
    // Aggregates that no scope holds any more, at most `limit`.
    virtual Result<QList<RecordRef>> orphans(int limit) const = 0;
    // Rows of another object that go with a root: those whose `field` points at it.
    struct Part
    {
        ObjectTypePtr object;
        int field = -1;
    };
    struct Purged
    {
        int roots = 0;
        QHash<QString, QList<Id>> records;  // by object
    };
    // Takes away all orphans of an object and their records as purges would, without their reading; not those
    // of which something waits (base()). Where they are few, or many others stay, nothing happens: one
    // record after the other is faster then.
    virtual Result<Purged> purgeOrphans(const ObjectTypePtr &object, const QList<Part> &parts) = 0;

    // --- inbox ---
    virtual Result<qint64> addToInbox(const InboxEntry &entry) = 0;
    virtual Result<QList<InboxEntry>> inbox() const = 0;  // the open ones, oldest first
    virtual Result<std::optional<InboxEntry>> inboxEntry(qint64 number) const = 0;
    // Writes all of it.
    virtual Result<void> updateInbox(const InboxEntry &entry) = 0;
};

}  // namespace dw
