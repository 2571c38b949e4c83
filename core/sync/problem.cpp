// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/problem.h"

namespace dw
{

namespace
{

QString titleOf(const QString &code)
{
    const QString words = QString(code).replace(QLatin1Char('_'), QLatin1Char(' '));
    return words.left(1).toUpper() + words.mid(1);
}

}  // namespace

SyncAnswer syncProblem(int status, const QString &code, const QString &action, QJsonObject more)
{
    more.insert(QStringLiteral("type"), QLatin1String("urn:dealwright:sync:") + code);
    more.insert(QStringLiteral("title"), titleOf(code));
    more.insert(QStringLiteral("status"), status);
    more.insert(QStringLiteral("code"), code);
    more.insert(QStringLiteral("retryable"), action == QLatin1String("retry"));
    more.insert(QStringLiteral("action"), action);
    return {status, more};
}

}  // namespace dw
