// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/answers.h"

#include "core/base/wording.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace dw
{

SyncAnswer malformed(const QString &what)
{
    return syncProblem(400, QStringLiteral("malformed"), QStringLiteral("stop"),
                       {{QStringLiteral("detail"), what}});
}

SyncAnswer storageFailed(const Error &error)
{
    return syncProblem(503, QStringLiteral("overloaded"), QStringLiteral("retry"),
                       {{QStringLiteral("detail"), error.key}});
}

SyncAnswer answered(Result<SyncAnswer> answer)
{
    return answer.ok() ? std::move(answer).value() : storageFailed(answer.error());
}

QString keyOf(LedgerResult::Status status)
{
    switch (status) {
        case LedgerResult::Status::Applied:
            return QStringLiteral("applied");
        case LedgerResult::Status::Merged:
            return QStringLiteral("merged");
        case LedgerResult::Status::Rejected:
            break;
    }
    return QStringLiteral("rejected");
}

QJsonObject resultLine(const LedgerResult &result)
{
    QJsonObject line = QJsonDocument::fromJson(result.body).object();
    line.insert(QStringLiteral("dseq"), double(result.number));
    line.insert(QStringLiteral("id"), result.transaction.toString());
    line.insert(QStringLiteral("st"), keyOf(result.status));
    if (result.status == LedgerResult::Status::Rejected)
        line.insert(QStringLiteral("code"), result.code);
    else
        line.insert(QStringLiteral("rseq"), double(result.sequence));
    return line;
}

namespace
{

QJsonArray limited(const QJsonArray &lines, qsizetype &left)
{
    QJsonArray told;
    for (const QJsonValue &one : lines) {
        QJsonObject line = one.toObject();
        if (line.contains(QLatin1String("server"))) {
            left -= QJsonDocument(QJsonObject{{QString(), line.value(QLatin1String("server"))}})
                        .toJson(QJsonDocument::Compact)
                        .size();
            if (left < 0)
                line.remove(QStringLiteral("server"));
        }
        told.append(line);
    }
    return told;
}

}  // namespace

void limitTold(QJsonObject &body)
{
    qsizetype left = ToldBytes;
    const auto limit = [&](QJsonObject &of, const QString &key) {
        if (of.contains(key))
            of.insert(key, limited(of.value(key).toArray(), left));
    };
    limit(body, QStringLiteral("kept"));
    limit(body, QStringLiteral("fields"));
    if (!body.contains(QLatin1String("rows")))
        return;
    QJsonArray rows = body.value(QLatin1String("rows")).toArray();
    for (qsizetype i = 0; i < rows.size(); ++i) {
        QJsonObject row = rows[i].toObject();
        limit(row, QStringLiteral("fields"));
        rows[i] = row;
    }
    body.insert(QStringLiteral("rows"), rows);
}

QJsonObject errorLine(const Error &error)
{
    return {{QStringLiteral("key"), error.key},
            {QStringLiteral("args"), QJsonArray::fromStringList(error.arguments)},
            {QStringLiteral("text"), describe(error)}};
}

}  // namespace dw
