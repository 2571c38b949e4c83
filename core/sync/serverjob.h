// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/answeraddress.h"
#include "core/sync/deviceidentity.h"
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
        return answering<T>(
            [this, server, pin, limits, work = std::move(work)]() -> Result<T> {
                HttpTransport transport(server, pin, limits);
                const Lent lent(*this, transport);
                return work(transport);
            },
            std::move(done));
    }
    // The same at the server of the laptop whose workspace is in `folder`, as which it is known there. Its
    // file is read on the job's thread; errors of DeviceIdentity::load().
    template <typename T>
    bool runAs(const QString &folder, const HttpTransport::Limits &limits,
               std::function<Result<T>(HttpTransport &, const DeviceIdentity &)> work,
               std::function<void(const Result<T> &)> done)
    {
        return answering<T>(
            [this, folder, limits, work = std::move(work)]() -> Result<T> {
                DW_ASSIGN(const DeviceIdentity identity, DeviceIdentity::load(folder));
                HttpTransport transport(identity.server, identity.pin, limits);
                const Lent lent(*this, transport);
                return work(transport, identity);
            },
            std::move(done));
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

    template <typename T>
    bool answering(std::function<Result<T>()> work, std::function<void(const Result<T> &)> done)
    {
        return start([this, work = std::move(work), done = std::move(done), address = AnswerAddress(this)] {
            const auto answer = std::make_shared<Result<T>>(work());
            address.post([this, answer, done] {
                m_running = false;
                done(*answer);
            });
        });
    }
    bool start(std::function<void()> work);

    std::unique_ptr<QThread> m_thread;
    bool m_running = false;
    std::mutex m_mutex;
    HttpTransport *m_transport = nullptr;
    bool m_cancelled = false;
};

}  // namespace dw
