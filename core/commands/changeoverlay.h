// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/changeset.h"
#include "core/records/relatedvalues.h"

namespace dw
{

// The stored state with a change set laid over it, so that rules see what the running command has done so
// far. `made`: ids that the command has drawn; nothing that is stored can refer to them.
class ChangeOverlay final : public RelatedValues
{
public:
    ChangeOverlay(const RelatedValues &stored, const ChangeSet &changes, const QList<Id> &made)
        : m_stored(stored), m_changes(changes), m_made(made)
    {}

    Result<Record> record(const RecordRef &ref) const override;
    Result<QList<Record>> children(const Record &parent, const QString &collection, int limit) const override;
    Result<std::optional<Money>> inBase(const Record &record, const Money &money) const override
    {
        return m_stored.inBase(record, money);
    }

private:
    const RelatedValues &m_stored;
    const ChangeSet &m_changes;
    const QList<Id> &m_made;
};

// Whether `child` is in the collection of `parent`.
bool belongsTo(const Record &child, const Collection &collection, const Record &parent);

}  // namespace dw
