// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/serverjob.h"

#include <QThread>

namespace dw
{

ServerJob::Lent::Lent(ServerJob &job, HttpTransport &transport) : m_job(job)
{
    const std::lock_guard lock(m_job.m_mutex);
    m_job.m_transport = &transport;
    if (m_job.m_cancelled)
        transport.cancel();
}

ServerJob::Lent::~Lent()
{
    const std::lock_guard lock(m_job.m_mutex);
    m_job.m_transport = nullptr;
}

ServerJob::ServerJob(QObject *parent) : QObject(parent) {}

ServerJob::~ServerJob()
{
    cancel();
    if (m_thread)
        m_thread->wait();
}

void ServerJob::cancel()
{
    const std::lock_guard lock(m_mutex);
    m_cancelled = true;
    if (m_transport)
        m_transport->cancel();
}

bool ServerJob::start(std::function<void()> work)
{
    if (m_running)
        return false;
    // It has said its answer already.
    if (m_thread)
        m_thread->wait();
    {
        const std::lock_guard lock(m_mutex);
        m_cancelled = false;
    }
    m_running = true;
    m_thread.reset(QThread::create(std::move(work)));
    m_thread->start();
    return true;
}

}  // namespace dw
