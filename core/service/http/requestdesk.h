// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/service/http/answer.h"
#include "core/service/http/requestend.h"
#include "core/service/http/route.h"

#include <optional>

namespace dw
{

// What stands behind an HttpServer.
class RequestDesk
{
public:
    virtual ~RequestDesk() = default;

    // The head of a request is there. On a thread of the server's own: looks at what is in memory and never
    // waits. An answer ends the request before its body is read.
    virtual std::optional<HttpResponse> refuseEarly(const Route &route, const HttpRequest &request) = 0;
    // The request is complete; on a worker. May throw: that is an internal error. `request.caller` is filled
    // in for whoever asks at the end how it went.
    virtual void handle(const Route &route, HttpRequest &request, const Answer &answer) = 0;
    // Added to every answer.
    virtual QList<std::pair<QByteArray, QByteArray>> commonHeaders() = 0;
    // The request is over; any thread, must not block.
    virtual void ended(const RequestEnd &end) = 0;
};

}  // namespace dw
