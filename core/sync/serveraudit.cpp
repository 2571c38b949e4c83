// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/serveraudit.h"

namespace dw
{

namespace
{

Result<QJsonArray> rowsOf(ServerLine &line, const QString &what)
{
    DW_ASSIGN(const SyncAnswer answer,
              line.get(QStringLiteral("%1?limit=%2").arg(what).arg(ServerAudit::MostLines)));
    if (!answer.ok())
        return ServerLine::errorOf(answer);
    const QJsonValue told = answer.body.value(what);
    if (!told.isArray() || told.toArray().size() > ServerAudit::MostLines)
        return Error(ErrorCode::Invalid, QStringLiteral("sync.bad_answer"), {what});
    const QJsonArray rows = told.toArray();
    for (const QJsonValue &row : rows) {
        if (!row.isObject())
            return Error(ErrorCode::Invalid, QStringLiteral("sync.bad_answer"), {what});
    }
    return rows;
}

}  // namespace

Result<QJsonArray> ServerAudit::reads(ServerLine &line)
{
    return rowsOf(line, QStringLiteral("reads"));
}

Result<QJsonArray> ServerAudit::exports(ServerLine &line)
{
    return rowsOf(line, QStringLiteral("exports"));
}

}  // namespace dw
