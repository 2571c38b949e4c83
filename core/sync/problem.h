// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

namespace dw
{

// An answer of the server: a status of HTTP and a body. What went wrong is an RFC 9457 body, whose `action`
// tells a laptop what to do, so that codes that it does not know are safe (sync-protocol.md 4).
struct SyncAnswer
{
    int status = 200;
    QJsonObject body;

    bool ok() const { return status == 200; }
    QString action() const { return body.value(QLatin1String("action")).toString(); }
    QString code() const { return body.value(QLatin1String("code")).toString(); }
};

// retry | reauth | reconcile | resync | reregister | upgrade | wipe | stop
SyncAnswer syncProblem(int status, const QString &code, const QString &action, QJsonObject more = {});

}  // namespace dw
