// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/serverline.h"

#include "core/base/programversion.h"
#include "core/base/wording.h"
#include "core/sync/syncguard.h"

#include <QJsonArray>
#include <QLockFile>
#include <QRandomGenerator>

#include <algorithm>
#include <array>
#include <utility>

namespace dw
{

namespace
{

bool isWorthRepeating(const Error &error)
{
    static constexpr std::array keys{"sync.unreachable", "sync.timed_out", "sync.cut_off",
                                     "sync.server_down"};
    return std::any_of(keys.begin(), keys.end(),
                       [&](const char *key) { return error.key == QLatin1String(key); });
}

bool isWorthRepeating(const SyncAnswer &answer)
{
    // An administrator looks at it, for minutes.
    if (answer.code() == QLatin1String("recovering"))
        return false;
    const bool later = answer.status == 408 || answer.status == 429 || answer.status >= 500;
    return later && answer.action() == QLatin1String("retry");
}

// What the administrator of the server wants; what a server that is newer in its language does not say.
Error upgradeError(const SyncAnswer &answer)
{
    constexpr int LongestPlace = 200;
    const auto least = ProgramVersion::fromText(answer.body.value(QLatin1String("min_app")).toString());
    if (!least)
        return {ErrorCode::TooNew, QStringLiteral("sync.upgrade_needed")};
    const ProgramVersion own = ProgramVersion::ofThis();
    if (own >= *least)
        return {ErrorCode::TooNew, QStringLiteral("sync.version_unheard"), {own.text(), least->text()}};
    const QString from = answer.body.value(QLatin1String("from")).toString().left(LongestPlace).simplified();
    if (from.isEmpty())
        return {ErrorCode::TooNew, QStringLiteral("sync.program_too_old"), {least->text(), own.text()}};
    return {
        ErrorCode::TooNew, QStringLiteral("sync.program_too_old_from"), {least->text(), own.text(), from}};
}

}  // namespace

QString apiPath(const QString &path)
{
    return QStringLiteral("/api/v1/") + path;
}

QString base64Url(const QByteArray &bytes)
{
    return QString::fromLatin1(
        bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

ServerLine::ServerLine(DeviceIdentity identity, QString folder, HttpTransport &transport,
                       const Patience &patience)
    : ServerLine(std::make_shared<SignIn>(std::move(identity), std::move(folder)), transport, patience)
{}

ServerLine::ServerLine(std::shared_ptr<SignIn> signIn, HttpTransport &transport, const Patience &patience)
    : m_signIn(std::move(signIn)), m_transport(transport), m_patience(patience)
{}

Error ServerLine::errorOf(const SyncAnswer &answer)
{
    const QString action = answer.action();
    const QString code = answer.code();
    if (action == QLatin1String("reauth"))
        return {ErrorCode::Forbidden, code == QLatin1String("password_change_required")
                                          ? QStringLiteral("sync.password_must_change")
                                          : QStringLiteral("sync.sign_in_again")};
    if (action == QLatin1String("reregister"))
        return {ErrorCode::Forbidden, code == QLatin1String("device_revoked")
                                          ? QStringLiteral("sync.device_revoked")
                                          : QStringLiteral("sync.device_forked")};
    if (action == QLatin1String("wipe"))
        return {ErrorCode::Forbidden, QStringLiteral("sync.device_wiped")};
    if (action == QLatin1String("reconcile"))
        return {ErrorCode::Conflict, QStringLiteral("sync.history_changed")};
    if (action == QLatin1String("resync"))
        return {ErrorCode::Conflict, QStringLiteral("sync.away_too_long")};
    if (action == QLatin1String("upgrade"))
        return upgradeError(answer);
    if (code == QLatin1String("recovering"))
        return {ErrorCode::Network, QStringLiteral("sync.server_recovering")};
    if (action == QLatin1String("retry"))
        return {ErrorCode::Network, QStringLiteral("sync.server_busy"), {code}};
    if (code == QLatin1String("user_disabled"))
        return {ErrorCode::Forbidden, QStringLiteral("sync.user_disabled")};
    const QString title = answer.body.value(QLatin1String("title")).toString().left(200);
    const QString reason = answer.body.value(QLatin1String("reason")).toString();
    QStringList arguments;
    const QJsonArray given = answer.body.value(QLatin1String("arguments")).toArray();
    for (const QJsonValue &argument : given)
        arguments.append(argument.toString().left(200));
    return {ErrorCode::Forbidden,
            QStringLiteral("sync.server_refused"),
            {hasWording(reason) ? wording(reason, arguments)
             : title.isEmpty()  ? code
                                : title}};
}

Result<SyncAnswer> ServerLine::ask(const QString &path, const QJsonObject &body)
{
    return patiently([&](const HttpTransport::Headers &headers) {
        return m_transport.post(apiPath(path), body, headers);
    });
}

Result<SyncAnswer> ServerLine::get(const QString &path)
{
    return patiently(
        [&](const HttpTransport::Headers &headers) { return m_transport.get(apiPath(path), headers); });
}

Result<SyncAnswer> ServerLine::put(const QString &path, const QByteArray &bytes)
{
    return patiently([&](const HttpTransport::Headers &headers) {
        return m_transport.put(apiPath(path), bytes, headers);
    });
}

Result<SyncAnswer> ServerLine::download(const QString &path, qint64 length, QFile &file)
{
    return patiently([&](const HttpTransport::Headers &headers) -> Result<HttpsReply> {
        const qint64 from = file.size();
        DW_ASSIGN(const HttpsReply reply, m_transport.download(apiPath(path), from, length, file, headers));
        // What another part of it would be appended to is none.
        if (reply.status == 206 && reply.from != from) {
            file.resize(from);
            return Error(ErrorCode::Invalid, QStringLiteral("sync.bad_answer"),
                         {QStringLiteral("Content-Range")});
        }
        return reply;
    });
}

Result<SyncAnswer> ServerLine::stream(const QString &path, const HttpTransport::Flow &flow,
                                      const std::function<Result<QJsonObject>()> &begin)
{
    return patiently([&](const HttpTransport::Headers &headers) -> Result<HttpsReply> {
        DW_ASSIGN(const QJsonObject body, begin());
        return m_transport.stream(apiPath(path), body, flow, headers);
    });
}

Result<SyncAnswer> ServerLine::patiently(const Sending &send)
{
    bool renewed = false;
    for (int attempt = 1;; ++attempt) {
        const Result<SyncAnswer> answer = once(send);
        if (!answer.ok()) {
            if (!isWorthRepeating(answer.error()) || !pause(attempt, 0))
                return m_transport.isCancelled()
                           ? Error(ErrorCode::Cancelled, QStringLiteral("sync.cancelled"))
                           : answer.error();
            continue;
        }
        if (answer->status == 401 && !std::exchange(renewed, true)) {
            m_refused = m_signIn->access();
            continue;
        }
        if (isWorthRepeating(*answer)) {
            const int asked = answer->body.value(QLatin1String("retry_after")).toInt();
            if (pause(attempt, asked))
                continue;
        }
        return answer;
    }
}

Result<SyncAnswer> ServerLine::once(const Sending &send)
{
    QByteArray access = m_signIn->access();
    if (access == m_refused) {
        DW_ASSIGN(access, m_signIn->renewed(m_refused, m_transport, &m_refusal));
    }
    DW_ASSIGN(const HttpsReply reply, send({{"Authorization", "Bearer " + access},
                                            {"X-Device", identity().device.toString().toLatin1()}}));
    SyncAnswer answer{reply.status, reply.body};
    if (reply.retryAfterS > 0)
        answer.body.insert(QStringLiteral("retry_after"), reply.retryAfterS);
    if (answer.status == 403 || answer.action() == QLatin1String("reregister"))
        m_refusal = answer;
    return answer;
}

Result<void> ServerLine::signIn(const QString &password)
{
    QLockFile one(m_signIn->lockFile());
    one.tryLock(SignIn::LockMs);
    const DeviceIdentity me = identity();
    DW_ASSIGN(const HttpsReply known, m_transport.get(QStringLiteral("/.well-known/dealwright")));
    const QString nonce = known.body.value(QLatin1String("nonce")).toString();
    const QByteArray signature = me.sign("dealwright-signin\n" + nonce.toLatin1());
    DW_ASSIGN(const HttpsReply reply, m_transport.post(apiPath(QStringLiteral("auth/signin")),
                                                       {{QStringLiteral("workspace"), me.workspace},
                                                        {QStringLiteral("user"), me.login},
                                                        {QStringLiteral("password"), password},
                                                        {QStringLiteral("device"), me.device.toString()},
                                                        {QStringLiteral("nonce"), nonce},
                                                        {QStringLiteral("sig"), base64Url(signature)}}));
    if (reply.status != 200) {
        m_refusal = SyncAnswer{reply.status, reply.body};
        return signInError(*m_refusal, reply.retryAfterS);
    }
    DW_TRY(m_signIn->keep(reply.body));
    const SystemClock clock;
    return SyncGuard(m_signIn->folder(), clock).signedIn();
}

Error ServerLine::signInError(const SyncAnswer &answer, int retryAfterS)
{
    if (answer.code() == QLatin1String("bad_credentials"))
        return {ErrorCode::Forbidden, QStringLiteral("sync.bad_credentials")};
    if (answer.code() == QLatin1String("locked"))
        return {ErrorCode::Limit, QStringLiteral("sync.locked"), {QString::number(std::max(1, retryAfterS))}};
    return errorOf(answer);
}

// Decorrelated jitter: laptops that lost one server do not come back all at once.
bool ServerLine::pause(int attempt, int atLeastS)
{
    if (attempt >= m_patience.attempts)
        return false;
    const int most = std::max(m_patience.firstMs + 1, m_pauseMs * 3);
    m_pauseMs = std::min(m_patience.longestMs, QRandomGenerator::global()->bounded(m_patience.firstMs, most));
    m_transport.pause(std::max(m_pauseMs, atLeastS * 1000));
    return !m_transport.isCancelled();
}

}  // namespace dw
