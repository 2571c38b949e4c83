// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/commands/configuration.h"
#include "core/records/changeset.h"
#include "core/records/relatedvalues.h"
#include "core/store/ledger.h"
#include "core/store/session.h"

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
    // Whether records of the object are sent with all their fields to whoever reaches them: what a laptop
    // works its user's own rights out from.
    virtual bool isSentWhole(const QString &) const { return false; }
    // All placements are about to be worked out anew: keeps what later ones must agree with.
    virtual Result<void> begin(WriteSession &, const Configuration &) const { return {}; }
    // What a user reaches at that time.
    virtual LedgerReach reach(const Configuration &configuration, const Id &user, Instant now) const = 0;
    // Records whose placement follows from one that changed, besides its own.
    virtual Result<QList<RecordRef>> followers(const Configuration &configuration, const RecordChange &change,
                                               const ReadSession &session,
                                               const EvaluationContext &evaluation) const = 0;
    // Of a configuration that another server of this workspace has made, before anything goes by it.
    virtual Result<void> takeOver(const ReadSession &, const Configuration &) const { return {}; }
    // Records whose placement follows from roles, shares or fields that changed. In the transaction that
    // changed them; from its commit on the access is that of `after`.
    virtual Result<QList<RecordRef>> renewed(WriteSession &session, const Configuration &before,
                                             const Configuration &after,
                                             const EvaluationContext &evaluation) const = 0;
};

}  // namespace dw
