// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/deviceidentity.h"
#include "core/sync/httptransport.h"
#include "core/sync/problem.h"
#include "core/sync/signin.h"

#include <QFile>
#include <QJsonObject>

#include <functional>
#include <memory>

namespace dw
{

// How often and how long something is tried again that may go better next time.
struct Patience
{
    int attempts = 4;
    int firstMs = 1'000;
    int longestMs = 300'000;
};

// What an enrolled laptop says to its server: signed in, renewed when the token ends, tried again with
// growing pauses where the line or the server asks for it. On the transport's thread. There may be several of
// one laptop at a time, also on several threads: they renew the sign-in one after the other.
class ServerLine
{
public:
    // `folder` keeps the renewed sign-in. The transport must outlive the line.
    ServerLine(DeviceIdentity identity, QString folder, HttpTransport &transport, const Patience &patience);
    // With a sign-in that other lines share.
    ServerLine(std::shared_ptr<SignIn> signIn, HttpTransport &transport, const Patience &patience);

    DeviceIdentity identity() const { return m_signIn->identity(); }

    // POST /api/v1/`path`. Whatever the server said for good, a problem too; an Error where it could not be
    // reached, or did not let this laptop in.
    Result<SyncAnswer> ask(const QString &path, const QJsonObject &body);
    // GET, in the same way.
    Result<SyncAnswer> get(const QString &path);
    // PUT /api/v1/`path`, in the same way.
    Result<SyncAnswer> put(const QString &path, const QByteArray &bytes);
    // GET of a part of a file; what comes is appended to `file`, which knows how far it is.
    Result<SyncAnswer> download(const QString &path, qint64 length, QFile &file);
    // POST whose answer comes piece by piece; each attempt begins with `begin`, which says what is asked for.
    Result<SyncAnswer> stream(const QString &path, const HttpTransport::Flow &flow,
                              const std::function<Result<QJsonObject>()> &begin);
    // Signs in anew with a password, where the sign-in was over.
    Result<void> signIn(const QString &password);

    // What the server refused last for good; nothing if it refused nothing.
    const std::optional<SyncAnswer> &refusal() const { return m_refusal; }

    // What a problem of the server means to the laptop: "sync.*", worded with what to do.
    static Error errorOf(const SyncAnswer &answer);
    // The same of a sign-in with a password.
    static Error signInError(const SyncAnswer &answer, int retryAfterS);

private:
    using Sending = std::function<Result<HttpsReply>(const HttpTransport::Headers &)>;
    Result<SyncAnswer> patiently(const Sending &send);
    Result<SyncAnswer> once(const Sending &send);
    // False: it was tried often enough, or is cancelled.
    bool pause(int attempt, int atLeastS);

    const std::shared_ptr<SignIn> m_signIn;
    HttpTransport &m_transport;
    const Patience m_patience;
    QByteArray m_refused;  // the token that the server did not take
    std::optional<SyncAnswer> m_refusal;
    int m_pauseMs = 0;
};

// "sync/push" -> "/api/v1/sync/push".
QString apiPath(const QString &path);
// As the server reads and writes keys and signatures.
QString base64Url(const QByteArray &bytes);

}  // namespace dw
