// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/crowdline.h"

#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTimer>

#include <utility>

namespace dw::bench
{

CrowdLine::CrowdLine(quint16 port) : m_socket(new QSslSocket), m_port(port)
{
    m_socket->setPeerVerifyMode(QSslSocket::VerifyNone);
    QObject::connect(m_socket, &QSslSocket::encrypted, m_socket, [this] { m_socket->write(m_request); });
    QObject::connect(m_socket, &QSslSocket::readyRead, m_socket, [this] { take(); });
    QObject::connect(m_socket, &QSslSocket::disconnected, m_socket, [this] { m_lost = true; });
    QObject::connect(m_socket, &QSslSocket::errorOccurred, m_socket, [this] { broke(); });
}

CrowdLine::~CrowdLine()
{
    // It may be the socket that is calling.
    m_socket->disconnect();
    m_socket->disconnectFromHost();
    m_socket->deleteLater();
}

void CrowdLine::post(const QByteArray &path, const QJsonObject &body, Answered answered)
{
    m_answered = std::move(answered);
    const QByteArray text = QJsonDocument(body).toJson(QJsonDocument::Compact);
    send("POST /api/v1/" + path + " HTTP/1.1\r\nHost: a\r\n" + m_head +
         "Content-Type: application/json\r\nContent-Length: " + QByteArray::number(text.size()) + "\r\n\r\n" +
         text);
}

void CrowdLine::get(const QByteArray &path, Answered answered)
{
    m_answered = std::move(answered);
    send("GET /api/v1/" + path + " HTTP/1.1\r\nHost: a\r\n" + m_head + "\r\n");
}

void CrowdLine::listen(const QByteArray &path, Told told)
{
    m_told = std::move(told);
    send("GET /api/v1/" + path + " HTTP/1.1\r\nHost: a\r\n" + m_head + "\r\n");
}

void CrowdLine::send(const QByteArray &request)
{
    m_request = request;
    if (m_socket->isEncrypted()) {
        m_socket->write(request);
        return;
    }
    m_socket->connectToHostEncrypted(QStringLiteral("127.0.0.1"), m_port);
}

void CrowdLine::broke()
{
    if (!m_answered && (!m_told || m_streams))
        return;
    if (!m_patient)
        qFatal("a line of the crowd: %s", qPrintable(m_socket->errorString()));
    sendAgain();
}

void CrowdLine::sendAgain()
{
    if (std::exchange(m_again, true))
        return;
    ++m_retries;
    m_came.clear();
    QTimer::singleShot(500 + int(QRandomGenerator::global()->bounded(1'000)), m_socket, [this] {
        m_socket->abort();
        m_lost = false;
        m_again = false;
        m_socket->connectToHostEncrypted(QStringLiteral("127.0.0.1"), m_port);
    });
}

void CrowdLine::take()
{
    m_came += m_socket->readAll();
    if (m_streams) {
        m_told(std::exchange(m_came, {}));
        return;
    }
    const qsizetype end = m_came.indexOf("\r\n\r\n");
    if (end < 0)
        return;
    // Too busy: it says when to come again, too.
    if (m_patient && m_came.startsWith("HTTP/1.1 503")) {
        sendAgain();
        return;
    }
    if (!m_came.startsWith("HTTP/1.1 200"))
        qFatal("the crowd is refused: %s", m_came.constData());
    if (m_told) {
        m_streams = true;
        m_told(std::exchange(m_came, {}).mid(end + 4));
        return;
    }
    const qsizetype at = m_came.indexOf("Content-Length:");
    const qsizetype length = m_came.mid(at + 15, m_came.indexOf("\r\n", at) - at - 15).trimmed().toLongLong();
    if (at < 0 || at > end)
        qFatal("the crowd was answered without a length: %s", m_came.constData());
    if (m_came.size() < end + 4 + length)
        return;
    const QJsonObject body = QJsonDocument::fromJson(m_came.mid(end + 4, length)).object();
    m_came.remove(0, end + 4 + length);
    std::exchange(m_answered, {})(body);
}

}  // namespace dw::bench
