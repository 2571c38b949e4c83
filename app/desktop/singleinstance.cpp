// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/singleinstance.h"

#include "core/base/windowsocket.h"

#include <QJsonDocument>
#include <QLocalSocket>
#include <QPointer>

namespace dw::desktop
{

namespace
{

constexpr int PatienceMs = 1000;
const char Raise[] = "raise\n";
const char Done[] = "done\n";
const char Export[] = "export ";
constexpr qint64 LongestMessage = 1024 * 1024;

}  // namespace

bool SingleInstance::raiseOther(const Id &workspace)
{
    QLocalSocket socket;
    socket.connectToServer(windowSocket(workspace));
    if (!socket.waitForConnected(PatienceMs))
        return false;
    socket.write(Raise);
    socket.waitForBytesWritten(PatienceMs);
    return socket.waitForReadyRead(PatienceMs) && socket.readAll() == Done;
}

SingleInstance::SingleInstance(const Id &workspace, QObject *parent) : QObject(parent)
{
    // Who holds the workspace's lock is the only one: a socket file that is left over is nobody's.
    QLocalServer::removeServer(windowSocket(workspace));
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket *other = m_server.nextPendingConnection()) {
            connect(other, &QLocalSocket::disconnected, other, &QObject::deleteLater);
            other->setReadBufferSize(LongestMessage);
            connect(other, &QLocalSocket::readyRead, this, [this, other] { receive(*other); });
        }
    });
    m_server.listen(windowSocket(workspace));
}

void SingleInstance::receive(QLocalSocket &other)
{
    while (other.canReadLine()) {
        const QByteArray line = other.readLine();
        if (line == Raise) {
            other.write(Done);
            other.flush();
            Q_EMIT raiseRequested();
        } else if (line.startsWith(Export) && m_noteExport) {
            m_noteExport(QJsonDocument::fromJson(line.mid(qsizetype(qstrlen(Export)))).object(),
                         [asker = QPointer(&other)](const QJsonObject &answer) {
                             if (!asker)
                                 return;
                             asker->write(QJsonDocument(answer).toJson(QJsonDocument::Compact) + '\n');
                             asker->flush();
                         });
        } else {
            other.abort();
            return;
        }
    }
    if (other.bytesAvailable() >= LongestMessage)
        other.abort();
}

}  // namespace dw::desktop
