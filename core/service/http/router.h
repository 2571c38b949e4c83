// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/service/http/route.h"

#include <QByteArrayList>
#include <QHash>
#include <QString>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace dw
{

// The routes of a server; complete before it starts, constant afterwards, so reads need no lock.
class Router
{
public:
    // A handler that answers at once, and one that may answer later.
    void add(Route route, std::function<HttpResponse(const HttpRequest &)> handler);
    void addDeferred(Route route, RouteHandler handler);

    struct Match
    {
        const Route *route = nullptr;           // null: there is none
        QHash<QByteArray, QString> parameters;  // decoded
        QByteArrayList allowed;                 // methods of the path, where only the method does not fit
    };
    // HEAD is answered as GET. Segments are decoded one by one; malformed ones match nothing.
    Match match(HttpMethod method, const QByteArray &path) const;

    const std::vector<std::unique_ptr<Route>> &routes() const { return m_routes; }

private:
    std::vector<std::unique_ptr<Route>> m_routes;
};

QByteArray methodName(HttpMethod method);
HttpMethod methodNamed(const QByteArray &name);
// %41 -> A; nothing where an escape is cut or gives no UTF-8 or a control character.
std::optional<QString> decodedSegment(const QByteArray &raw);

}  // namespace dw
