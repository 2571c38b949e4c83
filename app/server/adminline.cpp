// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/adminline.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

namespace dw
{

namespace
{

constexpr int ConnectMs = 1000;
constexpr int PatienceMs = 60'000;
constexpr qint64 LongestLine = 64 * 1024;

QByteArray lineOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

QJsonObject toJson(const Error &error)
{
    return {{QStringLiteral("code"), int(error.code)},
            {QStringLiteral("key"), error.key},
            {QStringLiteral("arguments"), QJsonArray::fromStringList(error.arguments)}};
}

Error errorOf(const QJsonObject &object)
{
    QStringList arguments;
    const QJsonArray given = object.value(QLatin1String("arguments")).toArray();
    for (const QJsonValue &argument : given)
        arguments.append(argument.toString());
    return Error(ErrorCode(object.value(QLatin1String("code")).toInt()),
                 object.value(QLatin1String("key")).toString(), arguments);
}

}  // namespace

Result<void> AdminLine::listen(const QString &path)
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    // Who holds the workspace's lock is the one server; a file that is left is of one that was killed.
    // A relative path would be one of the temporary folder.
    const QString file = QFileInfo(path).absoluteFilePath();
    QLocalServer::removeServer(file);
    if (!m_server.listen(file))
        return Error(ErrorCode::Network, QStringLiteral("service.cannot_listen"),
                     {path, m_server.errorString()});
    connect(&m_server, &QLocalServer::newConnection, this, &AdminLine::connected);
    return {};
}

void AdminLine::connected()
{
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] { read(*socket); });
        read(*socket);
    }
}

void AdminLine::read(QLocalSocket &socket)
{
    while (socket.canReadLine()) {
        const QJsonObject request = QJsonDocument::fromJson(socket.readLine()).object();
        const Result<QJsonObject> done = m_perform(request.value(QLatin1String("command")).toString(),
                                                   request.value(QLatin1String("arguments")).toObject());
        socket.write(lineOf(done.ok() ? QJsonObject{{QStringLiteral("answer"), *done}}
                                      : QJsonObject{{QStringLiteral("error"), toJson(done.error())}}));
    }
    if (socket.bytesAvailable() > LongestLine)
        socket.abort();
}

std::optional<Result<QJsonObject>> AdminLine::ask(const QString &path, const QString &command,
                                                  const QJsonObject &arguments)
{
    QLocalSocket socket;
    socket.connectToServer(QFileInfo(path).absoluteFilePath());
    if (!socket.waitForConnected(ConnectMs))
        return {};
    socket.write(lineOf({{QStringLiteral("command"), command}, {QStringLiteral("arguments"), arguments}}));
    QElapsedTimer timer;
    timer.start();
    while (!socket.canReadLine()) {
        const int left = PatienceMs - int(timer.elapsed());
        if (left <= 0 || !socket.waitForReadyRead(left))
            return Result<QJsonObject>(Error(ErrorCode::Network, QStringLiteral("server.no_answer")));
    }
    const QJsonObject answer = QJsonDocument::fromJson(socket.readLine()).object();
    if (answer.contains(QLatin1String("error")))
        return Result<QJsonObject>(errorOf(answer.value(QLatin1String("error")).toObject()));
    return Result<QJsonObject>(answer.value(QLatin1String("answer")).toObject());
}

}  // namespace dw
