// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/service/http/requestdesk.h"
#include "core/service/http/router.h"
#include "core/service/http/tlscertificate.h"
#include "core/service/http/workerpool.h"

#include <QString>

#include <memory>

namespace dw
{

class HttpEngine;

// HTTP/1.1 over TLS 1.2 and newer, or plain on a Unix socket behind a proxy. The library's threads read and
// write; handlers run on workers while their connection is suspended. What is held in memory is bounded by
// the limits.
class HttpServer
{
public:
    struct Limits
    {
        int headBytes = 16 * 1024;
        int headMs = 10'000;  // from the connection to the end of the first head
        int idleMs = 75'000;  // from an answer to the end of the next head
        int connections = 4096;
        int perAddress = 512;               // an office behind one address
        qint64 bodies = 256 * 1024 * 1024;  // of all requests that are being read
    };
    struct Options
    {
        // TLS on an address, or plain on a file.
        QString address = QStringLiteral("::");
        quint16 port = 0;
        QString socketPath;
        int threads = 2;
        Limits limits;
    };

    // All must outlive the server. `certificate` is loaded already, null on a Unix socket.
    HttpServer(const Options &options, const Router &router, RequestDesk &desk, WorkerPool &workers,
               const TlsCertificate *certificate, const Clock &clock);
    ~HttpServer();  // stops at once
    HttpServer(const HttpServer &) = delete;
    HttpServer &operator=(const HttpServer &) = delete;

    Result<void> start();
    quint16 port() const;
    // Takes no more connections, cuts idle ones off, answers new requests with "maintenance" and waits until
    // the others are over, at most `ms`; then stops. True: none was cut off. Streams must be finished by who
    // owns them.
    bool drain(int ms);
    bool isDraining() const;

    struct State
    {
        int connections = 0;
        int requests = 0;  // being read, handled or answered
        qint64 bodyBytes = 0;
        qint64 late = 0;
        qint64 refusedConnections = 0;
    };
    State state() const;

private:
    std::unique_ptr<HttpEngine> m_engine;
};

}  // namespace dw
