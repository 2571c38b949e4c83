// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/syncguard.h"

#include "core/base/wording.h"

#include <QDir>
#include <QFile>
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

const QString FileName = QStringLiteral("guard.json");
constexpr qint64 DayMs = qint64(24) * 3600 * 1000;
// A clock that is put right moves by less.
constexpr qint64 SlackMs = qint64(5) * 60 * 1000;

Instant instantFrom(const QJsonValue &json)
{
    return Instant::fromIso(json.toString(), QTimeZone::utc()).value_or(Instant());
}

Error reasonOf(const QString &key, int leaseDays)
{
    if (key == QLatin1String("sync.lease_over"))
        return {ErrorCode::Forbidden, key, {QString::number(leaseDays)}};
    return {ErrorCode::Forbidden, key};
}

}  // namespace

SyncGuard::Kept SyncGuard::load() const
{
    Kept kept;
    QFile file(m_folder + QLatin1Char('/') + FileName);
    if (file.open(QIODevice::ReadOnly)) {
        const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
        kept.contact = instantFrom(json.value(QLatin1String("contact")));
        kept.latest = instantFrom(json.value(QLatin1String("latest")));
        kept.locked = json.value(QLatin1String("locked")).toString();
        kept.wiped = json.value(QLatin1String("wiped")).toBool();
        kept.leaseDays = json.value(QLatin1String("lease_days")).toInt();
    }
    const Result<DeviceIdentity> identity = DeviceIdentity::load(m_folder);
    if (!hasWording(kept.locked) && !kept.locked.isEmpty())
        kept.locked = QStringLiteral("sync.sign_in_again");
    if (!identity.ok()) {
        // Whoever damages it, or removes it, gains nothing by it: what was told last holds on, and where
        // nothing was it stays closed.
        kept.joined = DeviceIdentity::isIn(m_folder) || file.exists();
        if (kept.joined && kept.locked.isEmpty() && kept.leaseDays <= 0)
            kept.locked = QStringLiteral("sync.identity_unreadable");
        return kept;
    }
    kept.joined = true;
    // It is whole again, and nobody knows what was told meanwhile.
    if (kept.locked == QLatin1String("sync.identity_unreadable"))
        kept.locked = QStringLiteral("sync.sign_in_again");
    // What it was enrolled with, as long as nothing else was told. Where the file is gone that counts again,
    // but from the enrolment on.
    if (kept.leaseDays <= 0)
        kept.leaseDays = identity->leaseDays;
    // Whoever removes the file gains nothing by it.
    kept.contact.ms = std::max(kept.contact.ms, identity->enrolledAt.ms);
    kept.latest.ms = std::max(kept.latest.ms, kept.contact.ms);
    return kept;
}

Result<void> SyncGuard::save(const Kept &kept) const
{
    QSaveFile file(m_folder + QLatin1Char('/') + FileName);
    const QByteArray text = QJsonDocument(QJsonObject{{QStringLiteral("contact"), kept.contact.toIso()},
                                                      {QStringLiteral("latest"), kept.latest.toIso()},
                                                      {QStringLiteral("lease_days"), kept.leaseDays},
                                                      {QStringLiteral("locked"), kept.locked},
                                                      {QStringLiteral("wiped"), kept.wiped}})
                                .toJson(QJsonDocument::Indented);
    if (file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit())
        return {};
    return Error(ErrorCode::Storage, QStringLiteral("sync.identity_unwritable"),
                 {file.fileName(), file.errorString()});
}

SyncGuard::Status SyncGuard::statusOf(const Kept &kept) const
{
    if (kept.wiped)
        return {State::Wiped, reasonOf(QStringLiteral("sync.was_wiped"), 0), {}};
    if (!kept.joined)
        return {};
    if (kept.locked == QLatin1String("sync.identity_unreadable"))
        return {
            State::Locked, Error(ErrorCode::Storage, kept.locked, {DeviceIdentity::fileIn(m_folder)}), {}};
    if (!kept.locked.isEmpty())
        return {State::Locked, reasonOf(kept.locked, kept.leaseDays), {}};
    const qint64 now = m_clock.now().ms;
    const qint64 until = kept.contact.ms + kept.leaseDays * DayMs;
    if (kept.leaseDays > 0 && std::max(now, kept.latest.ms) > until)
        return {State::Locked, reasonOf(QStringLiteral("sync.lease_over"), kept.leaseDays), {}};
    if (now < kept.latest.ms - SlackMs)
        return {State::Locked, reasonOf(QStringLiteral("sync.clock_set_back"), 0), {}};
    Status open;
    open.leaseDays = kept.leaseDays;
    if (kept.leaseDays > 0)
        open.leasedUntil = Instant{until};
    return open;
}

SyncGuard::Status SyncGuard::status() const
{
    return statusOf(load());
}

Result<void> SyncGuard::admit()
{
    Kept kept = load();
    if (kept.wiped)
        DW_TRY(erase());
    const Status status = statusOf(kept);
    if (status.state == State::Locked && status.reason->key == QLatin1String("sync.lease_over"))
        kept.locked = status.reason->key;
    const qint64 now = m_clock.now().ms;
    // Not at every look.
    constexpr qint64 StepMs = 60 * 1000;
    if (kept.joined && !kept.wiped && (now > kept.latest.ms + StepMs || !kept.locked.isEmpty())) {
        kept.latest.ms = std::max(kept.latest.ms, now);
        DW_TRY(save(kept));
    }
    return status.reason ? Result<void>(*status.reason) : Result<void>();
}

Result<void> SyncGuard::contacted(std::optional<int> leaseDays)
{
    Kept kept = load();
    const Status status = statusOf(kept);
    if (status.state != State::Open && status.reason->key != QLatin1String("sync.clock_set_back"))
        return {};
    kept.contact = kept.latest = m_clock.now();
    kept.leaseDays = leaseDays.value_or(kept.leaseDays);
    return kept.joined ? save(kept) : Result<void>();
}

Result<void> SyncGuard::signedIn()
{
    Kept kept = load();
    if (kept.wiped || !kept.joined)
        return {};
    kept.contact = kept.latest = m_clock.now();
    kept.locked.clear();
    return save(kept);
}

bool SyncGuard::isOrderToWipe(const DeviceIdentity &identity, const SyncAnswer &answer)
{
    if (answer.code() != QLatin1String("device_wiped") ||
        identity.serverKey.size() != qsizetype(crypto_sign_PUBLICKEYBYTES) || sodium_init() < 0)
        return false;
    const QJsonObject signedOrder = answer.body.value(QLatin1String("order")).toObject();
    const QByteArray text = signedOrder.value(QLatin1String("order")).toString().toUtf8();
    const QByteArray signature =
        QByteArray::fromBase64(signedOrder.value(QLatin1String("signature")).toString().toLatin1(),
                               QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    const QByteArray message = "dealwright-wipe\n" + text;
    const auto bytes = [](const QByteArray &of) {
        return reinterpret_cast<const unsigned char *>(of.constData());
    };
    if (signature.size() != qsizetype(crypto_sign_BYTES) ||
        crypto_sign_verify_detached(bytes(signature), bytes(message),
                                    static_cast<unsigned long long>(message.size()),
                                    bytes(identity.serverKey)) != 0)
        return false;
    const QJsonObject order = QJsonDocument::fromJson(text).object();
    return order.value(QLatin1String("action")).toString() == QLatin1String("wipe") &&
           order.value(QLatin1String("device")).toString() == identity.device.toString();
}

Result<void> SyncGuard::refused(const DeviceIdentity &identity, const SyncAnswer &answer)
{
    const QString code = answer.code();
    Kept kept = load();
    if (kept.wiped || !kept.joined)
        return {};
    if (isOrderToWipe(identity, answer)) {
        // First that it is so: whatever stops this, the next opening goes on.
        kept.wiped = true;
        DW_TRY(save(kept));
        return erase();
    }
    if (code == QLatin1String("user_disabled"))
        kept.locked = QStringLiteral("sync.user_disabled");
    else if (code == QLatin1String("device_revoked") || code == QLatin1String("device_wiped"))
        kept.locked = QStringLiteral("sync.device_revoked");
    else if (code == QLatin1String("device_forked") || code == QLatin1String("reuse_detected"))
        kept.locked = QStringLiteral("sync.device_forked");
    else
        return {};
    return save(kept);
}

// The sign-in first. What is open here stays readable to this program until it ends.
Result<void> SyncGuard::erase() const
{
    QFile::remove(DeviceIdentity::fileIn(m_folder));
    const QFileInfoList entries =
        QDir(m_folder).entryInfoList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
    QString left;
    for (const QFileInfo &entry : entries) {
        // The lock is whose program holds it, and says nothing.
        if (entry.fileName() == FileName || entry.fileName() == QLatin1String("workspace.lock"))
            continue;
        const bool gone = entry.isDir() && !entry.isSymLink() ? QDir(entry.filePath()).removeRecursively()
                                                              : QFile::remove(entry.filePath());
        if (!gone && entry.exists())
            left = entry.filePath();
    }
    if (left.isEmpty())
        return {};
    return Error(ErrorCode::Storage, QStringLiteral("sync.not_wiped"), {left});
}

}  // namespace dw
