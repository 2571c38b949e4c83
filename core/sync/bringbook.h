// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/session.h"

#include <QHash>

#include <utility>

namespace dw
{

// What of a standalone workspace was brought into this joined one, so that it is done once however often it
// is begun: kept with the rows themselves, in their transactions.
class BringBook
{
public:
    explicit BringBook(const Id &workspace) : m_workspace(workspace) {}
    Result<void> load(const ReadSession &session);

    // As which record it is here; null: as none, it waits for a person. Nothing: it was not brought.
    std::optional<Id> as(const Id &record) const;
    // A record of this workspace that was made by bringing it.
    bool isOwn(const Id &record) const { return !record.isNull() && m_brought.value(record) == record; }
    int count() const { return int(m_brought.size()); }
    int waiting() const;  // for a person
    // The record of the import; null if it has not begun.
    Id batch(const QString &object) const { return m_batches.value(object); }
    bool isDone(const QString &step) const { return m_steps.contains(step); }

    // In the running transaction; it holds here from then on, also if that is taken back: load() again.
    using Brought = QList<std::pair<Id, Id>>;  // record, as which
    Result<void> add(WriteSession &session, const Brought &brought);
    Result<void> setBatch(WriteSession &session, const QString &object, const Id &batch);
    Result<void> setDone(WriteSession &session, const QString &step);

private:
    QString area() const;

    const Id m_workspace;
    QHash<Id, Id> m_brought;
    QHash<QString, Id> m_batches;
    QStringList m_steps;
    int m_portions = 0;
};

}  // namespace dw
