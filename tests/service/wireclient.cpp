// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/service/wireclient.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QSslConfiguration>

#include <algorithm>

namespace dw::test
{

QJsonObject WireReply::json() const
{
    return QJsonDocument::fromJson(body).object();
}

WireClient::WireClient(quint16 port, QSsl::SslProtocol protocol)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    configuration.setProtocol(protocol);
    m_socket.setSslConfiguration(configuration);
    m_socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), port);
    m_socket.waitForEncrypted(10'000);
}

bool WireClient::isConnected() const
{
    return m_socket.isEncrypted() && m_socket.state() == QAbstractSocket::ConnectedState;
}

void WireClient::write(const QByteArray &bytes)
{
    m_socket.write(bytes);
    while (m_socket.bytesToWrite() > 0 || m_socket.encryptedBytesToWrite() > 0) {
        if (!m_socket.waitForBytesWritten(10'000))
            return;
    }
}

bool WireClient::more(int ms)
{
    if (m_socket.bytesAvailable() == 0 && m_socket.state() == QAbstractSocket::ConnectedState)
        m_socket.waitForReadyRead(ms);
    const QByteArray got = m_socket.readAll();
    m_read += got;
    return !got.isEmpty();
}

bool WireClient::closesWithin(int ms)
{
    QElapsedTimer timer;
    timer.start();
    while (m_socket.state() == QAbstractSocket::ConnectedState && timer.elapsed() < ms)
        more(int(ms - timer.elapsed()) + 1);
    return m_socket.state() != QAbstractSocket::ConnectedState;
}

QByteArray WireClient::readSome(qsizetype bytes, int ms)
{
    QElapsedTimer timer;
    timer.start();
    while (m_read.size() < bytes && timer.elapsed() < ms && more(int(ms - timer.elapsed()) + 1)) {
    }
    return m_read;
}

WireReply WireClient::read(int ms, bool head)
{
    QElapsedTimer timer;
    timer.start();
    const auto left = [&] { return int(std::max<qint64>(1, ms - timer.elapsed())); };
    WireReply reply;
    qsizetype end = -1;
    while ((end = m_read.indexOf("\r\n\r\n")) < 0) {
        if (timer.elapsed() >= ms || !more(left()))
            return reply;
    }
    const QList<QByteArray> lines = m_read.first(end).split('\n');
    m_read.remove(0, end + 4);
    reply.status = lines.first().split(' ').value(1).toInt();
    for (const QByteArray &line : lines.mid(1))
        reply.headers.insert(line.left(line.indexOf(':')).trimmed().toLower(),
                             line.mid(line.indexOf(':') + 1).trimmed());
    if (head || reply.status == 204 || reply.status == 100) {
        reply.complete = true;
        return reply.status == 100 ? read(left()) : reply;
    }
    if (reply.headers.value("transfer-encoding") == "chunked") {
        while (true) {
            const qsizetype line = m_read.indexOf("\r\n");
            const qsizetype size = line < 0 ? -1 : m_read.first(line).toLongLong(nullptr, 16);
            if (line >= 0 && m_read.size() >= line + 2 + size + 2) {
                reply.body += m_read.mid(line + 2, size);
                m_read.remove(0, line + 2 + size + 2);
                if (size == 0) {
                    reply.complete = true;
                    return reply;
                }
            } else if (timer.elapsed() >= ms || !more(left())) {
                return reply;
            }
        }
    }
    const qsizetype size = reply.headers.value("content-length").toLongLong();
    while (m_read.size() < size && timer.elapsed() < ms && more(left())) {
    }
    reply.complete = m_read.size() >= size;
    reply.body = m_read.first(std::min(size, m_read.size()));
    m_read.remove(0, reply.body.size());
    return reply;
}

WireReply WireClient::request(const QByteArray &method, const QByteArray &path, const QByteArray &body,
                              const Headers &headers)
{
    QByteArray bytes = method + ' ' + path + " HTTP/1.1\r\nHost: localhost\r\n";
    for (const auto &[name, value] : headers)
        bytes += name + ": " + value + "\r\n";
    if (!body.isEmpty() || method == "POST" || method == "PUT")
        bytes += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    write(bytes + "\r\n" + body);
    return read(10'000, method == "HEAD");
}

WireReply WireClient::post(const QByteArray &path, const QJsonObject &body, const Headers &headers)
{
    return request("POST", path, QJsonDocument(body).toJson(QJsonDocument::Compact),
                   Headers{{"Content-Type", "application/json"}} + headers);
}

}  // namespace dw::test
