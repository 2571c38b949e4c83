// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/publishedfeed.h"

#include <QObject>

#include <memory>
#include <mutex>

namespace dw
{

// Brings what a published configuration changed into the feed, batch by batch behind everybody's work, also
// what was left when the program ended (PublishedFeed).
class Publishing
{
public:
    // It must not outlive the runner.
    Publishing(CommandRunner &runner, const PublishedFeed &feed);
    ~Publishing();
    Publishing(const Publishing &) = delete;
    Publishing &operator=(const Publishing &) = delete;

private:
    struct Shared
    {
        std::mutex mutex;
        CommandRunner *runner = nullptr;  // null: it has ended
        PublishedFeed feed;
    };
    static void post(Workspace &workspace, const std::shared_ptr<Shared> &shared);

    std::shared_ptr<Shared> m_shared;
    QMetaObject::Connection m_published;
};

}  // namespace dw
