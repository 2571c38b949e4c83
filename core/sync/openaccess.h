// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/syncaccess.h"

namespace dw
{

// Everybody holds everything: a workspace whose policy is open.
class OpenAccess final : public SyncAccess
{
public:
    Result<LedgerPlacement> placement(const Configuration &, const Record &root, const RelatedValues &,
                                      const EvaluationContext &) const override
    {
        return root.isValid() ? LedgerPlacement{{QStringLiteral("all"), 1}} : LedgerPlacement();
    }
    LedgerReach reach(const Configuration &configuration, const Id &, Instant) const override
    {
        LedgerReach reach;
        for (const ObjectTypePtr &object : configuration.dictionary->objects())
            reach[QStringLiteral("all")].insert(object->key(), 1);
        return reach;
    }
    Result<QList<RecordRef>> followers(const Configuration &, const RecordChange &, const ReadSession &,
                                       const EvaluationContext &) const override
    {
        return QList<RecordRef>();
    }
    Result<QList<RecordRef>> renewed(WriteSession &, const Configuration &, const Configuration &,
                                     const EvaluationContext &) const override
    {
        return QList<RecordRef>();
    }
};

}  // namespace dw
