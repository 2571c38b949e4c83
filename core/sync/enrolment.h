// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/idgenerator.h"
#include "core/sync/deviceidentity.h"
#include "core/sync/httptransport.h"

#include <functional>

namespace dw
{

// Makes this computer a laptop of a server: signs in, registers a key of its own and makes the workspace that
// will hold what the server gives. Blocks; on a thread without a window.
struct Enrolment
{
    QUrl server;  // https://host[:port]
    QString login;
    QString password;
    QString newPassword;  // where the server wants the first one changed; empty: "sync.password_must_change"
    QByteArray pin;       // SHA-256 of the server's certificate; empty: an authority vouches
    QString deviceName;
    QString folder;  // of the workspace; absent or empty, and as it was after an error

    enum class Step { Connecting, SigningIn, PasswordChanged, Registering, Making };
    // Told on the thread that works, before each step; PasswordChanged once the server has taken the new one,
    // which is the password from then on, also after an error. May be empty.
    std::function<void(Step)> tell = {};

    // Invalid "sync.bad_url" (text): no https address of a host alone.
    static Result<QUrl> urlFromText(const QString &text);

    // Errors of HttpTransport; Conflict "store.folder_not_empty"; Forbidden "sync.bad_credentials" and the
    // others of ServerLine.
    Result<DeviceIdentity> run(const HttpTransport::Limits &limits, const Clock &clock,
                               IdGenerator &ids) const;
    // The same over a transport that is for `server` and `pin`, so that it can be cancelled: Cancelled
    // "sync.cancelled". After an error a laptop that was registered already is revoked again, if the server
    // can still be reached.
    Result<DeviceIdentity> run(HttpTransport &transport, const HttpTransport::Limits &limits,
                               const Clock &clock, IdGenerator &ids) const;
    // Makes of a laptop whose device may not come in any more (a copy of a folder that is at work elsewhere,
    // or one that was revoked) a new device: of `folder`, with the server, name and pin that it knows, which
    // are not looked at here. Its work stays, and goes across with the next synchronisation. Forbidden
    // "sync.another_server" where another server or user answers.
    Result<DeviceIdentity> renew(HttpTransport &transport, const HttpTransport::Limits &limits,
                                 const Clock &clock) const;
};

// Signs a laptop in again: as the device that it is, or as a new one where that may not come in any more.
// `newPassword` where the server wants the old one changed. The identity that it has now.
Result<DeviceIdentity> signInAgain(HttpTransport &transport, const HttpTransport::Limits &limits,
                                   const DeviceIdentity &identity, const QString &folder,
                                   const QString &password, const QString &newPassword, const Clock &clock);

}  // namespace dw
