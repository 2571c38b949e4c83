// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/commands/configuration.h"
#include "core/records/changeset.h"
#include "core/records/relatedvalues.h"
#include "core/store/ledger.h"

#include <QList>

namespace dw
{

// Who may hold what, in scope keys (sync-protocol.md 3.12). Of one configuration; stateless and thread-safe.
class SyncAccess
{
public:
    virtual ~SyncAccess() = default;
    // Where an aggregate belongs, by its root. Of a root that is gone: nowhere.
    virtual Result<LedgerPlacement> placement(const Configuration &configuration, const Record &root,
                                              const RelatedValues &related,
                                              const EvaluationContext &evaluation) const = 0;
    // What a user reaches at that time.
    virtual LedgerReach reach(const Configuration &configuration, const Id &user, Instant now) const = 0;
    // Roots whose placement follows from a record that changed, besides its own.
    virtual Result<QList<RecordRef>> followers(const Configuration &configuration, const RecordChange &change,
                                               const RelatedValues &related) const = 0;
};

}  // namespace dw
