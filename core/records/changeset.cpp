// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/changeset.h"

namespace dw
{

QList<int> RecordChange::changedFields() const
{
    QList<int> changed;
    const Record &shown = record();
    for (int i = 0; i < shown.type().fieldCount(); ++i) {
        const bool differs =
            kind == Kind::Update ? before.value(i) != after.value(i) : !shown.value(i).isNull();
        if (differs)
            changed.append(i);
    }
    return changed;
}

CommitNotice CommitNotice::of(const ChangeSet &changes)
{
    constexpr qsizetype listable = 2000;
    CommitNotice notice;
    if (changes.changes.size() > listable) {
        for (const RecordChange &change : changes.changes) {
            if (!notice.bulkObjects.contains(change.record().type().key()))
                notice.bulkObjects.append(change.record().type().key());
        }
        return notice;
    }
    for (const RecordChange &change : changes.changes) {
        CommitNotice::Entry entry;
        entry.object = change.record().type().key();
        entry.id = change.record().id();
        entry.created = change.kind == RecordChange::Kind::Create;
        entry.deleted = change.kind == RecordChange::Kind::Purge || change.after.isDeleted();
        const QList<int> changed = change.changedFields();
        for (const int index : changed)
            entry.fields.append(change.record().type().field(index).key);
        notice.entries.append(entry);
    }
    return notice;
}

}  // namespace dw
