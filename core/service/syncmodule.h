// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/service/accountservice.h"
#include "core/service/servicemodule.h"
#include "core/sync/syncserver.h"

#include <QSet>

#include <array>
#include <atomic>
#include <functional>
#include <mutex>

namespace dw
{

// POST /api/v1/sync/hello, push, pull and members (sync-protocol.md 4) over a workspace whose history is kept
// (makeServers()). Workers wait for the store, pushes for its writer, the others for its readers; what is not
// begun within seconds is answered with "overloaded" and never done.
//
// A device that has accounts here but is not in the workspace's ledger yet is entered when it first asks for
// anything: enrolling needs no transaction over two databases, and a workspace that was restored from an
// older state heals.
class SyncModule final : public ServiceModule
{
public:
    SyncModule(CommandRunner &runner, std::shared_ptr<const SyncAccess> access,
               const ServiceContext &context);
    ~SyncModule() override;

    // Before the server starts, as SyncServer::setFiles().
    void setFiles(const FileArrivals *files) { m_engine.setFiles(files); }
    // Before the server starts: reads where the history stands.
    Result<void> load();

    void addRoutes(Router &router) override;
    void writeMetrics(MetricsText &text) const override;
    QList<std::pair<QByteArray, QByteArray>> headers() const override;

private:
    struct Head
    {
        std::atomic<qint64> sequence{0};
    };
    using Reading = std::function<SyncAnswer(ReadSession &, const Caller &, const QJsonObject &)>;

    HttpResponse hello(const HttpRequest &request);
    HttpResponse push(const HttpRequest &request);
    HttpResponse read(const HttpRequest &request, Workspace::Lane lane, const Reading &work);
    Result<SyncAnswer> greeting(ReadSession &session, const Caller &caller, const QJsonObject &request) const;

    // Why the request is not even looked at.
    std::optional<HttpResponse> refusal(const HttpRequest &request);
    // Enters the device into the ledger if it is not there.
    std::optional<HttpResponse> ensureKnown(const Caller &caller);
    // False: the store had no time for it.
    bool onWriter(std::function<void(WriteSession &)> work);
    bool onReader(Workspace::Lane lane, std::function<void(ReadSession &)> work);
    HttpResponse busy();
    static HttpResponse responseOf(const SyncAnswer &answer, const HttpRequest &request);
    void count(const QJsonArray &results);
    void readHead();

    CommandRunner &m_runner;
    const ServiceContext &m_context;
    SyncServer m_engine;
    QByteArray m_epoch;
    std::shared_ptr<Head> m_head = std::make_shared<Head>();
    QMetaObject::Connection m_commits;
    std::mutex m_mutex;
    QSet<Id> m_known;
    std::array<std::atomic<qint64>, 3> m_counts{};  // applied, merged, rejected
    std::atomic<qint64> m_busy{0};
};

}  // namespace dw
