// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/configuration.h"
#include "core/records/changeset.h"
#include "core/store/replica.h"
#include "core/store/session.h"
#include "core/sync/aggregates.h"
#include "core/sync/hiddenfields.h"
#include "core/sync/memberchunk.h"
#include "core/sync/opaquevalues.h"
#include "core/sync/typedinput.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QSet>
#include <QStringList>

#include <vector>

namespace dw
{

// One answer that a laptop takes over, in the running transaction: scopes and fields that come and go,
// aggregates that come and go (sync-protocol.md 3.6, 3.12). finish() once at the end.
class Incoming
{
public:
    // So many aggregates leave in one transaction; settle() has the others leave in further ones.
    static constexpr int Batch = 5000;
    // So many leave together with the answer that takes them away. More wait for settle() as a whole: what
    // takes the rights, by which nobody is shown them any more, is not to wait for them.
    static constexpr int AtOnce = 500;

    static Result<Incoming> begin(WriteSession &session, ConfigurationPtr configuration, Instant now);

    // A scope that goes while others come keeps what they may hold until the last of them is here, so that a
    // line that breaks in between leaves the laptop with what it had; what none of them may hold goes at
    // once.
    Result<void> takeScopes(const QJsonObject &scopes);
    // The fields of which the laptop gets no value from now on, and masks of which. What was one of them and
    // is none any more is fetched, and so is what is masked from now on.
    Result<void> takeFields(const HiddenFields &now);
    // `exact`: the message names all scopes that hold it, else one of them.
    Result<void> takeMessage(const QJsonObject &message, bool exact);
    // Members of a scope as a snapshot brings them. What is new here is written without a look at what has
    // its unique values: Conflict, of which a part may stand. One by one it makes room. While a new laptop is
    // filled all is taken for new: a Conflict, too, where it is not.
    enum class NewOnes { Unseen, AtOnce, OneByOne };
    Result<void> takeChunk(const MemberChunk &chunk, int scope, NewOnes newOnes);
    // version < 0: whatever it is.
    Result<void> forget(const RecordRef &root, qint64 version);
    // The records of the transaction are put together again.
    void touch(const OutboxEntry &entry);
    // The server shows its user none of them; those that are not here leave nothing behind.
    void loseSight(const OutboxEntry &entry);
    // Nothing is left of the transaction that could be undone.
    Result<void> forgetUndo(const Id &transaction);
    // What waits for scopes that are all here now.
    Result<void> dropRetired();
    // A batch of what is to leave. True: nothing is left.
    Result<bool> settle();
    static Result<bool> isSettled(const ReadSession &session);
    Result<void> finish();

    WriteSession &session() const { return m_session; }
    Replica &replica() const { return m_replica; }
    // Without those that only wait to leave.
    QList<ReplicaScope> scopes() const;
    Result<void> setScope(const ReplicaScope &scope);
    // It is fetched from the beginning, in no parts.
    Result<void> fetchAsOne(ReplicaScope scope);
    CommitNotice notice() const;
    int applied() const { return m_applied; }

    // A definition that only this laptop had made way for its server's of the same name; what waits and was
    // shown by it is to be put together again under the configuration that comes of that.
    bool gaveWay() const { return m_gaveWay; }
    Result<void> touchWaiting();

    static bool isRetired(const ReplicaScope &scope);
    // In place of the key of a scope that goes.
    static constexpr char Retired[] = "retired";
    // From so many records on a laptop that holds nothing yet leaves indexes and search to the end.
    static constexpr qint64 Many = 20'000;
    // So many of them are still to come, or were when they began to.
    static Result<bool> isFirstLoad(const Replica &replica);
    // Which of its objects a scope that is not live still needs; none: all.
    static Result<QStringList> wanted(const Replica &replica, int scope);

private:
    Incoming(WriteSession &session, ConfigurationPtr configuration, Instant now);
    Result<void> dropScope(int number, const QStringList &objects);
    Result<void> changeScope(const QJsonObject &line);
    Result<void> fetch(ReplicaScope &scope, const QStringList &objects);
    Result<void> fetchInParts(ReplicaScope &scope);
    Result<void> fetchObjects(const QSet<QString> &roots);
    Result<int> ownScope(const QJsonValue &named) const;
    Result<std::optional<BaseRow>> baseOf(const RecordRef &record) const;
    // A row of an aggregate, with the values that came of it, and the masks of others.
    struct Line
    {
        Record record;
        QJsonObject values;
        QJsonObject masks;
    };
    Result<void> takeMasks(const RecordRef &record, const QJsonObject &masks);
    Result<void> forgetMasks(const RecordRef &record);
    Result<void> takeAggregate(RootState state, const QList<Line> &lines, bool exact);
    Result<std::vector<bool>> newIn(const MemberChunk &chunk, NewOnes newOnes) const;
    Result<void> apply(ChangeSet &changes);
    Result<void> giveWay(const Record &definition);
    Result<void> takeUp();
    Result<void> take(const RecordRef &record, const QJsonObject &values, const QStringList &fields);
    enum class IfMany { Wait, Begin };
    Result<bool> forgetOrphans(IfMany many);
    Result<bool> forgetMost(const QList<RecordRef> &orphans);
    // Takes a scope, or what it holds of these objects, from what is here.
    Result<void> letGo(const ReplicaScope &scope, const QStringList &objects);
    static Result<bool> isLettingGo(const Replica &replica);
    // At most `limit` of what was let go and waits; true: nothing is left.
    Result<bool> finishLettingGo(int limit);
    Result<void> forget(const RecordRef &root, qint64 version, ChangeSet &leaving);
    Result<bool> hideFields();
    Result<void> hideInBases(const QMap<QString, QStringList> &fields);

    WriteSession &m_session;
    Replica &m_replica;
    ConfigurationPtr m_configuration;
    Aggregates m_aggregates;
    EvaluationContext m_evaluation;
    QList<ReplicaScope> m_scopes;
    std::optional<qint64> m_recent;  // since which commit what changed is to come first
    bool m_anyBase = false;
    QSet<RecordRef> m_touched;
    QList<RecordRef> m_vanished;  // that a message does not hold any more, or that an answer was about
    QStringList m_taken;          // objects of which records or values were taken away
    TypedInput m_typed;
    ChangeSet m_changes;
    QStringList m_purged;  // objects of which many records went that are not among the changes
    OpaqueValues m_opaque;
    HiddenFields m_hidden;     // as held
    QSet<QString> m_remasked;  // objects of which masks are others now
    bool m_gaveWay = false;
    bool m_rescoped = false;  // the answer says which scopes there are
    int m_applied = 0;
};

}  // namespace dw
