// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/http/httprequest.h"

#include "core/base/jsonfile.h"

namespace dw
{

namespace
{

constexpr int MaxJsonDepth = 16;

}  // namespace

Result<QJsonObject> HttpRequest::json() const
{
    const QByteArray type = header("content-type").split(';').value(0).trimmed().toLower();
    if (type != "application/json")
        return Error(ErrorCode::Unsupported, QStringLiteral("service.unsupported_media"), {},
                     QString::fromLatin1(type.left(80)));
    DW_ASSIGN(const QJsonDocument document,
              parseJson(body, QStringLiteral("body"), {body.size() + 1, MaxJsonDepth}));
    if (!document.isObject())
        return Error(ErrorCode::Invalid, QStringLiteral("service.malformed"), {},
                     QStringLiteral("not an object"));
    return document.object();
}

}  // namespace dw
