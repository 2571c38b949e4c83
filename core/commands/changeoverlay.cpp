// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/changeoverlay.h"

#include <QSet>

#include <algorithm>

namespace dw
{

bool belongsTo(const Record &child, const Collection &collection, const Record &parent)
{
    if (!child.isValid() || child.type().key() != collection.object || child.isDeleted())
        return false;
    const Field *by = child.type().find(collection.by);
    if (!by)
        return false;
    const Value &value = child.value(collection.by);
    switch (by->type) {
        case FieldType::AnyReference:
            return value.recordRef() == parent.ref();
        case FieldType::ReferenceList:
            return value.ids().contains(parent.id());
        default:
            return value.id() == parent.id();
    }
}

Result<Record> ChangeOverlay::record(const RecordRef &ref) const
{
    for (auto change = m_changes.changes.crbegin(); change != m_changes.changes.crend(); ++change) {
        const Record &record = change->record();
        if (record.id() == ref.id && record.type().key() == ref.object) {
            const bool gone = change->kind == RecordChange::Kind::Purge || change->after.isDeleted();
            return gone ? Record() : change->after;
        }
    }
    return m_stored.record(ref);
}

Result<QList<Record>> ChangeOverlay::children(const Record &parent, const QString &collection,
                                              int limit) const
{
    const Collection *shape = parent.type().collection(collection);
    if (!shape)
        return Error(ErrorCode::Internal, QStringLiteral("records.unknown_collection"),
                     {parent.type().key(), collection});
    QList<Record> stored;
    if (!m_made.contains(parent.id())) {
        DW_ASSIGN(stored, m_stored.children(parent, collection, limit));
    }
    if (m_changes.isEmpty())
        return stored;
    QSet<Id> touched;
    QList<Record> result;
    for (const RecordChange &change : m_changes.changes) {
        if (change.record().type().key() != shape->object)
            continue;
        touched.insert(change.record().id());
        if (change.kind != RecordChange::Kind::Purge && belongsTo(change.after, *shape, parent))
            result.append(change.after);
    }
    for (const Record &record : stored) {
        if (!touched.contains(record.id()))
            result.append(record);
    }
    std::sort(result.begin(), result.end(), [](const Record &a, const Record &b) { return a.id() < b.id(); });
    return result;
}

}  // namespace dw
