// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/windowline.h"

#include "core/access/sensitiveread.h"
#include "core/base/windowsocket.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>

namespace dw
{

namespace
{

constexpr int ConnectMs = 1000;
constexpr int PatienceMs = 30'000;  // the writer may be in the middle of an import

}  // namespace

std::unique_ptr<WindowLine> WindowLine::reach(const Id &workspace, const Error &closed)
{
    std::unique_ptr<WindowLine> line(new WindowLine(closed));
    line->m_socket.connectToServer(windowSocket(workspace));
    if (!line->m_socket.waitForConnected(ConnectMs))
        return nullptr;
    return line;
}

Result<void> WindowLine::noteExport(const QJsonObject &arguments, const Actor &actor)
{
    return tell({{QStringLiteral("user"), actor.user.toString()}, {QStringLiteral("arguments"), arguments}});
}

Result<void> WindowLine::noteRead(const QJsonObject &arguments, const Actor &actor)
{
    return tell({{QStringLiteral("user"), actor.user.toString()},
                 {QStringLiteral("command"), SensitiveRead::commandName()},
                 {QStringLiteral("arguments"), arguments}});
}

Result<void> WindowLine::noteRefused(const Error &error, const Actor &actor)
{
    const QJsonObject refused{{QStringLiteral("key"), error.key},
                              {QStringLiteral("arguments"), QJsonArray::fromStringList(error.arguments)}};
    return tell({{QStringLiteral("user"), actor.user.toString()}, {QStringLiteral("refused"), refused}});
}

Result<void> WindowLine::tell(const QJsonObject &message)
{
    m_socket.write("export " + QJsonDocument(message).toJson(QJsonDocument::Compact) + '\n');
    QElapsedTimer timer;
    timer.start();
    while (!m_socket.canReadLine()) {
        const int left = PatienceMs - int(timer.elapsed());
        if (left <= 0 || !m_socket.waitForReadyRead(left))
            return m_closed;
    }
    QJsonParseError wrong{};
    const QJsonDocument answer = QJsonDocument::fromJson(m_socket.readLine(), &wrong);
    if (wrong.error != QJsonParseError::NoError || !answer.isObject())
        return m_closed;
    const QJsonObject said = answer.object();
    if (said.isEmpty())
        return {};
    QStringList details;
    const QJsonArray given = said.value(QLatin1String("arguments")).toArray();
    for (const QJsonValue &detail : given)
        details.append(detail.toString());
    return Error(said.value(QLatin1String("forbidden")).toBool() ? ErrorCode::Forbidden : ErrorCode::Storage,
                 said.value(QLatin1String("key")).toString(), details);
}

}  // namespace dw
