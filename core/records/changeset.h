// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/base/value.h"
#include "core/records/record.h"

#include <QList>
#include <QString>

namespace dw
{

// What one command does to one record. Create: `before` is invalid. Update: both. Purge (physical): `after`
// invalid. Soft delete and restore are updates of deleted_at.
struct RecordChange
{
    enum class Kind { Create, Update, Purge };
    Kind kind = Kind::Update;
    Record before;
    Record after;

    const Record &record() const { return kind == Kind::Purge ? before : after; }
    // Indices of fields whose values differ; for a create the non-null ones.
    QList<int> changedFields() const;
};

// Everything a command does, in order. Applied to the store in one transaction or not at all.
struct ChangeSet
{
    QList<RecordChange> changes;

    void create(Record record) { changes.append({RecordChange::Kind::Create, {}, std::move(record)}); }
    void update(Record before, Record after)
    {
        changes.append({RecordChange::Kind::Update, std::move(before), std::move(after)});
    }
    bool isEmpty() const { return changes.isEmpty(); }
};

// Sent to listeners after COMMIT only: which records of which objects changed, and which fields.
struct CommitNotice
{
    struct Entry
    {
        QString object;
        Id id;
        QStringList fields;  // empty: many (a bulk change); reread the record
        bool created = false;
        bool deleted = false;
    };
    QList<Entry> entries;
    // A bulk load or an import touched so many records that listing them makes no sense: reload lists of
    // these.
    QStringList bulkObjects;

    // Up to 2000 changes are listed one by one.
    static CommitNotice of(const ChangeSet &changes);
};

}  // namespace dw
