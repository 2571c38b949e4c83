// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/laptops/faultline.h"

#include <QFile>
#include <QHostAddress>
#include <QSslCertificate>
#include <QSslKey>
#include <QSslSocket>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

#include <utility>

namespace dw::test
{

namespace
{

// One connection and its other half.
class Pair : public QObject
{
public:
    Pair(QTcpSocket *near, quint16 server, qint64 cutAfter, qint64 swallowAfter, int delayMs,
         const std::atomic<bool> &frozen)
        : QObject(near)
        , m_near(near)
        , m_cutAfter(cutAfter)
        , m_swallowAfter(swallowAfter)
        , m_delayMs(delayMs)
        , m_frozen(frozen)
    {
        m_far = new QTcpSocket(this);
        connect(m_near, &QTcpSocket::readyRead, this, [this] { carry(*m_near, *m_far); });
        connect(m_far, &QTcpSocket::readyRead, this, [this] { carry(*m_far, *m_near); });
        connect(m_far, &QTcpSocket::connected, this, [this] { carry(*m_near, *m_far); });
        connect(m_far, &QTcpSocket::errorOccurred, this, [this] { m_near->abort(); });
        connect(m_far, &QTcpSocket::disconnected, this, [this] { m_near->disconnectFromHost(); });
        connect(m_near, &QTcpSocket::disconnected, m_near, [this] {
            m_far->disconnectFromHost();
            m_near->deleteLater();
        });
        m_far->connectToHost(QHostAddress(QHostAddress::LocalHost), server);
        if (m_cutAfter == 0)
            QTimer::singleShot(0, this, [this] { cut(); });
    }

private:
    void carry(QTcpSocket &from, QTcpSocket &to)
    {
        if (to.state() != QAbstractSocket::ConnectedState)
            return;
        QByteArray bytes = from.readAll();
        if (m_frozen || (m_swallowAfter >= 0 && m_carried >= m_swallowAfter))
            return;
        if (m_cutAfter >= 0)
            bytes.truncate(qsizetype(std::max<qint64>(0, m_cutAfter - m_carried)));
        m_carried += bytes.size();
        const bool over = m_cutAfter >= 0 && m_carried >= m_cutAfter;
        const auto pass = [this, &to, bytes, over] {
            to.write(bytes);
            to.flush();
            if (over)
                cut();
        };
        if (m_delayMs > 0)
            QTimer::singleShot(m_delayMs, this, pass);
        else
            pass();
    }
    void cut()
    {
        m_far->abort();
        m_near->abort();
    }

    QTcpSocket *m_near;
    QTcpSocket *m_far = nullptr;
    const qint64 m_cutAfter;
    const qint64 m_swallowAfter;
    const int m_delayMs;
    const std::atomic<bool> &m_frozen;
    qint64 m_carried = 0;
};

// One connection through which only so much comes at a time.
class NarrowPair : public QObject
{
public:
    NarrowPair(QTcpSocket *near, quint16 server, int bytesPerSecond)
        : QObject(near), m_near(near), m_far(new QTcpSocket(this)), m_bytes(bytesPerSecond / TicksPerSecond)
    {
        // What does not come through yet stays where it comes from.
        for (QTcpSocket *socket : {m_near, m_far})
            socket->setReadBufferSize(m_bytes);
        connect(&m_tick, &QTimer::timeout, this, [this] {
            carry(*m_near, *m_far);
            carry(*m_far, *m_near);
        });
        m_tick.start(1000 / TicksPerSecond);
        // It is over as the far side says: what came before that comes through.
        connect(m_far, &QTcpSocket::errorOccurred, this, [this](QAbstractSocket::SocketError error) {
            if (error != QAbstractSocket::RemoteHostClosedError)
                m_near->abort();
        });
        connect(m_far, &QTcpSocket::disconnected, this, [this] {
            if (m_near->state() == QAbstractSocket::ConnectedState)
                m_near->write(m_far->readAll());
            m_near->disconnectFromHost();
        });
        connect(m_near, &QTcpSocket::disconnected, m_near, [this] {
            m_far->abort();
            m_near->deleteLater();
        });
        m_far->connectToHost(QHostAddress(QHostAddress::LocalHost), server);
    }

private:
    static constexpr int TicksPerSecond = 20;

    void carry(QTcpSocket &from, QTcpSocket &to)
    {
        if (to.state() == QAbstractSocket::ConnectedState)
            to.write(from.read(m_bytes));
    }

    QTcpSocket *m_near;
    QTcpSocket *m_far;
    const int m_bytes;
    QTimer m_tick;
};

// One connection whose answers come out when they are whole.
class Collector : public QObject
{
public:
    Collector(QSslSocket *near, quint16 server) : QObject(near), m_near(near)
    {
        m_far = new QSslSocket(this);
        m_far->setPeerVerifyMode(QSslSocket::VerifyNone);
        connect(m_near, &QSslSocket::readyRead, this, [this] { m_far->write(m_near->readAll()); });
        connect(m_far, &QSslSocket::readyRead, this, [this] { collect(); });
        connect(m_far, &QSslSocket::disconnected, this, [this] { m_near->disconnectFromHost(); });
        connect(m_near, &QSslSocket::disconnected, m_near, &QObject::deleteLater);
        m_far->connectToHostEncrypted(QStringLiteral("127.0.0.1"), server);
    }

private:
    void collect()
    {
        m_answer += m_far->readAll();
        const qsizetype head = m_answer.indexOf("\r\n\r\n");
        if (head < 0)
            return;
        const QByteArray lines = m_answer.first(head).toLower();
        const qsizetype length = lines.indexOf("\r\ncontent-length:");
        const qsizetype size =
            length < 0 ? 0 : lines.mid(length + 17).split('\r').first().trimmed().toLongLong();
        const bool whole = lines.contains("transfer-encoding: chunked") ? m_answer.endsWith("\r\n0\r\n\r\n")
                                                                        : m_answer.size() >= head + 4 + size;
        if (whole)
            m_near->write(std::exchange(m_answer, {}));
    }

    QSslSocket *m_near;
    QSslSocket *m_far = nullptr;
    QByteArray m_answer;
};

}  // namespace

class FaultLine::Door : public QTcpServer
{
public:
    explicit Door(FaultLine &line) : m_line(line) {}

protected:
    void incomingConnection(qintptr descriptor) override
    {
        ++m_line.m_connections;
        if (m_line.m_answers)
            return answer(descriptor);
        if (m_line.m_collects)
            return collect(descriptor);
        auto *near = new QTcpSocket(this);
        near->setSocketDescriptor(descriptor);
        if (m_line.m_bytesPerSecond > 0)
            new NarrowPair(near, m_line.m_server, m_line.m_bytesPerSecond);
        else
            new Pair(near, m_line.m_server, m_line.m_cutAfter, m_line.m_swallowAfter, m_line.m_delayMs,
                     m_line.m_frozen);
    }

private:
    void collect(qintptr descriptor)
    {
        auto *near = new QSslSocket(this);
        near->setSslConfiguration(m_line.m_tls);
        near->setSocketDescriptor(descriptor);
        new Collector(near, m_line.m_server);
        near->startServerEncryption();
    }
    void answer(qintptr descriptor)
    {
        auto *near = new QSslSocket(this);
        near->setSslConfiguration(m_line.m_tls);
        near->setSocketDescriptor(descriptor);
        near->startServerEncryption();
        connect(near, &QSslSocket::readyRead, near, [near, answer = m_line.m_answer] {
            if (near->readAll().contains("\r\n\r\n"))
                near->write(answer);
            near->disconnectFromHost();
        });
        connect(near, &QSslSocket::disconnected, near, &QObject::deleteLater);
    }

    FaultLine &m_line;
};

FaultLine::FaultLine(quint16 server) : m_server(server)
{
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

FaultLine::~FaultLine()
{
    m_thread.quit();
    m_thread.wait();
}

void FaultLine::repair()
{
    m_cutAfter = -1;
    m_swallowAfter = -1;
    m_delayMs = 0;
    m_bytesPerSecond = 0;
    m_answers = false;
    m_collects = false;
    m_frozen = false;
}

void FaultLine::wear(const QByteArray &certificateFile, const QByteArray &keyFile)
{
    QFile key(QString::fromUtf8(keyFile));
    if (!key.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", keyFile.constData());
    m_tls = QSslConfiguration::defaultConfiguration();
    m_tls.setLocalCertificateChain(QSslCertificate::fromPath(QString::fromUtf8(certificateFile)));
    m_tls.setPrivateKey(QSslKey(key.readAll(), QSsl::Ec));
    m_tls.setPeerVerifyMode(QSslSocket::VerifyNone);
}

void FaultLine::answerWith(const QByteArray &head, const QByteArray &certificateFile,
                           const QByteArray &keyFile)
{
    wear(certificateFile, keyFile);
    m_answer = head;
    m_answers = true;
}

void FaultLine::collectAnswers(const QByteArray &certificateFile, const QByteArray &keyFile)
{
    wear(certificateFile, keyFile);
    m_collects = true;
}

}  // namespace dw::test
