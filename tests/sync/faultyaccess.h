// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/transactionhook.h"
#include "core/sync/syncaccess.h"

#include <optional>
#include <stdexcept>
#include <utility>

namespace dw::test
{

// Another access with something broken about it on purpose.
class FaultyAccess final : public SyncAccess
{
public:
    explicit FaultyAccess(std::shared_ptr<const SyncAccess> right) : m_right(std::move(right)) {}

    bool forgetsFollowers = false;
    bool forgetsShares = false;
    bool standsStill = false;
    bool ignoresTags = false;
    bool keepsPlacements = false;

    Result<LedgerPlacement> placement(const Configuration &configuration, const Record &root,
                                      const RelatedValues &related,
                                      const EvaluationContext &evaluation) const override
    {
        Result<LedgerPlacement> placement = m_right->placement(configuration, root, related, evaluation);
        if (!placement.ok() || placement->isEmpty())
            return placement;
        if (keepsPlacements)
            return m_first.contains(root.id()) ? m_first.value(root.id())
                                               : *m_first.insert(root.id(), *placement);
        for (quint64 &tags : *placement)
            tags = ignoresTags ? ~quint64(0) >> 1 : tags;
        return placement;
    }
    bool isSentWhole(const QString &object) const override { return m_right->isSentWhole(object); }
    Result<void> begin(WriteSession &session, const Configuration &configuration) const override
    {
        return m_right->begin(session, configuration);
    }
    LedgerReach reach(const Configuration &configuration, const Id &user, Instant now) const override
    {
        LedgerReach reach = m_right->reach(configuration, user, now);
        if (!standsStill)
            return reach;
        LedgerReach &ever = m_ever[user];
        for (auto key = reach.constBegin(); key != reach.constEnd(); ++key) {
            for (auto object = key->constBegin(); object != key->constEnd(); ++object)
                ever[key.key()][object.key()] |= object.value();
        }
        return ever;
    }
    Result<QList<RecordRef>> followers(const Configuration &configuration, const RecordChange &change,
                                       const ReadSession &session,
                                       const EvaluationContext &evaluation) const override
    {
        return forgetsFollowers ? QList<RecordRef>()
                                : m_right->followers(configuration, change, session, evaluation);
    }
    Result<QList<RecordRef>> renewed(WriteSession &session, const Configuration &before,
                                     const Configuration &after,
                                     const EvaluationContext &evaluation) const override
    {
        auto records = m_right->renewed(session, before, after, evaluation);
        return forgetsShares && records.ok() ? QList<RecordRef>() : std::move(records);
    }

private:
    std::shared_ptr<const SyncAccess> m_right;
    mutable QHash<Id, LedgerReach> m_ever;
    mutable QHash<Id, LedgerPlacement> m_first;
};

// Another hook that misses some of what it is told.
class FaultyHook final : public TransactionHook
{
public:
    explicit FaultyHook(std::shared_ptr<TransactionHook> right) : m_right(std::move(right)) {}

    bool skips = false;
    int throws = 0;  // the commit so many from here on meets a fault of the program

    Result<void> begin(WriteSession &session) override { return m_right->begin(session); }
    Result<void> end(WriteSession &session, const ExecutedTransaction &executed) override
    {
        if (throws > 0 && --throws == 0)
            throw std::runtime_error("a fault of ours");
        return skips && ++m_count % 4 == 0 ? Result<void>() : m_right->end(session, executed);
    }
    Result<void> renewed(WriteSession &session, const Configuration &before,
                         const Configuration &after) override
    {
        return m_right->renewed(session, before, after);
    }
    bool isAuthority() const override { return m_right->isAuthority(); }

private:
    std::shared_ptr<TransactionHook> m_right;
    int m_count = 0;
};

}  // namespace dw::test
