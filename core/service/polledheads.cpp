// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/polledheads.h"

#include "core/store/ledger.h"

#include <utility>

namespace dw
{

// What a job of the store may still hold when this has gone.
struct PolledHeads::Shared
{
    std::mutex mutex;
    std::condition_variable wake;
    std::function<void()> moved;
    qint64 known = -1;
    bool asking = false;
    bool stop = false;
};

PolledHeads::PolledHeads(Workspace &workspace, std::chrono::milliseconds every)
    : m_workspace(workspace), m_every(every), m_shared(std::make_shared<Shared>())
{}

void PolledHeads::start(std::function<void()> moved)
{
    m_shared->moved = std::move(moved);
    m_thread = std::thread([this] {
        std::unique_lock lock(m_shared->mutex);
        while (!m_shared->wake.wait_for(lock, m_every, [this] { return m_shared->stop; })) {
            if (std::exchange(m_shared->asking, true))
                continue;
            lock.unlock();
            ask();
            lock.lock();
        }
    });
}

void PolledHeads::ask()
{
    m_workspace.read(Workspace::Lane::Detail, {}, [shared = m_shared](ReadSession &session, const Ticket &) {
        const auto head = session.ledger().head();
        const std::lock_guard lock(shared->mutex);
        shared->asking = false;
        if (shared->stop || !head.ok() || head->sequence == std::exchange(shared->known, head->sequence))
            return;
        shared->moved();
    });
}

void PolledHeads::stop()
{
    {
        const std::lock_guard lock(m_shared->mutex);
        m_shared->stop = true;
    }
    m_shared->wake.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

}  // namespace dw
