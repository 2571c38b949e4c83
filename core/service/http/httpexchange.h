// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/service/http/connectionwatch.h"
#include "core/service/http/requestdesk.h"

#include <atomic>
#include <chrono>
#include <memory>
#include <optional>

struct MHD_Connection;

namespace dw
{

// One request and its answer on their way through the server. The library's thread of the connection owns it
// until it is handed to a worker, the worker until the answer is there, then the thread again.
struct HttpExchange
{
    MHD_Connection *connection = nullptr;
    ConnectionWatch::Connection *watched = nullptr;
    RequestDesk *desk = nullptr;
    const Route *route = nullptr;
    HttpRequest request;
    qint64 announced = -1;  // Content-Length
    qint64 received = 0;
    qint64 budgeted = 0;  // of what all bodies together may hold
    bool handed = false;  // to a worker
    std::atomic<bool> answered{false};
    std::optional<HttpResponse> response;
    std::shared_ptr<BodyStream> stream;
    std::atomic<qint64> sent{0};
    std::chrono::steady_clock::time_point began = std::chrono::steady_clock::now();
    int status = 0;
    QString problem;

    // Makes what is sent of what was answered: words a refusal, packs the body, adds the common headers.
    void finish(HttpResponse answer);
    // Unpacks the body where it is packed; a refusal if it cannot be.
    std::optional<HttpResponse> unpackBody();
    // Lets the handler run; a worker's job.
    void run(const Answer &answer);
    RequestEnd end(bool complete) const;
};

}  // namespace dw
