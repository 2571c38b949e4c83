// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <QList>
#include <QSslSocket>

#include <optional>
#include <utility>

namespace dw::test
{

struct WireReply
{
    int status = 0;                         // 0: none came
    QHash<QByteArray, QByteArray> headers;  // names in lower case
    QByteArray body;                        // without chunks
    bool complete = false;                  // to its last byte

    QJsonObject json() const;
    QString code() const { return json().value(QLatin1String("code")).toString(); }
    QString text(const char *key) const { return json().value(QLatin1String(key)).toString(); }
};

// A client that writes what bytes it is told over TLS, and reads answers; blocks. Takes any certificate.
class WireClient
{
public:
    using Headers = QList<std::pair<QByteArray, QByteArray>>;

    explicit WireClient(quint16 port, QSsl::SslProtocol protocol = QSsl::TlsV1_2OrLater);

    bool isConnected() const;
    QSslSocket &socket() { return m_socket; }
    void write(const QByteArray &bytes);
    // Nothing comes any more; false after `ms`.
    bool closesWithin(int ms);
    // The next answer; what is there of it after `ms`.
    WireReply read(int ms = 10'000, bool head = false);
    // Until at least so many bytes of it are there.
    QByteArray readSome(qsizetype bytes, int ms = 10'000);

    WireReply request(const QByteArray &method, const QByteArray &path, const QByteArray &body = {},
                      const Headers &headers = {});
    WireReply get(const QByteArray &path, const Headers &headers = {})
    {
        return request("GET", path, {}, headers);
    }
    WireReply post(const QByteArray &path, const QJsonObject &body, const Headers &headers = {});

private:
    bool more(int ms);

    QSslSocket m_socket;
    QByteArray m_read;
};

}  // namespace dw::test
