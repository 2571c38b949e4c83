// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/request_fuzz.h"

#include "core/service/http/contentcoding.h"
#include "core/service/http/problem.h"
#include "core/service/http/router.h"
#include "core/service/jsonarguments.h"
#include "core/service/tokens.h"

#include <cstdlib>

namespace
{

using namespace dw;

constexpr qint64 BodyLimit = 100'000;

void require(bool promise)
{
    if (!promise)
        std::abort();
}

const Router &routes()
{
    static const Router made = [] {
        Router router;
        const auto nothing = [](const HttpRequest &) { return HttpResponse::empty(); };
        for (const char *pattern :
             {"/health", "/api/v1/devices", "/api/v1/devices/{id}/revoke", "/{a}/{b}"}) {
            Route route;
            route.pattern = pattern;
            router.add(route, nothing);
            route.method = HttpMethod::Post;
            router.add(route, nothing);
        }
        return router;
    }();
    return made;
}

void checkPath(const QByteArray &path)
{
    const Router::Match match = routes().match(HttpMethod::Get, path);
    if (!match.route)
        return;
    require(match.route->pattern.count('/') == path.count('/'));
    for (const QString &value : match.parameters) {
        require(!value.isEmpty());
        for (const QChar c : value)
            require(c.unicode() >= 0x20 && c.unicode() != 0x7f);
    }
}

void checkTokens(const QByteArray &text)
{
    const Tokens tokens("0123456789abcdef0123456789abcdef");
    // Nobody can make one without the key.
    require(!tokens.readAccess(text) && !tokens.readNonce(text, Instant{0}));
    (void)Tokens::sessionOfRefresh(text);
    const QByteArray own = tokens.makeAccess({Id::named(text), text.size(), Instant{1}});
    const auto read = tokens.readAccess(own);
    require(read && read->session == Id::named(text) && read->generation == text.size() &&
            read->until.ms == 1);
}

QByteArray plainOf(HttpRequest &request)
{
    const Result<ContentCoding> coding = ContentCodings::named(request.header("content-encoding"));
    if (!coding.ok())
        return {};
    const Result<QByteArray> plain = ContentCodings::decode(*coding, request.body, BodyLimit);
    if (!plain.ok()) {
        const int status = Problem::of(plain.error()).status();
        require(status == 400 || status == 413);
        return {};
    }
    require(*coding == ContentCoding::Identity ||
            plain->size() <=
                std::max<qint64>(16 * 1024, std::min(BodyLimit, qint64(request.body.size()) * 50)));
    return *plain;
}

void checkJson(HttpRequest &request)
{
    const Result<QJsonObject> json = request.json();
    if (!json.ok()) {
        const int status = Problem::of(json.error()).status();
        require(status == 400 || status == 413 || status == 415);
        return;
    }
    JsonArguments arguments(*json);
    for (const QString &key : json->keys()) {
        (void)arguments.text(key);
        (void)arguments.bytes(key);
        (void)arguments.optionalId(key);
        (void)arguments.flag(key);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray input(reinterpret_cast<const char *>(data), qsizetype(size));
    const qsizetype end = input.indexOf("\n\n");
    const QByteArrayList lines = input.first(end < 0 ? input.size() : end).split('\n');
    HttpRequest request;
    request.path = lines.first();
    for (const QByteArray &line : lines.mid(1))
        request.headers.insert(line.left(line.indexOf(':')).toLower(),
                               line.mid(line.indexOf(':') + 1).trimmed());
    request.body = end < 0 ? QByteArray() : input.mid(end + 2);
    checkPath(request.path);
    checkTokens(request.header("authorization"));
    (void)ContentCodings::preferred(request.header("accept-encoding"));
    request.body = plainOf(request);
    checkJson(request);
    return 0;
}
