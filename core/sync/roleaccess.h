// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/accessmodel.h"
#include "core/access/placementreads.h"
#include "core/access/scopetags.h"
#include "core/sync/syncaccess.h"

#include <memory>
#include <mutex>
#include <vector>

namespace dw
{

// Who may hold what, by the roles of the workspace (RolePolicy) in scope keys; and besides, what a laptop
// works its user's rights out from: the permissions of the user's roles ("role:<id>") and the shares with
// the user ("grantee:<id>"). The numbers of tags are kept
// in the workspace, for placements are stored by them. Of a configuration whose policy is another nobody
// holds anything.
class RoleAccess final : public SyncAccess
{
public:
    // Reads the numbers; the workspace may have none yet.
    static Result<std::shared_ptr<RoleAccess>> open(const ReadSession &session,
                                                    const Configuration &configuration);

    Result<LedgerPlacement> placement(const Configuration &configuration, const Record &root,
                                      const RelatedValues &related,
                                      const EvaluationContext &evaluation) const override;
    bool isSentWhole(const QString &object) const override;
    Result<void> begin(WriteSession &session, const Configuration &configuration) const override;
    LedgerReach reach(const Configuration &configuration, const Id &user, Instant now) const override;
    Result<QList<RecordRef>> followers(const Configuration &configuration, const RecordChange &change,
                                       const ReadSession &session,
                                       const EvaluationContext &evaluation) const override;
    Result<QList<RecordRef>> renewed(WriteSession &session, const Configuration &before,
                                     const Configuration &after,
                                     const EvaluationContext &evaluation) const override;
    Result<void> takeOver(const ReadSession &session, const Configuration &after) const override;
    // Permissions that give no reach over sync.
    QList<ScopeGap> gaps(const Configuration &configuration) const;

private:
    // What is worked out once for a policy.
    struct Known
    {
        AccessModelPtr model;
        ScopeTagsPtr tags;
        std::shared_ptr<const PlacementReads> reads;
    };

    RoleAccess() = default;
    static AccessModelPtr modelOf(const Configuration &configuration);
    static Result<Known> make(const AccessModelPtr &model, const ScopeTags::Names &names);
    // Nothing for one that was never announced by renewed().
    std::optional<Known> of(const Configuration &configuration) const;
    void keep(const Known &known) const;

    mutable std::mutex m_mutex;
    mutable std::vector<Known> m_known;  // the newest last
};

}  // namespace dw
