// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/ticket.h"

#include <QByteArray>
#include <QJsonObject>
#include <QObject>
#include <QUrl>

#include <functional>
#include <memory>
#include <optional>
#include <utility>

class QNetworkAccessManager;
class QNetworkReply;
class QNetworkRequest;
class QIODevice;
class QSslCertificate;
class QSslError;

namespace dw
{

// What the server said: JSON, whatever its status.
struct HttpsReply
{
    int status = 0;
    QJsonObject body;
    int retryAfterS = 0;
    qint64 from = 0;  // where the part of a file begins
};

// HTTPS to one server, one request after the other. Lives on one thread, that of whoever uses it (no
// window's: calls wait, in an event loop of their own). Only whom the certificate proves to be the server is
// talked to, redirects are not followed, every request ends in time and no answer is larger than the limit,
// however well it is packed.
class HttpTransport : public QObject
{
    Q_OBJECT

public:
    struct Limits
    {
        int idleMs = 30'000;  // without a byte in either direction
        // What a system takes at once of a body, and a line of 64 kbit/s then carries without a sign.
        qint64 quietBytes = qint64(512) * 1024;
        int wholeMs = 300'000;  // of one request with its answer
        int fileMs = 600'000;   // of one with a part of a file: 4 MiB at 64 kbit/s
        qint64 answerBytes = qint64(64) * 1024 * 1024;
    };

    // `pin`: SHA-256 of the one certificate that is taken; empty: any for the server's name from an authority
    // that this computer trusts.
    HttpTransport(const QUrl &server, const QByteArray &pin, const Limits &limits);
    ~HttpTransport() override;

    using Headers = QList<std::pair<QByteArray, QByteArray>>;
    // Errors, all of them Network with "sync.*", say what is to be done: unreachable, timed_out,
    // cut_off, server_down, certificate_unknown, _changed, _expired, _not_yet, _wrong_name, tls_failed,
    // not_the_server, answer_too_large; Cancelled "sync.cancelled" after cancel().
    Result<HttpsReply> get(const QString &path, const Headers &headers = {});
    Result<HttpsReply> post(const QString &path, const QJsonObject &body, const Headers &headers = {});
    Result<HttpsReply> put(const QString &path, const QByteArray &bytes, const Headers &headers);
    // So many bytes of a file behind `from` go to `sink` as they come; of any other answer nothing.
    Result<HttpsReply> download(const QString &path, qint64 from, qint64 length, QIODevice &sink,
                                const Headers &headers);

    // What the server sends piece by piece, of this type: each goes to `take`, until the server ends it,
    // `take` says false, or nothing came for `idleMs` (`firstMs` from the start): "sync.timed_out". Status
    // 200 and no body where it was one; else the server's answer. While `take` works the server waits.
    struct Flow
    {
        int firstMs = 10'000;
        int idleMs = 45'000;
        std::function<bool(const QByteArray &)> take;
        QByteArray type = QByteArrayLiteral("text/event-stream");
    };
    // Events, as they come about (GET).
    Result<HttpsReply> listen(const QString &path, const Flow &flow, const Headers &headers);
    // What a POST is answered with, however long it is, unpacked; the times are those of the limits.
    Result<HttpsReply> stream(const QString &path, const QJsonObject &body, const Flow &flow,
                              const Headers &headers);
    // How busy the server said it is, last: 0 to 100.
    int load() const { return m_load; }

    // Any thread. What runs ends at once, and all that is asked later.
    void cancel();
    bool isCancelled() const { return m_cancelled.isCancelled(); }
    // Waits, unless it is cancelled meanwhile.
    void pause(int ms);

Q_SIGNALS:
    void cancelled();

private:
    int idleMs(const QByteArray &body) const;
    Result<QNetworkRequest> request(const QString &path, const Headers &headers) const;
    Result<HttpsReply> wait(QNetworkReply *running, int wholeMs, QIODevice *sink = nullptr,
                            const Flow *flow = nullptr);
    void checkErrors(QNetworkReply &reply, const QList<QSslError> &errors);
    void checkPin(QNetworkReply &reply);
    std::optional<Error> verdictOn(const QSslCertificate &certificate, const QList<QSslError> &errors) const;
    Error errorOf(const QNetworkReply &reply) const;
    Result<HttpsReply> fileReplyOf(const QNetworkReply &reply) const;
    Result<HttpsReply> replyOf(const QNetworkReply &reply, const QByteArray &body) const;
    Error error(const char *key, const QStringList &more = {}, const QString &detail = {}) const;

    const QUrl m_server;
    const QByteArray m_pin;
    const Limits m_limits;
    const Ticket m_cancelled;
    std::unique_ptr<QNetworkAccessManager> m_network;
    int m_load = 0;
    std::optional<Error> m_refused;  // why the connection of the running request was ended here
};

}  // namespace dw
