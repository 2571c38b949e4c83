// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/http/httpresponse.h"

#include <QJsonDocument>

namespace dw
{

HttpResponse HttpResponse::json(const QJsonObject &object, int status)
{
    HttpResponse response;
    response.status = status;
    response.type = QByteArrayLiteral("application/json");
    response.body = QJsonDocument(object).toJson(QJsonDocument::Compact);
    return response;
}

HttpResponse HttpResponse::text(const QByteArray &type, const QByteArray &body)
{
    HttpResponse response;
    response.type = type;
    response.body = body;
    return response;
}

HttpResponse HttpResponse::empty(int status)
{
    HttpResponse response;
    response.status = status;
    return response;
}

HttpResponse HttpResponse::problem(const Problem &problem)
{
    HttpResponse response;
    response.status = problem.status();
    response.refusal = problem;
    if (problem.retryAfterS > 0)
        response.with("Retry-After", QByteArray::number(problem.retryAfterS));
    return response;
}

HttpResponse HttpResponse::streamed(const QByteArray &type, std::shared_ptr<BodyStream> stream)
{
    HttpResponse response;
    response.type = type;
    response.stream = std::move(stream);
    response.compressible = false;
    return response;
}

}  // namespace dw
