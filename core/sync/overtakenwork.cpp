// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/overtakenwork.h"

#include "core/dictionary/strictlink.h"
#include "core/sync/joined.h"
#include "core/sync/outboxwriter.h"
#include "core/sync/strictparts.h"

#include <algorithm>
#include <limits>

namespace dw
{

OvertakenWork::OvertakenWork(const ReadSession &session, const Dictionary &dictionary)
    : m_session(session), m_dictionary(dictionary)
{
    for (const ObjectTypePtr &part : dictionary.objects()) {
        if (const Field *link = strictLink(*part))
            m_parts[link->target].append({part, part->indexOf(link->key)});
    }
}

// Of what the server has: by others, and newer than what `own` were made on.
Result<bool> OvertakenWork::partsChanged(const RecordRef &root, const QList<SyncOperation> &own,
                                         qint64 seenAt) const
{
    const qint64 base = own.first().base;
    const auto isNewer = [&](const Record &part, qint64 than) {
        return part.value(u"rev").integer() > than && part.value(u"updated_by").id() != m_user;
    };
    const auto isForeign = [&](const Record &part) { return isNewer(part, base); };
    const Replica &replica = m_session.replica();
    for (const Replica::Part &part : m_parts.value(root.object)) {
        DW_ASSIGN(const QList<Record> rows,
                  m_session.findByValue(part.object, part.field, Value(root.id), ReadSession::Match::Exact,
                                        std::numeric_limits<int>::max()));
        for (const Record &row : rows) {
            DW_ASSIGN(const auto dirty, replica.base(row.ref()));
            if (!dirty && isForeign(row))
                return true;
        }
    }
    // It went to another one; one that its user moved has its version from where it was.
    for (const SyncOperation &operation : own) {
        DW_ASSIGN(const auto dirty, replica.base(operation.record));
        if (dirty && dirty->server.isValid() && isNewer(dirty->server, std::max(base, seenAt)))
            return true;
    }
    DW_ASSIGN(const QList<BaseRow> bases, replica.basesOf(root));
    for (const BaseRow &row : bases) {
        const ObjectTypePtr type = m_dictionary.find(row.record.object);
        if (!type || !strictLink(*type))
            continue;
        if (row.server.isValid() && isForeign(row.server))
            return true;
        // It was taken off.
        const bool changes = std::any_of(own.begin(), own.end(), [&](const SyncOperation &operation) {
            return operation.record == row.record && operation.kind == SyncOperation::Kind::Update &&
                   operation.base > 0;
        });
        DW_ASSIGN(const qint64 maker, replica.creatorOf(row.record.id));
        if (!row.server.isValid() && changes && maker == 0)
            return true;
    }
    return false;
}

Result<QSet<Id>> OvertakenWork::of(const RecordRef &root)
{
    if (!hasStrictParts(root.object))
        return QSet<Id>();
    if (const auto known = m_known.constFind(root); known != m_known.cend())
        return *known;
    if (m_user.isNull()) {
        DW_ASSIGN(const auto joined, joinedAs(m_session));
        m_user = joined ? joined->user : Id();
    }
    const Replica &replica = m_session.replica();
    DW_ASSIGN(const auto state, replica.root(root));
    DW_ASSIGN(const auto whole, replica.base(root));
    DW_ASSIGN(const QList<OutboxEntry> entries, replica.outboxOf(root));
    QHash<QString, QJsonValue> sums;  // what the transactions so far made of the whole's fields
    QSet<Id> overtaken;
    for (const OutboxEntry &entry : entries) {
        if (entry.executedAt > 0 && state && state->version >= entry.executedAt)
            continue;
        DW_ASSIGN(const SyncTransaction transaction, SyncTransaction::fromJson(outboxJson(entry)));
        QList<SyncOperation> parts;
        const SyncOperation *own = nullptr;
        for (const SyncOperation &operation : transaction.operations) {
            const ObjectTypePtr type = m_dictionary.find(operation.record.object);
            if (operation.root == root && type && strictLink(*type) && isOwnWork(operation))
                parts.append(operation);
            if (operation.record == root)
                own = &operation;
        }
        // A deletion, or a creation, of the whole takes its parts along.
        const bool along = own != nullptr && (own->kind != SyncOperation::Kind::Update ||
                                              own->fields.contains(QStringLiteral("deleted_at")));
        bool gone = false;
        if (!parts.isEmpty() && !along && entry.executedAt == 0) {
            DW_ASSIGN(gone, partsChanged(root, parts, transaction.seenAt));
        }
        const ObjectTypePtr type = m_dictionary.find(root.object);
        const QMap<QString, SyncOperation::Change> changed =
            own ? own->fields : QMap<QString, SyncOperation::Change>();
        const bool stands =
            !parts.isEmpty() && !along && entry.executedAt == 0 && whole && whole->server.isValid() && type;
        for (auto change = changed.cbegin(); stands && !gone && change != changed.cend(); ++change) {
            const Field *field = type->find(change.key());
            if (!field || change->asked || field->merge != MergeClass::Guarded)
                continue;
            const QJsonValue now = sums.contains(change.key()) ? sums.value(change.key())
                                                               : whole->server.value(change.key()).toJson();
            gone = now != change->before;
        }
        if (gone) {
            overtaken.insert(entry.transaction);
            continue;
        }
        for (auto change = changed.cbegin(); change != changed.cend(); ++change)
            sums.insert(change.key(), change->after);
    }
    m_known.insert(root, overtaken);
    return overtaken;
}

}  // namespace dw
