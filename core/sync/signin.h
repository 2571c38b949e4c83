// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/deviceidentity.h"
#include "core/sync/httptransport.h"
#include "core/sync/problem.h"

#include <QJsonObject>

#include <mutex>
#include <optional>

namespace dw
{

// What lets a laptop in at its server: the token that requests carry, and the one that renews it. All lines
// of a workspace share one, for a token that renews is good once: who comes second takes what the first got.
// Thread-safe; renewing blocks.
class SignIn
{
public:
    // `folder` keeps the renewed one.
    explicit SignIn(QString folder) : m_folder(std::move(folder)) {}
    SignIn(DeviceIdentity identity, QString folder);

    // Reads the folder's file, which another sign-in may have written; what was known of another server or
    // device is forgotten. Errors of DeviceIdentity::load().
    Result<DeviceIdentity> load();
    DeviceIdentity identity() const;
    QString folder() const { return m_folder; }
    // Empty: there is none yet.
    QByteArray access() const;
    // Another one than `refused`: what somebody got meanwhile, else a new one. Forbidden
    // "sync.sign_in_again" and what ServerLine::errorOf() makes of the server's answer.
    // `refusal`, if given, gets that answer itself.
    Result<QByteArray> renewed(const QByteArray &refused, HttpTransport &transport,
                               std::optional<SyncAnswer> *refusal = nullptr);
    // What the server granted at a sign-in. Forbidden "sync.password_must_change" where it wants another
    // password first.
    Result<void> keep(const QJsonObject &granted);

    // Held by whoever uses up a token, for lines that do not share this.
    QString lockFile() const { return DeviceIdentity::fileIn(m_folder) + QStringLiteral(".lock"); }
    static constexpr int LockMs = 10'000;

private:
    const QString m_folder;
    std::mutex m_renewing;
    mutable std::mutex m_mutex;
    DeviceIdentity m_identity;
    QByteArray m_access;
};

}  // namespace dw
