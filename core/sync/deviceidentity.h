// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/datetime.h"
#include "core/base/id.h"
#include "core/base/result.h"

#include <QByteArray>
#include <QFileInfo>
#include <QString>
#include <QUrl>

namespace dw
{

// Who this laptop is to its server, and by what it knows the server: the file device.json in the workspace's
// folder, readable for its owner alone. It holds the laptop's own Ed25519 key and the token that renews its
// sign-in as they are: whoever may read the file may act as this laptop until it is revoked. The keyring of
// the desktop is to keep both later.
struct DeviceIdentity
{
    QUrl server;
    QByteArray pin;     // SHA-256 of the certificate; empty: an authority that this computer trusts vouches
    QString workspace;  // its name at the server
    QString login;
    Id user;
    Id device;
    QString shortName;     // "K7"
    QByteArray serverKey;  // Ed25519, 32 bytes: signs orders to this laptop
    QByteArray secretKey;  // Ed25519, 64 bytes
    QByteArray refresh;
    int leaseDays = 0;
    Instant enrolledAt;

    static QString fileIn(const QString &folder) { return folder + QStringLiteral("/device.json"); }
    // Whether the workspace in the folder is a laptop's: what it says, not whether it can be read.
    static bool isIn(const QString &folder) { return QFileInfo::exists(fileIn(folder)); }
    // NotFound "sync.not_enrolled" (folder), Storage "sync.identity_unreadable" (file).
    static Result<DeviceIdentity> load(const QString &folder);
    // On the disk when it returns, whole or not at all.
    Result<void> save(const QString &folder) const;

    // Makes a new key; Internal "sync.no_crypto".
    Result<void> makeKey();
    QByteArray publicKey() const;                      // 32 bytes
    QByteArray sign(const QByteArray &message) const;  // 64 bytes
};

// "AB:CD:..." of a digest, and back: takes any case, with or without colons and blanks; empty for what is
// none of 32 bytes.
QString fingerprintText(const QByteArray &digest);
QByteArray fingerprintFromText(const QString &text);

}  // namespace dw
