// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/service/http/answer.h"
#include "core/service/http/httprequest.h"
#include "core/service/http/workerpool.h"

#include <QByteArray>

#include <functional>

namespace dw
{

// Who may come in. A session is what a sign-in began; it becomes a device's by enrolling.
enum class RouteAccess { Public, Session, Device, Local };

// So many requests a minute of each caller: its device, without one its address. Routes with the same
// `bucket` share it. 0 a minute: unlimited.
struct RateLimit
{
    QByteArray bucket;
    int perMinute = 0;
    int burst = 20;
};

// On a worker of the route's lane; answers now or later.
using RouteHandler = std::function<void(const HttpRequest &, const Answer &)>;

// One thing that the server answers.
struct Route
{
    HttpMethod method = HttpMethod::Get;
    QByteArray pattern;  // "/api/v1/devices/{id}/revoke"; a name stands for one segment
    RouteAccess access = RouteAccess::Device;
    Lane lane = Lane::Quick;
    RateLimit rate;
    qint64 bodyLimit = 64 * 1024;    // before and after decompression
    int bodyMs = 30'000;             // from the head of the request to the end of its body
    int answerMs = 60'000;           // from the answer to its last byte; 0: a stream that lasts
    bool bodyJson = true;            // else the body may be of any type
    bool unchangedPassword = false;  // also for who has to choose a new password first
    RouteHandler handler;
};

}  // namespace dw
