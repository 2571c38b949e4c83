// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/laptops/relay.h"

#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>

namespace dw::test
{

class Relay::Door : public QTcpServer
{
public:
    explicit Door(const QList<quint16> &servers) : m_servers(servers)
    {
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *near = nextPendingConnection())
                join(*near, m_next++, int(m_servers.size()));
        });
    }

private:
    void join(QTcpSocket &near, int at, int tries)
    {
        if (tries == 0) {
            near.abort();
            near.deleteLater();
            return;
        }
        auto *far = new QTcpSocket(&near);
        connect(far, &QTcpSocket::connected, far, [&near, far] {
            far->disconnect();
            const auto carry = [](QTcpSocket *from, QTcpSocket *to) {
                connect(from, &QTcpSocket::readyRead, to, [from, to] { to->write(from->readAll()); });
                connect(from, &QTcpSocket::disconnected, to, [to] { to->disconnectFromHost(); });
            };
            carry(&near, far);
            carry(far, &near);
            connect(&near, &QTcpSocket::disconnected, &near, &QObject::deleteLater);
            far->write(near.readAll());
        });
        connect(far, &QTcpSocket::errorOccurred, far, [this, &near, far, at, tries] {
            far->deleteLater();
            join(near, at + 1, tries - 1);
        });
        far->connectToHost(QHostAddress(QHostAddress::LocalHost), m_servers[at % m_servers.size()]);
    }

    const QList<quint16> m_servers;
    int m_next = 0;
};

Relay::Relay(const QList<quint16> &servers)
{
    auto *door = new Door(servers);
    if (!door->listen(QHostAddress(QHostAddress::LocalHost)))
        qFatal("cannot listen: %s", qPrintable(door->errorString()));
    m_port = door->serverPort();
    door->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, door, &QObject::deleteLater);
    m_thread.start();
}

Relay::~Relay()
{
    m_thread.quit();
    m_thread.wait();
}

}  // namespace dw::test
