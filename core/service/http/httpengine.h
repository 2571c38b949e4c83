// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/service/http/connectionwatch.h"
#include "core/service/http/httpexchange.h"
#include "core/service/http/httpserver.h"
#include "core/service/http/listensocket.h"

#include <QSet>

#include <condition_variable>
#include <memory>
#include <mutex>

struct MHD_Daemon;

namespace dw
{

// The GNU libmicrohttpd side of HttpServer: nothing of the library is seen outside of it, and nothing is
// thrown into it.
class HttpEngine
{
public:
    HttpEngine(const HttpServer::Options &options, const Router &router, RequestDesk &desk,
               WorkerPool &workers, const TlsCertificate *certificate, const Clock &clock);
    ~HttpEngine();
    HttpEngine(const HttpEngine &) = delete;
    HttpEngine &operator=(const HttpEngine &) = delete;

    Result<void> start();
    quint16 port() const { return m_socket.port(); }
    bool drain(int ms);
    bool isDraining() const { return m_draining; }
    HttpServer::State state() const;
    const TlsCertificate *certificate() const { return m_certificate; }

private:
    friend struct HttpCallbacks;  // what the library calls, in C
    using ExchangePtr = std::shared_ptr<HttpExchange>;

    ConnectionWatch::Connection *opened(MHD_Connection *connection);
    void closed(ConnectionWatch::Connection *watched);
    // Each says whether the connection goes on.
    ExchangePtr begin(MHD_Connection *connection, const char *url, const char *method);
    bool headComplete(const ExchangePtr &exchange);
    bool received(const ExchangePtr &exchange, const char *bytes, qsizetype size);
    bool complete(const ExchangePtr &exchange);
    bool queue(const ExchangePtr &exchange);
    void completed(const ExchangePtr &exchange, bool wholly);

    std::optional<HttpResponse> refusal(HttpExchange &exchange);
    void refuse(const ExchangePtr &exchange, HttpResponse response);
    void answered(const ExchangePtr &exchange, HttpResponse response);
    void stopListening();
    void waitUntilOver(int ms);
    void stop();

    const HttpServer::Options m_options;
    const Router &m_router;
    RequestDesk &m_desk;
    WorkerPool &m_workers;
    const TlsCertificate *m_certificate;
    const Clock &m_clock;
    ListenSocket m_socket;
    ConnectionWatch m_watch;
    MHD_Daemon *m_daemon = nullptr;
    std::atomic<bool> m_draining{false};
    std::atomic<qint64> m_bodyBytes{0};
    mutable std::mutex m_mutex;
    std::condition_variable m_over;
    QSet<HttpExchange *> m_live;                  // from the head to the end of the answer
    QHash<HttpExchange *, ExchangePtr> m_handed;  // suspended, at a worker
    bool m_stopping = false;
    bool m_quiet = false;
};

}  // namespace dw
