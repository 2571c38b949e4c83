// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ticket.h"

#include <QMetaObject>
#include <QObject>
#include <QThreadPool>

#include <functional>
#include <memory>
#include <utility>

namespace dw::ui
{

// Runs file work of a page off the GUI thread, one piece after the other, and brings answers back by queued
// call. Going away cancels and waits for the piece that runs.
class Worker : public QObject
{
    Q_OBJECT

public:
    explicit Worker(QObject *parent = nullptr);
    ~Worker() override;

    // `work` runs on the worker's thread and looks at its ticket now and then; `done` runs on this object's
    // thread unless the ticket was cancelled by then.
    template <typename T>
    Ticket run(std::function<T(const Ticket &)> work, std::function<void(const T &)> done)
    {
        Ticket ticket;
        m_tickets.append(ticket);
        ++m_running;
        m_pool.start([this, ticket, work = std::move(work), done = std::move(done)] {
            std::shared_ptr<T> answer;
            if (!ticket.isCancelled())
                answer = std::make_shared<T>(work(ticket));
            // This object outlives its pool, so it is there to be called.
            QMetaObject::invokeMethod(
                this,
                [this, ticket, answer, done] {
                    finish(
                        ticket, [&] { done(*answer); }, answer != nullptr);
                },
                Qt::QueuedConnection);
        });
        return ticket;
    }
    void cancelAll();
    bool isRunning() const { return m_running > 0; }

Q_SIGNALS:
    void idle();

private:
    void finish(const Ticket &ticket, const std::function<void()> &deliver, bool answered);

    QThreadPool m_pool;
    QList<Ticket> m_tickets;
    int m_running = 0;
};

}  // namespace dw::ui
