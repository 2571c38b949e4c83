// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/signin.h"

#include "core/sync/serverline.h"

#include <QLockFile>

#include <utility>

namespace dw
{

SignIn::SignIn(DeviceIdentity identity, QString folder)
    : m_folder(std::move(folder)), m_identity(std::move(identity))
{}

Result<DeviceIdentity> SignIn::load()
{
    // Not while one is being written.
    const std::lock_guard renewing(m_renewing);
    DW_ASSIGN(const DeviceIdentity read, DeviceIdentity::load(m_folder));
    const std::lock_guard lock(m_mutex);
    if (read.device != m_identity.device || read.refresh != m_identity.refresh)
        m_access.clear();
    m_identity = read;
    return read;
}

DeviceIdentity SignIn::identity() const
{
    const std::lock_guard lock(m_mutex);
    return m_identity;
}

QByteArray SignIn::access() const
{
    const std::lock_guard lock(m_mutex);
    return m_access;
}

Result<QByteArray> SignIn::renewed(const QByteArray &refused, HttpTransport &transport,
                                   std::optional<SyncAnswer> *refusal)
{
    const std::lock_guard renewing(m_renewing);
    if (const QByteArray known = access(); known != refused && !known.isEmpty())
        return known;
    // A token is used up by whoever comes first: what another line was given meanwhile counts.
    QLockFile one(lockFile());
    one.tryLock(LockMs);
    DeviceIdentity me = identity();
    if (const Result<DeviceIdentity> stored = DeviceIdentity::load(m_folder); stored.ok())
        me.refresh = stored->refresh;
    if (me.refresh.isEmpty())
        return Error(ErrorCode::Forbidden, QStringLiteral("sync.sign_in_again"));
    const QByteArray signature = me.sign("dealwright-refresh\n" + me.refresh);
    DW_ASSIGN(const HttpsReply reply,
              transport.post(apiPath(QStringLiteral("auth/refresh")),
                             {{QStringLiteral("refresh"), QString::fromLatin1(me.refresh)},
                              {QStringLiteral("device"), me.device.toString()},
                              {QStringLiteral("sig"), base64Url(signature)}}));
    if (reply.status != 200) {
        const SyncAnswer answer{reply.status, reply.body};
        if (refusal != nullptr)
            *refusal = answer;
        return ServerLine::errorOf(answer);
    }
    DW_TRY(keep(reply.body));
    return access();
}

// Before the new token is used: the server takes the old one as long as it has not seen the new one.
Result<void> SignIn::keep(const QJsonObject &granted)
{
    const QByteArray access = granted.value(QLatin1String("access")).toString().toLatin1();
    const QByteArray refresh = granted.value(QLatin1String("refresh")).toString().toLatin1();
    if (access.isEmpty() || refresh.isEmpty())
        return Error(ErrorCode::Invalid, QStringLiteral("sync.bad_answer"), {QStringLiteral("access")});
    DeviceIdentity next = identity();
    next.refresh = refresh;
    DW_TRY(next.save(m_folder));
    {
        const std::lock_guard lock(m_mutex);
        m_identity = next;
        m_access = access;
    }
    if (granted.value(QLatin1String("must_change")).toBool())
        return Error(ErrorCode::Forbidden, QStringLiteral("sync.password_must_change"));
    return {};
}

}  // namespace dw
