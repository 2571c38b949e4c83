// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/service/http/bodystream.h"
#include "core/service/http/problem.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QString>

#include <memory>
#include <optional>
#include <utility>

namespace dw
{

// What is answered: bytes, a stream, or a piece of a file.
struct HttpResponse
{
    struct FilePart
    {
        QString path;
        qint64 offset = 0;
        qint64 length = 0;
    };

    int status = 200;
    QByteArray type;
    QByteArray body;
    QList<std::pair<QByteArray, QByteArray>> headers;
    std::shared_ptr<BodyStream> stream;  // in place of `body`
    std::optional<FilePart> file;        // in place of `body`
    std::optional<Problem> refusal;      // in place of `body`; worded when the request's id is known
    bool compressible = true;            // a body of more than a kilobyte, where the client takes it

    static HttpResponse json(const QJsonObject &object, int status = 200);
    static HttpResponse text(const QByteArray &type, const QByteArray &body);
    static HttpResponse empty(int status = 204);
    static HttpResponse problem(const Problem &problem);
    static HttpResponse problem(ProblemCode code) { return problem(Problem(code)); }
    static HttpResponse streamed(const QByteArray &type, std::shared_ptr<BodyStream> stream);

    HttpResponse &with(const QByteArray &name, const QByteArray &value)
    {
        headers.append({name, value});
        return *this;
    }
};

}  // namespace dw
