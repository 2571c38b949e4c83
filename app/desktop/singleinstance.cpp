// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/singleinstance.h"

#include <QDir>
#include <QLocalSocket>
#include <QStandardPaths>

namespace dw::desktop
{

namespace
{

constexpr int PatienceMs = 1000;
const char Raise[] = "raise\n";
const char Done[] = "done\n";

}  // namespace

QString SingleInstance::nameOf(const Id &workspace)
{
    QString folder = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
    if (folder.isEmpty())
        folder = QDir::tempPath();
    return folder + QStringLiteral("/dealwright-") + workspace.toString();
}

bool SingleInstance::raiseOther(const Id &workspace)
{
    QLocalSocket socket;
    socket.connectToServer(nameOf(workspace));
    if (!socket.waitForConnected(PatienceMs))
        return false;
    socket.write(Raise);
    socket.waitForBytesWritten(PatienceMs);
    return socket.waitForReadyRead(PatienceMs) && socket.readAll() == Done;
}

SingleInstance::SingleInstance(const Id &workspace, QObject *parent) : QObject(parent)
{
    // Who holds the workspace's lock is the only one: a socket file that is left over is nobody's.
    QLocalServer::removeServer(nameOf(workspace));
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket *other = m_server.nextPendingConnection()) {
            connect(other, &QLocalSocket::disconnected, other, &QObject::deleteLater);
            connect(other, &QLocalSocket::readyRead, this, [this, other] {
                if (!other->readAll().startsWith(Raise))
                    return;
                other->write(Done);
                other->flush();
                Q_EMIT raiseRequested();
            });
        }
    });
    m_server.listen(nameOf(workspace));
}

}  // namespace dw::desktop
