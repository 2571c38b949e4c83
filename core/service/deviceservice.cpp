// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/deviceservice.h"

#include "core/base/canonicaljson.h"

#include <QJsonDocument>

#include <algorithm>

namespace dw
{

namespace
{

constexpr qsizetype KeySize = 32;
constexpr qsizetype LongestName = 80;
constexpr qsizetype LongestReason = 200;

// A UUIDv4: no device tells when it was enrolled.
Id randomDeviceId()
{
    Id::Bytes bytes{};
    const QByteArray random = randomBytes(qsizetype(bytes.size()));
    std::copy(random.begin(), random.end(), bytes.begin());
    bytes[6] = std::uint8_t((bytes[6] & 0x0f) | 0x40);
    bytes[8] = std::uint8_t((bytes[8] & 0x3f) | 0x80);
    return Id(bytes);
}

}  // namespace

Problem DeviceService::failed(const Error &error)
{
    if (error.code == ErrorCode::Conflict && error.key.startsWith(QLatin1String("service.")))
        return Problem(ProblemCode::Forbidden, {{QStringLiteral("reason"), error.key}});
    m_context.log.write(ServiceLog::Level::Error, "store_failed",
                        {{QStringLiteral("key"), error.key}, {QStringLiteral("detail"), error.detail}});
    return Problem::of(error);
}

Outcome<DeviceRecord> DeviceService::enrol(const Caller &caller, const Enrolment &wanted,
                                           const QString &address)
{
    const Instant now = m_context.clock.now();
    if (wanted.name.trimmed().isEmpty() || wanted.name.size() > LongestName ||
        wanted.platform.size() > LongestName || wanted.app.size() > LongestName ||
        wanted.publicKey.size() != KeySize)
        return Problem(ProblemCode::Malformed);
    const std::optional<Instant> until = m_context.tokens.readNonce(wanted.nonce, now);
    if (!until ||
        !ServerKeys::verify("dealwright-enrol\n" + wanted.nonce, wanted.signature, wanted.publicKey))
        return Problem(ProblemCode::Forbidden,
                       {{QStringLiteral("reason"), QStringLiteral("service.bad_signature")}});
    DeviceRecord device;
    device.id = randomDeviceId();
    device.user = caller.user;
    device.name = wanted.name.trimmed();
    device.platform = wanted.platform;
    device.app = wanted.app;
    device.publicKey = wanted.publicKey;
    device.registeredAt = now;
    const auto made = m_context.accounts.enrol(device, caller.session, wanted.nonce, *until);
    if (!made.ok())
        return failed(made.error());
    (void)m_context.accounts.appendSignIn(
        {0, now, QStringLiteral("enrolled"), caller.user, caller.login, made->id, address});
    m_context.log.write(ServiceLog::Level::Info, "enrolled",
                        {{QStringLiteral("user"), caller.user.toString()},
                         {QStringLiteral("device"), made->id.toString()},
                         {QStringLiteral("address"), address}});
    return *made;
}

Outcome<QList<DeviceRecord>> DeviceService::list(const Caller &caller, bool all)
{
    if (all) {
        const auto user = m_context.users.byId(caller.user);
        if (!user.ok())
            return failed(user.error());
        if (!*user || !(*user)->administrator)
            return Problem(ProblemCode::Forbidden);
    }
    const auto devices = m_context.accounts.devices(all ? Id() : caller.user);
    if (!devices.ok())
        return failed(devices.error());
    return *devices;
}

QByteArray DeviceService::wipeOrder(const ServerKeys &keys, const QString &workspace, const Id &device,
                                    Instant now)
{
    const QByteArray order = canonicalJson(
        QJsonObject{{QStringLiteral("action"), QStringLiteral("wipe")},
                    {QStringLiteral("at"), now.toIso()},
                    {QStringLiteral("device"), device.toString()},
                    {QStringLiteral("nonce"), QString::fromLatin1(toBase64Url(randomBytes(16)))},
                    {QStringLiteral("workspace"), workspace}});
    const QByteArray signature = toBase64Url(keys.sign("dealwright-wipe\n" + order));
    return QJsonDocument(QJsonObject{{QStringLiteral("order"), QString::fromUtf8(order)},
                                     {QStringLiteral("signature"), QString::fromLatin1(signature)}})
        .toJson(QJsonDocument::Compact);
}

Outcome<DeviceRecord> DeviceService::revoke(const Caller &caller, const Id &id, bool wipe,
                                            const QString &reason, const QString &address)
{
    const auto device = m_context.accounts.device(id);
    if (!device.ok())
        return failed(device.error());
    const auto user = m_context.users.byId(caller.user);
    if (!user.ok())
        return failed(user.error());
    const bool mayAll = *user && (*user)->administrator;
    // The same answer for a device of somebody else as for none.
    if (!*device || (!mayAll && (*device)->user != caller.user))
        return Problem(ProblemCode::NotFound);
    const Instant now = m_context.clock.now();
    const QByteArray order = wipe ? wipeOrder(m_context.keys, m_context.workspace, id, now) : QByteArray();
    const auto done = m_context.accounts.revokeDevice(id, wipe ? DeviceState::Wiped : DeviceState::Revoked,
                                                      reason.left(LongestReason), order, now);
    if (!done.ok())
        return failed(done.error());
    const QString event = wipe ? QStringLiteral("device_wiped") : QStringLiteral("device_revoked");
    (void)m_context.accounts.appendSignIn({0, now, event, caller.user, caller.login, id, address});
    m_context.log.write(ServiceLog::Level::Warning, wipe ? "device_wiped" : "device_revoked",
                        {{QStringLiteral("user"), caller.user.toString()},
                         {QStringLiteral("device"), id.toString()},
                         {QStringLiteral("address"), address}});
    const auto after = m_context.accounts.device(id);
    if (!after.ok())
        return failed(after.error());
    return **after;
}

}  // namespace dw
