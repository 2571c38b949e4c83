// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/imports/worker.h"

namespace dw::ui
{

Worker::Worker(QObject *parent) : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
}

Worker::~Worker()
{
    cancelAll();
    m_pool.waitForDone();
}

void Worker::cancelAll()
{
    for (const Ticket &ticket : std::as_const(m_tickets))
        ticket.cancel();
    m_tickets.clear();
}

void Worker::finish(const Ticket &ticket, const std::function<void()> &deliver, bool answered)
{
    --m_running;
    if (m_running == 0)
        m_tickets.clear();
    if (answered && !ticket.isCancelled())
        deliver();
    if (m_running == 0)
        Q_EMIT idle();
}

}  // namespace dw::ui
