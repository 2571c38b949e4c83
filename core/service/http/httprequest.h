// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/datetime.h"
#include "core/base/id.h"
#include "core/base/result.h"

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <QString>

namespace dw
{

enum class HttpMethod { Get, Head, Post, Put, Delete, Other };

// Who asks, once the request has been authenticated; ids are null where a route is open to everybody, the
// device is null before it is enrolled.
struct Caller
{
    Id user;
    Id device;
    Id session;
    QString login;
    QString name;
};

// A request that was read to its end: sizes are within the limits of its route, the body has no transfer or
// content coding any more.
struct HttpRequest
{
    HttpMethod method = HttpMethod::Other;
    QByteArray path;                        // as sent, without the query
    QHash<QByteArray, QString> parameters;  // of the route's pattern, decoded
    QHash<QByteArray, QByteArray> query;    // decoded; the last of several counts
    QHash<QByteArray, QByteArray> headers;  // names in lower case
    QByteArray body;
    QString id;                   // of this request, in the log and in X-Request-Id
    QString address;              // of the client; behind a proxy what the proxy says
    bool local = false;           // comes from this machine, not through a proxy
    bool repeatedHeader = false;  // of a kind that must not stand there twice
    Instant receivedAt;
    Caller caller;

    QByteArray header(const QByteArray &lowerCaseName) const { return headers.value(lowerCaseName); }
    // The body as one JSON object of at most 16 levels. Invalid or Limit, key "json.*"; Unsupported
    // "service.unsupported_media" if it says to be something else.
    Result<QJsonObject> json() const;
};

}  // namespace dw
