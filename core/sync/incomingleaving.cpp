// SPDX-License-Identifier: GPL-3.0-or-later
// What leaves a laptop: scopes, and the aggregates that none holds any more.
#include "core/commands/accessloader.h"
#include "core/commands/configurationloader.h"
#include "core/sync/incoming.h"
#include "core/sync/rebase.h"
#include "core/sync/syncrecovery.h"

#include <QJsonDocument>

namespace dw
{

namespace
{

// What was let go of and still stands: by number of its scope, the objects; none: all of the scope.
const QString Leaving = QStringLiteral("leaving");

Result<void> setLeaving(Replica &replica, const QJsonObject &leaving)
{
    return replica.setValue(
        Leaving, leaving.isEmpty() ? QByteArray() : QJsonDocument(leaving).toJson(QJsonDocument::Compact));
}

}  // namespace

Result<void> Incoming::letGo(const ReplicaScope &scope, const QStringList &objects)
{
    DW_ASSIGN(const bool dropped, m_replica.dropScope(scope.number, objects, AtOnce));
    if (dropped)
        return dropScope(scope.number, objects);
    if (objects.isEmpty()) {
        ReplicaScope retired = scope;
        retired.key = QString::fromLatin1(Retired);
        retired.live = true;
        DW_TRY(setScope(retired));
    }
    DW_ASSIGN(const QByteArray known, m_replica.value(Leaving));
    QJsonObject leaving = QJsonDocument::fromJson(known).object();
    const QString number = QString::number(scope.number);
    const bool whole = leaving.contains(number) && leaving.value(number).toArray().isEmpty();
    if (!whole) {
        QJsonArray all = objects.isEmpty() ? QJsonArray() : leaving.value(number).toArray();
        for (const QString &object : objects)
            all.append(object);
        leaving.insert(number, all);
    }
    return setLeaving(m_replica, leaving);
}

Result<bool> Incoming::isLettingGo(const Replica &replica)
{
    DW_ASSIGN(const QByteArray leaving, replica.value(Leaving));
    return !leaving.isEmpty();
}

Result<bool> Incoming::finishLettingGo(int limit)
{
    DW_ASSIGN(const QByteArray known, m_replica.value(Leaving));
    QJsonObject leaving = QJsonDocument::fromJson(known).object();
    const QStringList numbers = leaving.keys();
    bool done = true;
    for (const QString &number : numbers) {
        QStringList objects;
        const QJsonArray named = leaving.value(number).toArray();
        for (const QJsonValue &one : named)
            objects.append(one.toString());
        DW_ASSIGN(done, m_replica.dropScope(number.toInt(), objects, limit));
        if (!done)
            break;
        DW_TRY(dropScope(number.toInt(), objects));
        leaving.remove(number);
    }
    DW_TRY(setLeaving(m_replica, leaving));
    return done;
}

// A laptop that recovers looks at all of them when it has heard of everything.
Result<bool> Incoming::forgetOrphans(IfMany many)
{
    DW_ASSIGN(const bool recovers, SyncRecovery::isRunning(m_session));
    if (recovers)
        return true;
    const bool waits = many == IfMany::Wait;
    DW_ASSIGN(const bool lettingGo, isLettingGo(m_replica));
    if (waits && lettingGo)
        return false;
    DW_ASSIGN(const QList<RecordRef> orphans, m_replica.orphans(waits ? AtOnce + 1 : Batch));
    if (waits && orphans.size() > AtOnce)
        return false;
    if (!waits && orphans.size() == Batch) {
        DW_ASSIGN(const bool gone, forgetMost(orphans));
        if (gone)
            return false;
    }
    ChangeSet leaving;
    for (const RecordRef &orphan : orphans)
        DW_TRY(forget(orphan, -1, leaving));
    // All of it or, with the transaction, nothing: no safety net of its own.
    m_session.setRevisions({Revisions::By::Given});
    DW_TRY(m_session.applyUnguarded(leaving));
    m_changes.changes += leaving.changes;
    return orphans.size() < Batch;
}

// Of the object of the first of them, where most of it goes.
Result<bool> Incoming::forgetMost(const QList<RecordRef> &orphans)
{
    const ObjectTypePtr type = m_aggregates.dictionary()->find(orphans.first().object);
    // What says how others are read and shown goes by itself.
    if (!type || isConfigurationObject(type->key()) || isAccessObject(type->key()) ||
        type->key() == QLatin1String("exchange_rate"))
        return false;
    DW_ASSIGN(const Replica::Purged purged, m_replica.purgeOrphans(type, m_aggregates.partsOf(type->key())));
    for (auto object = purged.records.constBegin(); object != purged.records.constEnd(); ++object) {
        m_taken.append(object.key());
        m_purged.append(object.key());
        for (const Id &id : *object) {
            m_typed.leave(id);
            DW_TRY(m_opaque.forget(m_session, {object.key(), id}));
            DW_TRY(forgetMasks({object.key(), id}));
        }
    }
    m_applied += purged.roots;
    return purged.roots > 0;
}

Result<void> Incoming::forget(const RecordRef &root, qint64 version)
{
    ChangeSet leaving;
    DW_TRY(forget(root, version, leaving));
    return apply(leaving);
}

Result<void> Incoming::forget(const RecordRef &root, qint64 version, ChangeSet &leaving)
{
    DW_ASSIGN(const auto known, m_replica.root(root));
    if (!known || (version >= 0 && known->version > version))
        return {};
    DW_ASSIGN(const QList<Record> stored, m_aggregates.read(m_session, root, m_evaluation));
    for (const Record &record : stored) {
        DW_ASSIGN(const auto base, baseOf(record.ref()));
        // It is only here that it moved to this one.
        if (base && base->root != root)
            continue;
        m_taken.append(record.type().key());
        m_typed.leave(record.id());
        if (!base)
            addChange(leaving, record, {});
    }
    if (m_anyBase) {
        DW_ASSIGN(const QList<BaseRow> bases, m_replica.basesOf(root));
        for (BaseRow base : bases) {
            base.server = Record();
            DW_TRY(m_replica.setBase(base));
            m_taken.append(base.record.object);
            m_typed.leave(base.record.id);
            m_touched.insert(base.record);
        }
    }
    ++m_applied;
    return m_replica.dropRoot(root);
}

}  // namespace dw
