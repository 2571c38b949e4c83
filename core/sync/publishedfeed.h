// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandrunner.h"
#include "core/sync/syncaccess.h"

#include <functional>
#include <memory>
#include <utility>

namespace dw
{

// What a published configuration changed in records besides what anybody said of them: formulas that it
// filled, and fields that came back with what was in them. Such records get their place in the feed, and
// belong where conditions over those formulas put them, with the commit that published it where they are few;
// else batch by batch in commits of their own after it. Which ones are left stands in the workspace.
class PublishedFeed
{
public:
    static constexpr int Batch = 500;

    // `random` gives the tags of commits.
    PublishedFeed(std::shared_ptr<const SyncAccess> access, const Clock &clock,
                  std::function<quint32()> random)
        : m_access(std::move(access)), m_clock(clock), m_random(std::move(random))
    {}

    // In the transaction that publishes `after`, when its commit has its number.
    Result<void> note(WriteSession &session, const Configuration &before, const Configuration &after) const;
    // The next batch, on the writer thread with no transaction running. False: there was none.
    Result<bool> next(CommandRunner &runner, WriteSession &session) const;

private:
    Result<bool> place(CommandRunner &runner, WriteSession &session) const;

    std::shared_ptr<const SyncAccess> m_access;
    const Clock &m_clock;
    std::function<quint32()> m_random;
};

}  // namespace dw
