// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/httptransport.h"

#include "core/base/datetime.h"
#include "core/base/programversion.h"
#include "core/sync/deviceidentity.h"

#include <QCryptographicHash>
#include <QEventLoop>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslError>
#include <QSysInfo>
#include <QTimer>

#include <algorithm>

namespace dw
{

namespace
{

constexpr qint64 BufferBytes = 1024 * 1024;

QByteArray digestOf(const QSslCertificate &certificate)
{
    return certificate.digest(QCryptographicHash::Sha256);
}

// "1.4.2/winnt"
QByteArray programName()
{
    return (ProgramVersion::ofThis().text() + QLatin1Char('/') + QSysInfo::kernelType()).toLatin1();
}

QString day(const QDateTime &time)
{
    return time.toUTC().date().toString(Qt::ISODate);
}

}  // namespace

HttpTransport::HttpTransport(const QUrl &server, const QByteArray &pin, const Limits &limits)
    : m_server(server), m_pin(pin), m_limits(limits), m_network(std::make_unique<QNetworkAccessManager>())
{
    m_network->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    m_network->setAutoDeleteReplies(false);
}

HttpTransport::~HttpTransport() = default;

void HttpTransport::cancel()
{
    m_cancelled.cancel();
    Q_EMIT cancelled();
}

void HttpTransport::pause(int ms)
{
    QEventLoop loop;
    connect(this, &HttpTransport::cancelled, &loop, &QEventLoop::quit, Qt::QueuedConnection);
    QTimer::singleShot(ms, &loop, &QEventLoop::quit);
    if (!isCancelled())
        loop.exec();
}

// 64 kbit/s is the slowest line that works (features: U31).
int HttpTransport::idleMs(const QByteArray &body) const
{
    constexpr qint64 BytesPerMs = 8;
    return m_limits.idleMs + int(std::min(qint64(body.size()), m_limits.quietBytes) / BytesPerMs);
}

Result<HttpsReply> HttpTransport::get(const QString &path, const Headers &headers)
{
    DW_ASSIGN(const QNetworkRequest made, request(path, headers));
    return wait(m_network->get(made), m_limits.wholeMs);
}

Result<HttpsReply> HttpTransport::post(const QString &path, const QJsonObject &body, const Headers &headers)
{
    DW_ASSIGN(QNetworkRequest made, request(path, headers));
    made.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    const QByteArray bytes = QJsonDocument(body).toJson(QJsonDocument::Compact);
    made.setTransferTimeout(idleMs(bytes));
    return wait(m_network->post(made, bytes), m_limits.wholeMs);
}

Result<HttpsReply> HttpTransport::put(const QString &path, const QByteArray &bytes, const Headers &headers)
{
    DW_ASSIGN(QNetworkRequest made, request(path, headers));
    made.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/octet-stream"));
    made.setTransferTimeout(idleMs(bytes));
    return wait(m_network->put(made, bytes), m_limits.fileMs);
}

Result<HttpsReply> HttpTransport::download(const QString &path, qint64 from, qint64 length, QIODevice &sink,
                                           const Headers &headers)
{
    DW_ASSIGN(QNetworkRequest made, request(path, headers));
    made.setRawHeader("Accept-Encoding", "identity");
    made.setRawHeader("Range",
                      "bytes=" + QByteArray::number(from) + '-' + QByteArray::number(from + length - 1));
    return wait(m_network->get(made), m_limits.fileMs, &sink);
}

Result<HttpsReply> HttpTransport::listen(const QString &path, const Flow &flow, const Headers &headers)
{
    DW_ASSIGN(QNetworkRequest made, request(path, headers));
    made.setTransferTimeout(0);
    made.setRawHeader("Accept", flow.type + ", application/json");
    made.setRawHeader("Accept-Encoding", "identity");
    return wait(m_network->get(made), flow.firstMs, nullptr, &flow);
}

Result<HttpsReply> HttpTransport::stream(const QString &path, const QJsonObject &body, const Flow &flow,
                                         const Headers &headers)
{
    DW_ASSIGN(QNetworkRequest made, request(path, headers));
    made.setTransferTimeout(0);
    made.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    made.setRawHeader("Accept", flow.type + ", application/json");
    Flow steady = flow;
    steady.idleMs = m_limits.idleMs;
    return wait(m_network->post(made, QJsonDocument(body).toJson(QJsonDocument::Compact)), m_limits.idleMs,
                nullptr, &steady);
}

Result<QNetworkRequest> HttpTransport::request(const QString &path, const Headers &headers) const
{
    if (isCancelled())
        return Error(ErrorCode::Cancelled, QStringLiteral("sync.cancelled"));
    QUrl url = m_server;
    url.setPath(path.section(QLatin1Char('?'), 0, 0));
    if (path.contains(QLatin1Char('?')))
        url.setQuery(path.section(QLatin1Char('?'), 1));
    QNetworkRequest request(url);
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    request.setSslConfiguration(tls);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setTransferTimeout(m_limits.idleMs);
    // Up to the limit an answer may be packed as well as it likes; beyond it nothing is taken.
    request.setDecompressedSafetyCheckThreshold(m_limits.answerBytes);
    request.setRawHeader("Accept", "application/json");
    request.setRawHeader("X-Proto", "1");
    request.setRawHeader("X-App", programName());
    for (const auto &[name, value] : headers)
        request.setRawHeader(name, value);
    return request;
}

Result<HttpsReply> HttpTransport::wait(QNetworkReply *running, int wholeMs, QIODevice *sink, const Flow *flow)
{
    const std::unique_ptr<QNetworkReply> reply(running);
    m_refused.reset();
    QEventLoop loop;
    QTimer whole;
    QByteArray body;
    qint64 taken = 0;
    const auto isFile = [&] {
        const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        return sink != nullptr && status == 206;
    };
    const auto isFlow = [&] {
        const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        return flow != nullptr && status == 200 &&
               reply->rawHeader("Content-Type").trimmed().toLower().startsWith(flow->type);
    };
    bool enough = false;
    const auto end = [&](const Error &why) {
        if (!m_refused)
            m_refused = why;
        reply->abort();
    };
    const auto take = [&] {
        const QByteArray bytes = reply->readAll();
        if (m_refused || enough)
            return;
        if (isFlow()) {
            if (bytes.isEmpty())
                return;
            m_load = std::clamp(reply->rawHeader("X-Load").toInt(), 0, 100);
            enough = !flow->take(bytes);
            whole.start(flow->idleMs);
            if (enough)
                reply->abort();
            return;
        }
        taken += bytes.size();
        if (taken > m_limits.answerBytes)
            end(error("sync.answer_too_large"));
        else if (!isFile())
            body += bytes;
        else if (sink->write(bytes) != bytes.size())
            end({ErrorCode::Storage, QStringLiteral("store.io_failed"), {}, sink->errorString()});
    };
    reply->setReadBufferSize(BufferBytes);
    connect(reply.get(), &QNetworkReply::sslErrors, this,
            [&](const QList<QSslError> &errors) { checkErrors(*reply, errors); });
    connect(reply.get(), &QNetworkReply::encrypted, this, [&] { checkPin(*reply); });
    connect(reply.get(), &QIODevice::readyRead, this, take);
    connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
    connect(&whole, &QTimer::timeout, this, [&] { end(error("sync.timed_out")); });
    const auto stop = connect(
        this, &HttpTransport::cancelled, &loop,
        [&] { end(Error(ErrorCode::Cancelled, QStringLiteral("sync.cancelled"))); }, Qt::QueuedConnection);
    whole.setSingleShot(true);
    whole.start(wholeMs);
    if (isCancelled())
        end(Error(ErrorCode::Cancelled, QStringLiteral("sync.cancelled")));
    if (!reply->isFinished())
        loop.exec();
    disconnect(stop);
    if (!m_refused && reply->isOpen())
        take();
    if (m_refused)
        return *m_refused;
    m_load = std::clamp(reply->rawHeader("X-Load").toInt(), 0, 100);
    if (enough || (isFlow() && reply->error() == QNetworkReply::NoError))
        return HttpsReply{200, {}, 0, 0};
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    // A status that Qt takes for an error is an answer all the same; a connection that broke in one is none.
    const QNetworkReply::NetworkError failure = reply->error();
    const bool ofNetwork = failure != QNetworkReply::NoError && failure < QNetworkReply::ContentAccessDenied;
    // Qt's own measure of what is packed too well.
    if (failure == QNetworkReply::UnknownContentError && status < 400)
        return error("sync.answer_too_large", {}, reply->errorString());
    if (status == 0 || ofNetwork || failure == QNetworkReply::ProtocolFailure)
        return errorOf(*reply);
    return isFile() ? fileReplyOf(*reply) : replyOf(*reply, body);
}

void HttpTransport::checkErrors(QNetworkReply &reply, const QList<QSslError> &errors)
{
    m_refused = verdictOn(reply.sslConfiguration().peerCertificate(), errors);
    if (!m_refused)
        reply.ignoreSslErrors();
}

// Nothing has been sent yet.
void HttpTransport::checkPin(QNetworkReply &reply)
{
    const QSslCertificate shown = reply.sslConfiguration().peerCertificate();
    if (m_pin.isEmpty() || m_refused || digestOf(shown) == m_pin)
        return;
    m_refused = error("sync.certificate_changed", {fingerprintText(digestOf(shown)), fingerprintText(m_pin)});
    reply.abort();
}

std::optional<Error> HttpTransport::verdictOn(const QSslCertificate &certificate,
                                              const QList<QSslError> &errors) const
{
    const QByteArray shown = digestOf(certificate);
    if (certificate.isNull())
        return error("sync.tls_failed", {}, QStringLiteral("no certificate"));
    if (!m_pin.isEmpty() && shown != m_pin)
        return error("sync.certificate_changed", {fingerprintText(shown), fingerprintText(m_pin)});
    const QDateTime now = QDateTime::currentDateTimeUtc();
    if (certificate.effectiveDate() > now)
        return error("sync.certificate_not_yet", {day(certificate.effectiveDate()), day(now)});
    if (certificate.expiryDate() < now)
        return error("sync.certificate_expired", {day(certificate.expiryDate()), day(now)});
    if (!m_pin.isEmpty())
        return {};
    const bool nameOnly = std::all_of(errors.begin(), errors.end(), [](const QSslError &one) {
        return one.error() == QSslError::HostNameMismatch;
    });
    QStringList details;
    for (const QSslError &one : errors)
        details.append(one.errorString());
    const QString detail = details.join(QLatin1String("; "));
    return nameOnly ? error("sync.certificate_wrong_name", {fingerprintText(shown)}, detail)
                    : error("sync.certificate_unknown", {fingerprintText(shown)}, detail);
}

Error HttpTransport::errorOf(const QNetworkReply &reply) const
{
    switch (reply.error()) {
        case QNetworkReply::OperationCanceledError:
        case QNetworkReply::TimeoutError:
            return error("sync.timed_out", {}, reply.errorString());
        case QNetworkReply::SslHandshakeFailedError:
            return error("sync.tls_failed", {}, reply.errorString());
        case QNetworkReply::RemoteHostClosedError:
        case QNetworkReply::UnknownNetworkError:
            return error("sync.cut_off", {}, reply.errorString());
        default:
            return error("sync.unreachable", {}, reply.errorString());
    }
}

Result<HttpsReply> HttpTransport::replyOf(const QNetworkReply &reply, const QByteArray &body) const
{
    HttpsReply made;
    made.status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    made.retryAfterS = std::clamp(reply.rawHeader("Retry-After").toInt(), 0, 3600);
    const QByteArray type = reply.rawHeader("Content-Type").split(';').value(0).trimmed().toLower();
    // The server never sends anybody elsewhere.
    const bool elsewhere = made.status >= 300 && made.status < 400;
    const bool json = !elsewhere && (type == "application/json" || type == "application/problem+json");
    if (made.status == 204)
        return made;
    const QJsonDocument document = json ? QJsonDocument::fromJson(body) : QJsonDocument();
    if (document.isObject()) {
        made.body = document.object();
        return made;
    }
    // A proxy in front of a server that is down says so in words of its own.
    if (made.status == 502 || made.status == 503 || made.status == 504)
        return error("sync.server_down", {QString::number(made.status)});
    return error("sync.not_the_server", {QString::number(made.status)}, QString::fromLatin1(type.left(80)));
}

Result<HttpsReply> HttpTransport::fileReplyOf(const QNetworkReply &reply) const
{
    HttpsReply made;
    made.status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (!reply.rawHeader("Content-Type").startsWith("application/octet-stream"))
        return error("sync.not_the_server", {QString::number(made.status)});
    // "bytes 0-99/1000"
    const QByteArray range = reply.rawHeader("Content-Range");
    made.from = range.mid(6, range.indexOf('-') - 6).toLongLong();
    return made;
}

Error HttpTransport::error(const char *key, const QStringList &more, const QString &detail) const
{
    const int port = m_server.port(443);
    const QString host =
        port == 443 ? m_server.host() : QStringLiteral("%1:%2").arg(m_server.host()).arg(port);
    return {ErrorCode::Network, QString::fromLatin1(key), QStringList{host} + more, detail};
}

}  // namespace dw
