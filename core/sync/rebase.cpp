// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/rebase.h"

#include "core/records/valuejson.h"
#include "core/sync/fieldmerge.h"
#include "core/sync/outboxwriter.h"

#include <QHash>

#include <algorithm>
#include <utility>

namespace dw
{

namespace
{

void applyField(Record &record, int index, const SyncOperation::Change &change, bool creating)
{
    const Field &field = record.type().field(index);
    const auto seen = valueFromJson(field, change.before, record.currency());
    const auto typed = valueFromJson(field, change.after, record.currency());
    // It was typed when the field was of another type: the server will say what becomes of it.
    if (!typed.ok())
        return;
    const Value before = seen.ok() ? *seen : Value();
    const Value &after = *typed;
    const Value &now = record.value(index);
    if (creating) {
        record.set(index, after);
        return;
    }
    // What the engine worked out holds as long as it was worked out from what is there.
    if (!change.asked || field.isReadOnly()) {
        if (now == before)
            record.set(index, after);
        return;
    }
    const FieldMerge merge = FieldMerge::of(field, before, now, after);
    if (merge.outcome == FieldMerge::Outcome::Write || merge.outcome == FieldMerge::Outcome::Same)
        record.set(index, merge.value);
    else if (merge.outcome != FieldMerge::Outcome::Ignore)
        record.set(index, after);  // the person sees what they typed until the server has spoken
}

}  // namespace

void addChange(ChangeSet &changes, const Record &stored, const Record &after)
{
    if (!stored.isValid() && after.isValid())
        changes.create(after);
    else if (stored.isValid() && !after.isValid())
        changes.changes.append({RecordChange::Kind::Purge, stored, {}});
    else if (stored.isValid() && !(stored == after))
        changes.update(stored, after);
}

Result<ChangeSet> makeRoom(WriteSession &session, ChangeSet &changes)
{
    QHash<RecordRef, RecordChange> holders;
    for (const RecordChange &change : std::as_const(changes.changes)) {
        if (!change.after.isValid() || change.after.isDeleted())
            continue;
        const ObjectTypePtr type = change.after.typePointer();
        for (int i = 0; i < type->fieldCount(); ++i) {
            const Value &value = change.after.value(i);
            if (type->field(i).unique != Uniqueness::Hard || !type->field(i).isStored() || value.isNull())
                continue;
            DW_ASSIGN(const QList<Record> found,
                      session.findByValue(type, i, value, ReadSession::Match::Exact, 2));
            for (const Record &record : found) {
                if (record.id() == change.after.id())
                    continue;
                if (!holders.contains(record.ref()))
                    holders.insert(record.ref(), {RecordChange::Kind::Update, record, record});
                holders[record.ref()].after.set(i, {});
            }
        }
    }
    ChangeSet room;
    for (const RecordChange &holder : std::as_const(holders))
        room.changes.append(holder);
    DW_TRY(session.apply(room));
    for (RecordChange &change : changes.changes) {
        const auto holder = change.before.isValid() ? holders.constFind(change.before.ref()) : holders.cend();
        if (holder != holders.cend())
            change.before = holder->after;
    }
    return room;
}

Result<const Rebase::Operations *> Rebase::operationsOf(const OutboxEntry &entry)
{
    // Records that were made together follow one another: few are wanted at a time.
    constexpr qsizetype Kept = 8;
    if (const auto known = m_operations.constFind(entry.transaction); known != m_operations.cend())
        return &*known;
    DW_ASSIGN(const SyncTransaction transaction, SyncTransaction::fromJson(outboxJson(entry)));
    if (m_operations.size() >= Kept)
        m_operations.clear();
    Operations &operations = m_operations[entry.transaction];
    for (const SyncOperation &operation : transaction.operations)
        operations[operation.record].append(operation);
    return &operations;
}

Result<Record> Rebase::replay(const BaseRow &base, const ObjectTypePtr &type,
                              const QList<OutboxEntry> &transactions, const Versions &versionOf, int &stands,
                              bool &moves)
{
    Record state = base.server;
    stands = 0;
    moves = false;
    for (const OutboxEntry &entry : transactions) {
        DW_ASSIGN(const Operations *operations, operationsOf(entry));
        const auto own = operations->constFind(base.record);
        if (own == operations->cend())
            continue;
        for (const SyncOperation &operation : *own) {
            if (entry.executedAt > 0) {
                DW_ASSIGN(const qint64 version,
                          versionOf(base.server.isValid() ? base.root : operation.root));
                if (version >= entry.executedAt)
                    continue;
                moves = moves || operation.root != base.root;
            }
            ++stands;
            DW_ASSIGN(const QSet<Id> overtaken, m_overtaken.of(operation.root));
            if (overtaken.contains(entry.transaction))
                continue;
            if (operation.kind == SyncOperation::Kind::Purge) {
                state = Record();
                continue;
            }
            const bool creating = operation.kind == SyncOperation::Kind::Create && !state.isValid();
            if (creating)
                state = Record(type, base.record.id);
            // The server has it no more, or took it from this laptop.
            if (!state.isValid())
                continue;
            // Amounts are read in the record's currency.
            QStringList keys = operation.fields.keys();
            if (keys.removeOne(QStringLiteral("currency")))
                keys.prepend(QStringLiteral("currency"));
            for (const QString &key : std::as_const(keys)) {
                if (const int index = type->indexOf(key); index >= 0)
                    applyField(state, index, operation.fields.value(key), creating);
            }
        }
    }
    return state;
}

Result<ChangeSet> Rebase::record(const RecordRef &ref)
{
    Replica &replica = m_session.replica();
    ChangeSet changes;
    DW_ASSIGN(const auto base, replica.base(ref));
    if (!base)
        return changes;
    DW_ASSIGN(const QList<OutboxEntry> transactions, replica.outboxOf(ref));
    const ObjectTypePtr type = m_dictionary.find(ref.object);
    // Of an object that is no more there is nothing to show, only what waits to be answered.
    if (!type) {
        if (transactions.isEmpty())
            DW_TRY(replica.dropBase(ref));
        return changes;
    }
    DW_ASSIGN(const Record stored, m_session.find(type, ref.id));
    const Versions versionOf = [&](const RecordRef &root) -> Result<qint64> {
        DW_ASSIGN(const auto known, replica.root(root));
        return known ? known->version : 0;
    };
    int stands = 0;
    bool moves = false;
    DW_ASSIGN(Record state, replay(*base, type, transactions, versionOf, stands, moves));
    // It left one aggregate and did not come with the other yet: it is in neither, and still there.
    if (!state.isValid() && stored.isValid() && moves)
        return changes;
    // No revision says that a record was changed here; the server's stays.
    if (state.isValid() && !base->server.isValid())
        state.set(u"rev", stored.isValid() ? stored.value(u"rev") : Value(qint64(1)));
    addChange(changes, stored, state);
    if (stands == 0)
        DW_TRY(replica.dropBase(ref));
    m_session.setRevisions({Revisions::By::Given});
    DW_TRY(applyBeside(changes, *base));
    return changes;
}

// What the server has of the record comes before what others have here; what was typed here does not.
Result<void> Rebase::applyBeside(ChangeSet &changes, const BaseRow &base)
{
    const Result<void> applied = m_session.apply(changes);
    if (applied.ok() || applied.error().key != QLatin1String("store.value_taken"))
        return applied;
    for (RecordChange &change : changes.changes) {
        const ObjectTypePtr type = change.after.typePointer();
        for (int i = 0; i < type->fieldCount(); ++i) {
            const Value &value = change.after.value(i);
            if (type->field(i).unique != Uniqueness::Hard || value.isNull() ||
                (base.server.isValid() && base.server.value(i) == value))
                continue;
            DW_ASSIGN(const QList<Record> found,
                      m_session.findByValue(type, i, value, ReadSession::Match::Exact, 2));
            const bool taken = std::any_of(found.begin(), found.end(), [&](const Record &record) {
                return record.id() != change.after.id();
            });
            if (taken)
                change.after.set(i, {});
        }
    }
    DW_ASSIGN(const ChangeSet room, makeRoom(m_session, changes));
    DW_TRY(m_session.apply(changes));
    changes.changes += room.changes;
    return {};
}

}  // namespace dw
