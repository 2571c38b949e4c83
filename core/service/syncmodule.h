// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/service/accountservice.h"
#include "core/service/highwater.h"
#include "core/service/leastprogram.h"
#include "core/service/memberstreams.h"
#include "core/service/publishing.h"
#include "core/service/servicemodule.h"
#include "core/sync/syncserver.h"

#include <QElapsedTimer>
#include <QSet>

#include <array>
#include <atomic>
#include <functional>
#include <mutex>

namespace dw
{

// POST /api/v1/sync/hello, push, pull, members, snapshot, reconcile, tx-status and verify (sync-protocol.md
// 4) over a workspace whose history is kept (makeServers()). Workers wait for the store, pushes for its
// writer, the others for its readers; what is not begun within seconds is answered with "overloaded" and
// never done.
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

    // A new history, of which all laptops compare what they have: what an administrator confirms where the
    // server was put back to an older state. By itself it does so ten minutes after a laptop showed it.
    Result<void> beginEpoch();
    // Writes there how far the history has come, now and then and at the end (HighWater). Before it starts.
    void keepHighWater(const QString &file) { m_mark = std::make_shared<Mark>(HighWater(file)); }
    // The history may have gone on in another process; of any thread.
    void readHead();
    // Since when laptops may not push because of that; of any thread.
    bool isInDoubt() const { return m_suspectSince != 0; }
    QByteArray epoch() const;

    void addRoutes(Router &router) override;
    void writeMetrics(MetricsText &text) const override;
    QList<std::pair<QByteArray, QByteArray>> headers() const override;

private:
    struct Head
    {
        std::atomic<qint64> sequence{0};
        std::mutex mutex;  // guards epoch
        QByteArray epoch;
        void take(const LedgerHead &head);
    };
    struct Mark
    {
        explicit Mark(HighWater where) : file(std::move(where)) {}
        HighWater file;
        std::mutex mutex;
        QElapsedTimer sinceWritten;
        void note(const LedgerHead &head);
    };
    using Reading = std::function<SyncAnswer(ReadSession &, const Caller &, const QJsonObject &)>;

    HttpResponse hello(const HttpRequest &request);
    HttpResponse push(const HttpRequest &request);
    HttpResponse snapshot(const HttpRequest &request);
    HttpResponse lease(const HttpRequest &request);
    HttpResponse read(const HttpRequest &request, Workspace::Lane lane, const Reading &work,
                      LeastProgram::Known least = LeastProgram::Known::Lately);
    Result<SyncAnswer> greeting(ReadSession &session, const Caller &caller, const QJsonObject &request) const;

    void addHistoryRoutes(Router &router);
    void noteDiverged();
    std::optional<HttpResponse> settleDoubt();
    // Why the request is not even looked at; nothing: `body` is what it asks for.
    std::optional<HttpResponse> refusal(const HttpRequest &request, QJsonObject &body,
                                        LeastProgram::Known least = LeastProgram::Known::Lately);
    // Enters the device into the ledger if it is not there.
    std::optional<HttpResponse> ensureKnown(const Caller &caller);
    // False: the store had no time for it.
    bool onWriter(std::function<void(WriteSession &)> work);
    bool onReader(Workspace::Lane lane, std::function<void(ReadSession &)> work);
    HttpResponse busy();
    static HttpResponse responseOf(const SyncAnswer &answer, const HttpRequest &request);
    void count(const QJsonArray &results);

    CommandRunner &m_runner;
    const ServiceContext &m_context;
    SyncServer m_engine;
    std::shared_ptr<Head> m_head = std::make_shared<Head>();
    std::shared_ptr<Mark> m_mark;
    QMetaObject::Connection m_commits;
    std::atomic<qint64> m_suspectSince{0};
    std::mutex m_settling;
    mutable std::mutex m_mutex;
    QSet<Id> m_known;
    std::array<std::atomic<qint64>, 3> m_counts{};  // applied, merged, rejected
    std::atomic<qint64> m_busy{0};
    LeastProgram m_least;
    MemberStreams m_snapshots;
    std::unique_ptr<Publishing> m_publishing;  // ends first
};

}  // namespace dw
