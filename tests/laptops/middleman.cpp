// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/laptops/middleman.h"

#include <QFile>
#include <QHostAddress>
#include <QSslCertificate>
#include <QSslKey>
#include <QSslSocket>
#include <QTcpServer>

#include <utility>

namespace dw::test
{

namespace
{

// The bytes of the message that they begin with; -1: it is not whole.
qsizetype wholeMessage(const QByteArray &bytes)
{
    const qsizetype head = bytes.indexOf("\r\n\r\n");
    if (head < 0)
        return -1;
    const QByteArray lines = bytes.first(head).toLower();
    qsizetype end = head + 4;
    if (lines.contains("transfer-encoding: chunked")) {
        const qsizetype last = bytes.indexOf("\r\n0\r\n\r\n", head);
        return last < 0 ? -1 : last + 7;
    }
    if (const qsizetype length = lines.indexOf("\r\ncontent-length:"); length >= 0)
        end += lines.mid(length + 17).split('\r').first().trimmed().toLongLong();
    return bytes.size() < end ? -1 : end;
}

}  // namespace

// One connection and the one behind it.
class Middleman::Line : public QObject
{
public:
    Line(Middleman &man, QSslSocket *near) : QObject(near), m_man(man), m_near(near)
    {
        m_far = new QSslSocket(this);
        m_far->setPeerVerifyMode(QSslSocket::VerifyNone);
        connect(m_near, &QSslSocket::readyRead, this, [this] { takeRequest(); });
        connect(m_far, &QSslSocket::readyRead, this, [this] { takeAnswer(); });
        connect(m_far, &QSslSocket::disconnected, this, [this] { m_near->disconnectFromHost(); });
        connect(m_far, &QSslSocket::errorOccurred, this, [this] { m_near->disconnectFromHost(); });
        connect(m_near, &QSslSocket::disconnected, m_near, &QObject::deleteLater);
        m_far->connectToHostEncrypted(QStringLiteral("127.0.0.1"), m_man.m_server);
    }

private:
    void takeRequest()
    {
        m_asked += m_near->readAll();
        const qsizetype size = wholeMessage(m_asked);
        if (size < 0)
            return;
        m_request = m_asked.first(size);
        m_asked.remove(0, size);
        const QByteArray line = m_request.left(m_request.indexOf('\r'));
        m_meant = line.startsWith("POST ") && line.contains(m_man.m_path + ' ');
        if (m_meant && m_man.m_lostRequests > 0) {
            --m_man.m_lostRequests;
            m_near->abort();
            return;
        }
        m_again = m_meant && m_man.m_repeats;
        send();
    }
    void send()
    {
        m_man.m_sent += m_meant ? 1 : 0;
        m_far->write(m_request);
    }
    void takeAnswer()
    {
        m_answer += m_far->readAll();
        const qsizetype size = wholeMessage(m_answer);
        if (size < 0)
            return;
        if (std::exchange(m_again, false)) {
            m_answer.remove(0, size);
            send();
        } else if (m_meant && m_man.m_lostAnswers > 0) {
            --m_man.m_lostAnswers;
            m_near->abort();
        } else {
            m_near->write(std::exchange(m_answer, {}));
        }
    }

    Middleman &m_man;
    QSslSocket *m_near;
    QSslSocket *m_far = nullptr;
    QByteArray m_asked;
    QByteArray m_request;
    QByteArray m_answer;
    bool m_meant = false;
    bool m_again = false;
};

class Middleman::Door : public QTcpServer
{
public:
    explicit Door(Middleman &man) : m_man(man) {}

protected:
    void incomingConnection(qintptr descriptor) override
    {
        auto *near = new QSslSocket(this);
        near->setSslConfiguration(m_man.m_tls);
        near->setSocketDescriptor(descriptor);
        new Line(m_man, near);
        near->startServerEncryption();
    }

private:
    Middleman &m_man;
};

Middleman::Middleman(quint16 server, const QString &folder, const QByteArray &path)
    : m_server(server), m_path(path)
{
    QFile key(folder + QStringLiteral("/tls/key.pem"));
    if (!key.open(QIODevice::ReadOnly))
        qFatal("cannot read the server's key");
    m_tls = QSslConfiguration::defaultConfiguration();
    m_tls.setLocalCertificateChain(
        QSslCertificate::fromPath(folder + QStringLiteral("/tls/certificate.pem")));
    m_tls.setPrivateKey(QSslKey(key.readAll(), QSsl::Ec));
    m_tls.setPeerVerifyMode(QSslSocket::VerifyNone);
    auto *door = new Door(*this);
    door->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, door, &QObject::deleteLater);
    m_thread.start();
    QMetaObject::invokeMethod(
        door,
        [door, this] {
            if (door->listen(QHostAddress(QHostAddress::LocalHost)))
                m_port = door->serverPort();
        },
        Qt::BlockingQueuedConnection);
}

Middleman::~Middleman()
{
    m_thread.quit();
    m_thread.wait();
}

}  // namespace dw::test
