// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandcontext.h"

#include <QHash>
#include <QList>
#include <QSet>

#include <utility>

namespace dw
{

// What one command removes from the recycle bin for good. Nothing that stays, in the bin or out of it, may
// name what goes: that keeps it, and is remembered.
class Purge
{
public:
    // So many records at most in one transaction.
    static constexpr int MostAtOnce = 5000;

    explicit Purge(CommandContext &context) : m_context(context) {}

    // What was deleted before `due` and the actor may see and delete.
    Result<void> collect(Instant due);
    // A deleted record with what belongs to it alone, whenever that was deleted.
    Result<void> add(const Record &record);
    // Until nothing that stays names what goes.
    Result<void> spareWhatIsNamed();
    // Into the change set; nobody undoes what is gone for good, and what it held is kept nowhere else.
    Result<void> write();

    bool holds(const Id &id) const { return m_due.contains(id); }
    qsizetype size() const { return m_due.size(); }
    // Some that are due were left for the next run.
    bool hasMore() const { return m_more; }
    // The object of one that names the spared record; empty for what was not spared.
    QString namedBy(const Id &spared) const { return m_namedBy.value(spared); }

private:
    bool speaksOfPurged(const QByteArray &body) const;
    Result<bool> mayPurge(const Record &record) const;
    Result<QList<Record>> read(const ObjectTypePtr &type, const QString &where, const QList<int> &fields,
                               Query::Deleted deleted, int limit) const;
    QList<std::pair<int, QList<Id>>> namingFields(const ObjectType &type) const;
    void spare(const Id &id, const QString &namedBy);
    Result<void> spareWhatLiveRecordsName();
    Result<QHash<Id, QSet<RecordRef>>> namedInTheBin() const;
    Result<void> forgetInJournals() const;

    CommandContext &m_context;
    QHash<Id, Record> m_due;
    QHash<Id, QString> m_namedBy;
    bool m_more = false;
};

}  // namespace dw
