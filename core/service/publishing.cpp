// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/publishing.h"

namespace dw
{

Publishing::Publishing(CommandRunner &runner, const PublishedFeed &feed)
    : m_shared(new Shared{{}, &runner, feed})
{
    m_published = QObject::connect(
        &runner, &CommandRunner::configurationChanged, &runner,
        [&workspace = runner.workspace(), shared = m_shared] { post(workspace, shared); },
        Qt::DirectConnection);
    post(runner.workspace(), m_shared);
}

Publishing::~Publishing()
{
    QObject::disconnect(m_published);
    const std::lock_guard lock(m_shared->mutex);
    m_shared->runner = nullptr;
}

void Publishing::post(Workspace &workspace, const std::shared_ptr<Shared> &shared)
{
    workspace.write(Workspace::Priority::Batch,
                    [&workspace, shared](WriteSession &session, const Ticket &ticket) {
                        const std::lock_guard lock(shared->mutex);
                        if (!shared->runner || ticket.isCancelled())
                            return;
                        const Result<bool> more = shared->feed.next(*shared->runner, session);
                        if (!more.ok())
                            qWarning("what was published could not be brought into the feed: %s",
                                     qPrintable(more.error().key));
                        else if (*more)
                            post(workspace, shared);
                    });
}

}  // namespace dw
