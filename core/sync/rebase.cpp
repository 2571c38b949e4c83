// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/rebase.h"

#include "core/records/valuejson.h"
#include "core/sync/fieldmerge.h"
#include "core/sync/outboxwriter.h"

#include <utility>

namespace dw
{

namespace
{

Result<void> applyField(Record &record, int index, const SyncOperation::Change &change, bool creating)
{
    const Field &field = record.type().field(index);
    DW_ASSIGN(const Value before, valueFromJson(field, change.before, record.currency()));
    DW_ASSIGN(const Value after, valueFromJson(field, change.after, record.currency()));
    const Value &now = record.value(index);
    if (creating) {
        record.set(index, after);
        return {};
    }
    // What the engine worked out holds as long as it was worked out from what is there.
    if (!change.asked || field.isReadOnly()) {
        if (now == before)
            record.set(index, after);
        return {};
    }
    const FieldMerge merge = FieldMerge::of(field, before, now, after);
    if (merge.outcome == FieldMerge::Outcome::Write || merge.outcome == FieldMerge::Outcome::Same)
        record.set(index, merge.value);
    else if (merge.outcome != FieldMerge::Outcome::Ignore)
        record.set(index, after);  // the person sees what they typed until the server has spoken
    return {};
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

Result<Record> Rebase::replay(const Record &server, const RecordRef &ref, const ObjectTypePtr &type,
                              const QList<OutboxEntry> &transactions, qint64 version, int &stands)
{
    Record state = server;
    stands = 0;
    for (const OutboxEntry &entry : transactions) {
        if (entry.executedAt > 0 && version >= entry.executedAt)
            continue;
        DW_ASSIGN(const SyncTransaction transaction, SyncTransaction::fromJson(outboxJson(entry)));
        for (const SyncOperation &operation : transaction.operations) {
            if (operation.record != ref)
                continue;
            ++stands;
            if (operation.kind == SyncOperation::Kind::Purge) {
                state = Record();
                continue;
            }
            const bool creating = operation.kind == SyncOperation::Kind::Create && !state.isValid();
            if (creating)
                state = Record(type, ref.id);
            // The server has it no more, or took it from this laptop.
            if (!state.isValid())
                continue;
            // Amounts are read in the record's currency.
            QStringList keys = operation.fields.keys();
            if (keys.removeOne(QStringLiteral("currency")))
                keys.prepend(QStringLiteral("currency"));
            for (const QString &key : std::as_const(keys)) {
                if (const int index = type->indexOf(key); index >= 0)
                    DW_TRY(applyField(state, index, operation.fields.value(key), creating));
            }
        }
    }
    return state;
}

Result<ChangeSet> Rebase::root(const RecordRef &root)
{
    Replica &replica = m_session.replica();
    ChangeSet changes;
    DW_ASSIGN(const QList<BaseRow> bases, replica.basesOf(root));
    if (bases.isEmpty())
        return changes;
    DW_ASSIGN(const QList<OutboxEntry> transactions, replica.outboxOf(root));
    DW_ASSIGN(const auto known, replica.root(root));
    for (const BaseRow &base : bases) {
        const ObjectTypePtr type = m_dictionary.find(base.record.object);
        if (!type)
            continue;
        DW_ASSIGN(const Record stored, m_session.find(type, base.record.id));
        int stands = 0;
        DW_ASSIGN(Record state,
                  replay(base.server, base.record, type, transactions, known ? known->version : 0, stands));
        // No revision says that a record was changed here; the server's stays.
        if (state.isValid() && !base.server.isValid())
            state.set(u"rev", stored.isValid() ? stored.value(u"rev") : Value(qint64(1)));
        addChange(changes, stored, state);
        if (stands == 0)
            DW_TRY(replica.dropBase(base.record));
    }
    m_session.setRevisions({Revisions::By::Given});
    DW_TRY(m_session.apply(changes));
    return changes;
}

}  // namespace dw
