// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/serverjob.h"

#include <QJsonObject>
#include <QList>
#include <QString>

namespace dw
{

// Which records fulfil a condition, as the server knows it for its user: a laptop cannot compare with values
// of which it has only masks (DESIGN 7). It is asked online (POST /api/v1/records/OBJECT/matching {where})
// when a read here was Forbidden "access.masked_at_server".
struct WhereAtServer
{
    // So many are told; of more the condition is to be a narrower one.
    static constexpr int Most = 400;

    QList<Id> ids;
    bool more = false;

    QJsonObject toJson() const;  // {ids: [id], more}
    // Invalid "sync.bad_answer": what no server says.
    static Result<WhereAtServer> fromJson(const QJsonObject &json);
    // What finds the same records on the laptop. Limit "access.masked_too_many" {limit} where there are more.
    Result<QString> condition() const;

    static bool isFor(const Error &error) { return error.key == QLatin1String("access.masked_at_server"); }
    // condition() of what the server of the laptop in `folder` answers. Blocks. Errors: as ServerLine::ask()
    // and errorOf().
    static Result<QString> askFor(HttpTransport &transport, const DeviceIdentity &identity,
                                  const QString &folder, const QString &object, const QString &where);
    static HttpTransport::Limits limits();
};

}  // namespace dw
