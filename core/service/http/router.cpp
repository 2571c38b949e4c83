// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/http/router.h"

#include <QStringDecoder>

#include <utility>

namespace dw
{

namespace
{

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool isParameter(const QByteArray &segment)
{
    return segment.startsWith('{') && segment.endsWith('}');
}

std::optional<QHash<QByteArray, QString>> fit(const QByteArrayList &pattern, const QByteArrayList &path)
{
    if (pattern.size() != path.size())
        return {};
    QHash<QByteArray, QString> parameters;
    for (qsizetype i = 0; i < path.size(); ++i) {
        if (!isParameter(pattern[i])) {
            if (pattern[i] != path[i])
                return {};
            continue;
        }
        const std::optional<QString> value = decodedSegment(path[i]);
        if (!value || value->isEmpty())
            return {};
        parameters.insert(pattern[i].mid(1, pattern[i].size() - 2), *value);
    }
    return parameters;
}

}  // namespace

QByteArray methodName(HttpMethod method)
{
    switch (method) {
        case HttpMethod::Get:
            return "GET";
        case HttpMethod::Head:
            return "HEAD";
        case HttpMethod::Post:
            return "POST";
        case HttpMethod::Put:
            return "PUT";
        case HttpMethod::Delete:
            return "DELETE";
        case HttpMethod::Other:
            break;
    }
    return "OTHER";
}

HttpMethod methodNamed(const QByteArray &name)
{
    for (const HttpMethod method :
         {HttpMethod::Get, HttpMethod::Head, HttpMethod::Post, HttpMethod::Put, HttpMethod::Delete}) {
        if (methodName(method) == name)
            return method;
    }
    return HttpMethod::Other;
}

std::optional<QString> decodedSegment(const QByteArray &raw)
{
    QByteArray bytes;
    bytes.reserve(raw.size());
    for (qsizetype i = 0; i < raw.size(); ++i) {
        if (raw[i] != '%') {
            bytes.append(raw[i]);
            continue;
        }
        if (i + 2 >= raw.size())
            return {};
        const int high = hexDigit(raw[i + 1]);
        const int low = hexDigit(raw[i + 2]);
        if (high < 0 || low < 0)
            return {};
        bytes.append(char(high * 16 + low));
        i += 2;
    }
    for (const char c : bytes) {
        if (uchar(c) < 0x20 || c == 0x7f)
            return {};
    }
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString text = decoder(bytes);
    if (decoder.hasError())
        return {};
    return text;
}

void Router::add(Route route, std::function<HttpResponse(const HttpRequest &)> handler)
{
    addDeferred(std::move(route),
                [handler = std::move(handler)](const HttpRequest &request, const Answer &answer) {
                    answer.send(handler(request));
                });
}

void Router::addDeferred(Route route, RouteHandler handler)
{
    route.handler = std::move(handler);
    m_routes.push_back(std::make_unique<Route>(std::move(route)));
}

Router::Match Router::match(HttpMethod method, const QByteArray &path) const
{
    Match match;
    const HttpMethod wanted = method == HttpMethod::Head ? HttpMethod::Get : method;
    const QByteArrayList segments = path.split('/');
    for (const std::unique_ptr<Route> &route : m_routes) {
        auto parameters = fit(route->pattern.split('/'), segments);
        if (!parameters)
            continue;
        if (route->method == wanted) {
            match.route = route.get();
            match.parameters = std::move(*parameters);
            match.allowed.clear();
            return match;
        }
        match.allowed.append(methodName(route->method));
    }
    return match;
}

}  // namespace dw
