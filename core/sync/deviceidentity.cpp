// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/deviceidentity.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <QTimeZone>

#include <sodium.h>

#include <algorithm>

namespace dw
{

namespace
{

constexpr auto OwnerAlone = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
constexpr qsizetype DigestSize = 32;

QString encoded(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

QByteArray decoded(const QJsonObject &json, const char *key)
{
    return QByteArray::fromBase64(json.value(QLatin1String(key)).toString().toLatin1());
}

QString textOf(const QJsonObject &json, const char *key)
{
    return json.value(QLatin1String(key)).toString();
}

const unsigned char *in(const QByteArray &bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.constData());
}

unsigned char *out(QByteArray &bytes)
{
    return reinterpret_cast<unsigned char *>(bytes.data());
}

}  // namespace

Result<DeviceIdentity> DeviceIdentity::load(const QString &folder)
{
    const QString path = fileIn(folder);
    if (!QFileInfo::exists(path))
        return Error(ErrorCode::NotFound, QStringLiteral("sync.not_enrolled"), {folder});
    const Error unreadable(ErrorCode::Storage, QStringLiteral("sync.identity_unreadable"), {path});
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return unreadable;
    const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
    const auto user = Id::fromString(textOf(json, "user"));
    const auto device = Id::fromString(textOf(json, "device"));
    const auto enrolledAt = Instant::fromIso(textOf(json, "enrolled_at"), QTimeZone::utc());
    DeviceIdentity identity;
    identity.server = QUrl(textOf(json, "server"));
    identity.pin = fingerprintFromText(textOf(json, "fingerprint"));
    identity.workspace = textOf(json, "workspace");
    identity.login = textOf(json, "login");
    identity.shortName = textOf(json, "short");
    identity.serverKey = decoded(json, "server_key");
    identity.secretKey = decoded(json, "key");
    identity.refresh = textOf(json, "refresh").toLatin1();
    identity.leaseDays = json.value(QLatin1String("lease_days")).toInt();
    const bool pinned = !textOf(json, "fingerprint").isEmpty();
    if (!user || !device || !enrolledAt || !identity.server.isValid() || (pinned && identity.pin.isEmpty()) ||
        identity.secretKey.size() != qsizetype(crypto_sign_SECRETKEYBYTES))
        return unreadable;
    identity.user = *user;
    identity.device = *device;
    identity.enrolledAt = *enrolledAt;
    return identity;
}

Result<void> DeviceIdentity::save(const QString &folder) const
{
    const QJsonObject json{{QStringLiteral("server"), server.toString()},
                           {QStringLiteral("fingerprint"), fingerprintText(pin)},
                           {QStringLiteral("workspace"), workspace},
                           {QStringLiteral("login"), login},
                           {QStringLiteral("user"), user.toString()},
                           {QStringLiteral("device"), device.toString()},
                           {QStringLiteral("short"), shortName},
                           {QStringLiteral("server_key"), encoded(serverKey)},
                           {QStringLiteral("key"), encoded(secretKey)},
                           {QStringLiteral("refresh"), QString::fromLatin1(refresh)},
                           {QStringLiteral("lease_days"), leaseDays},
                           {QStringLiteral("enrolled_at"), enrolledAt.toIso()}};
    const QByteArray bytes = QJsonDocument(json).toJson();
    QSaveFile file(fileIn(folder));
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(OwnerAlone) ||
        file.write(bytes) != bytes.size() || !file.commit())
        return Error(ErrorCode::Storage, QStringLiteral("sync.identity_unwritable"),
                     {file.fileName(), file.errorString()});
    return {};
}

Result<void> DeviceIdentity::makeKey()
{
    if (sodium_init() < 0)
        return Error(ErrorCode::Internal, QStringLiteral("sync.no_crypto"));
    QByteArray open(crypto_sign_PUBLICKEYBYTES, Qt::Uninitialized);
    secretKey = QByteArray(crypto_sign_SECRETKEYBYTES, Qt::Uninitialized);
    crypto_sign_keypair(out(open), out(secretKey));
    return {};
}

QByteArray DeviceIdentity::publicKey() const
{
    QByteArray open(crypto_sign_PUBLICKEYBYTES, Qt::Uninitialized);
    crypto_sign_ed25519_sk_to_pk(out(open), in(secretKey));
    return open;
}

QByteArray DeviceIdentity::sign(const QByteArray &message) const
{
    QByteArray signature(crypto_sign_BYTES, Qt::Uninitialized);
    crypto_sign_detached(out(signature), nullptr, in(message),
                         static_cast<unsigned long long>(message.size()), in(secretKey));
    return signature;
}

QString fingerprintText(const QByteArray &digest)
{
    return QString::fromLatin1(digest.toHex(':').toUpper());
}

QByteArray fingerprintFromText(const QString &text)
{
    QString digits;
    for (const QChar c : text) {
        if (c != QLatin1Char(':') && !c.isSpace())
            digits.append(c);
    }
    const bool whole =
        digits.size() == 2 * DigestSize && std::all_of(digits.cbegin(), digits.cend(), [](QChar c) {
            return QStringLiteral("0123456789abcdefABCDEF").contains(c);
        });
    return whole ? QByteArray::fromHex(digits.toLatin1()) : QByteArray();
}

}  // namespace dw
