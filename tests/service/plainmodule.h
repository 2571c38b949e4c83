// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/service/servicemodule.h"

#include <QHash>

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>

namespace dw::test
{

// Routes that are open to everybody, to try the server with: POST /echo/{name} and /large (bodies), /json,
// GET /throws, /forgets, /waits (a long poll), /events (a stream that is pushed), /rows (one that is pulled),
// /file.
class PlainModule final : public ServiceModule
{
public:
    void addRoutes(Router &router) override;
    void writeMetrics(MetricsText &text) const override;
    std::optional<QString> notReady() const override;
    QList<std::pair<QByteArray, QByteArray>> headers() const override
    {
        return {{"X-Epoch", "of the module"}};
    }
    void drain() override;

    void setReady(bool ready) { m_ready = ready; }
    int echoed(const QByteArray &name) const;
    // What /rows sends, in all.
    void setRows(qint64 bytes) { m_rows = bytes; }
    // How many bytes /rows has produced, whether they were read or not.
    qint64 produced() const { return m_produced; }
    void setFile(const QString &path) { m_file = path; }

    int waiting() const;
    void answerWaiting(const QByteArray &body);
    // Handlers of /blocks that run, and lets them go.
    int blocked() const { return m_blocked; }
    void release();
    int listening() const;
    bool push(const QByteArray &bytes);
    int closedStreams() const { return m_closed; }

private:
    HttpResponse rows();
    HttpResponse events();

    mutable std::mutex m_mutex;
    QHash<QByteArray, int> m_echoed;
    QList<Answer> m_waiting;
    QList<std::shared_ptr<BodyStream>> m_events;
    std::atomic<bool> m_ready{true};
    std::atomic<qint64> m_rows{0};
    std::atomic<qint64> m_produced{0};
    std::atomic<int> m_closed{0};
    std::atomic<int> m_blocked{0};
    std::condition_variable m_go;
    bool m_released = false;
    QString m_file;
};

}  // namespace dw::test
