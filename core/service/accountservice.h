// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/idgenerator.h"
#include "core/service/http/httprequest.h"
#include "core/service/http/problem.h"
#include "core/service/passwordhasher.h"
#include "core/service/serverkeys.h"
#include "core/service/servicelog.h"
#include "core/service/tokens.h"
#include "core/service/userdirectory.h"
#include "core/store/accountstore.h"

#include <QString>

#include <variant>

namespace dw
{

// What a door of the server comes to: what was asked for, or why not.
template <typename T>
using Outcome = std::variant<T, Problem>;

// What the parts of the server work with. Owned by whoever composes them.
struct ServiceContext
{
    AccountStore &accounts;
    UserDirectory &users;
    const PasswordHasher &hasher;
    const ServerKeys &keys;
    const Tokens &tokens;
    ServiceLog &log;
    const Clock &clock;
    IdGenerator &ids;
    QString workspace;  // its name, as people type it at sign-in
    int leaseDays = 14;
};

// Signing in and out. A sign-in begins a session; enrolling binds it to a device; a refresh token is good
// once, and one that comes again after its successor was used is a copy: its device is revoked. Blocks; on a
// worker.
class AccountService
{
public:
    explicit AccountService(const ServiceContext &context) : m_context(context) {}

    static constexpr qint64 RefreshMs = qint64(90) * 86'400'000;

    struct SignIn
    {
        QString workspace;
        QString login;
        QString password;
        // Of a device that is enrolled already: its signature over "dealwright-signin\n" and the nonce.
        Id device;
        QByteArray nonce;
        QByteArray signature;
    };
    struct Granted
    {
        QByteArray access;
        QByteArray refresh;
        int expiresS = 0;
        bool mustChange = false;
        Id user;
    };
    Outcome<Granted> signIn(const SignIn &wanted, const QString &address);
    // `signature` of the device's key over "dealwright-refresh\n" and the refresh token.
    Outcome<Granted> refresh(const QByteArray &token, const Id &device, const QByteArray &signature,
                             const QString &address);
    Outcome<std::monostate> signOut(const Caller &caller, const QString &address);
    Outcome<std::monostate> changePassword(const Caller &caller, const QString &old, const QString &next,
                                           const QString &address);

    // Of an administrator, for somebody else: a password that is to be changed at the first sign-in, made up
    // where none is said; ends their sessions. The password.
    Outcome<QString> givePassword(const Caller &caller, const Id &user,
                                  const std::optional<QString> &password, const QString &address);
    // Of an administrator: whether each of `users` may sign in, in the same order; "none", "must_change" (has
    // a first one) or "set".
    Outcome<QStringList> passwordStates(const Caller &caller, const QList<Id> &users);
    static QString stateOf(const std::optional<PasswordRecord> &password);

    // Whom the token of a request speaks for, and whether the session, the user and the device still stand.
    // `device` is what the request says of itself. `changing`: also for who has to choose a password first.
    struct Wanted
    {
        bool needsDevice = true;
        bool changing = false;
        QString app;  // which program sends it; kept with the device. Empty: it is not known
    };
    Outcome<Caller> authenticate(const QByteArray &accessToken, const QByteArray &device,
                                 const Wanted &wanted);
    // Without looking anything up: false for what cannot be a token of this server that still holds.
    bool mayBeValid(const QByteArray &accessToken) const;
    // Why a device that is not active may not; what a wiped one gets says so, signed.
    static Problem refusalOf(const DeviceRecord &device);

private:
    std::optional<Problem> checkAdministrator(const Caller &caller);
    std::optional<Problem> checkDevice(const SignIn &wanted, const ServerUser &user);
    Outcome<Granted> grant(const ServerUser &user, const Id &device, bool mustChange);
    void note(const char *event, const QString &login, const Id &user, const Id &device,
              const QString &address);
    Problem failed(const Error &error);

    const ServiceContext &m_context;
};

}  // namespace dw
