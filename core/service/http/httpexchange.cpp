// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/http/httpexchange.h"

#include "core/service/http/contentcoding.h"

#include <QJsonDocument>

#include <algorithm>
#include <exception>
#include <utility>

namespace dw
{

namespace
{

constexpr qsizetype WorthPacking = 1024;

}  // namespace

void HttpExchange::finish(HttpResponse answer)
{
    if (answer.refusal) {
        problem = answer.refusal->codeText();
        answer.type = QByteArrayLiteral("application/problem+json");
        answer.body = QJsonDocument(answer.refusal->toJson(request.id)).toJson(QJsonDocument::Compact);
    }
    if (answer.compressible && answer.body.size() > WorthPacking) {
        const ContentCoding coding = ContentCodings::preferred(request.header("accept-encoding"));
        const QByteArray packed =
            coding == ContentCoding::Identity ? QByteArray() : ContentCodings::encode(coding, answer.body);
        if (!packed.isEmpty() && packed.size() < answer.body.size()) {
            answer.body = packed;
            answer.with("Content-Encoding", ContentCodings::name(coding));
        }
        answer.with("Vary", "Accept-Encoding");
    }
    if (!answer.type.isEmpty())
        answer.with("Content-Type", answer.type);
    answer.with("X-Request-Id", request.id.toLatin1());
    answer.with("X-Content-Type-Options", "nosniff");
    const auto named = [&](const QByteArray &name) {
        return std::any_of(answer.headers.begin(), answer.headers.end(),
                           [&](const auto &header) { return header.first == name; });
    };
    if (!named("Cache-Control"))
        answer.with("Cache-Control", "no-store");
    answer.headers += desk->commonHeaders();
    status = answer.status;
    stream = answer.stream;
    response = std::move(answer);
}

std::optional<HttpResponse> HttpExchange::unpackBody()
{
    const Result<ContentCoding> coding = ContentCodings::named(request.header("content-encoding"));
    if (!coding.ok())
        return HttpResponse::problem(Problem::of(coding.error()));
    if (*coding == ContentCoding::Identity)
        return {};
    Result<QByteArray> plain = ContentCodings::decode(*coding, request.body, route->bodyLimit);
    if (!plain.ok())
        return HttpResponse::problem(Problem::of(plain.error()));
    request.body = std::move(*plain);
    return {};
}

void HttpExchange::run(const Answer &answer)
{
    if (answered)
        return;
    try {
        if (std::optional<HttpResponse> refused = unpackBody()) {
            answer.send(std::move(*refused));
            return;
        }
        desk->handle(*route, request, answer);
    } catch (const std::exception &) {
        answer.send(HttpResponse::problem(ProblemCode::Internal));
    }
    // Of a line that listens for hours nobody reads the head again.
    if (answered && stream) {
        request.headers = {};
        request.query = {};
        request.parameters = {};
    }
}

RequestEnd HttpExchange::end(bool complete) const
{
    RequestEnd end;
    end.route = route;
    end.method = request.method;
    end.id = request.id;
    end.address = request.address;
    end.caller = request.caller;
    end.status = status;
    end.problem = problem;
    end.bytesIn = received;
    end.bytesOut = sent;
    end.microseconds =
        std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - began)
            .count();
    end.complete = complete;
    return end;
}

}  // namespace dw
