// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/answeraddress.h"
#include "core/sync/httptransport.h"

#include <QObject>

#include <functional>
#include <memory>
#include <mutex>
#include <utility>

class QThread;

namespace dw
{

// Something that a person at a window asks of a server: on a thread of its own, one at a time. Ends with its
// owner: destroying it cancels and waits until that is done, which is soon.
class ServerJob : public QObject
{
    Q_OBJECT

public:
    explicit ServerJob(QObject *parent = nullptr);
    ~ServerJob() override;

    bool isRunning() const { return m_running; }
    // The answer is the Error Cancelled "sync.cancelled", unless the work was through already.
    void cancel();

    // Of the application's thread. False, and nothing happens, while one runs.
    template <typename T>
    bool run(const QUrl &server, const QByteArray &pin, const HttpTransport::Limits &limits,
             std::function<Result<T>(HttpTransport &)> work, std::function<void(const Result<T> &)> done)
    {
        return start([this, server, pin, limits, work = std::move(work), done = std::move(done),
                      address = AnswerAddress(this)] {
            auto answer =
                std::make_shared<Result<T>>(Error(ErrorCode::Cancelled, QStringLiteral("sync.cancelled")));
            {
                HttpTransport transport(server, pin, limits);
                const Lent lent(*this, transport);
                *answer = work(transport);
            }
            address.post([this, answer, done] {
                m_running = false;
                done(*answer);
            });
        });
    }

private:
    // While it lives cancel() reaches the transport.
    class Lent
    {
    public:
        Lent(ServerJob &job, HttpTransport &transport);
        ~Lent();
        Q_DISABLE_COPY_MOVE(Lent)

    private:
        ServerJob &m_job;
    };

    bool start(std::function<void()> work);

    std::unique_ptr<QThread> m_thread;
    bool m_running = false;
    std::mutex m_mutex;
    HttpTransport *m_transport = nullptr;
    bool m_cancelled = false;
};

}  // namespace dw
