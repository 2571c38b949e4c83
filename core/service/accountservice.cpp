// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/accountservice.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace dw
{

namespace
{

constexpr qint64 Minute = 60'000;
constexpr qsizetype LongestLogin = 80;
constexpr qint64 TouchEveryMs = 10 * Minute;

// Three counters: this name from this address, anything from this address, and this name from anywhere; the
// last with patience, so that a stranger does not lock a colleague out.
QList<AttemptLimit> limitsOf(const Tokens &tokens, const QString &login, const QString &address)
{
    const QByteArray name = login.toCaseFolded().toUtf8();
    const QByteArray from = address.toUtf8();
    return {{tokens.nameHash("pair", name + '\0' + from), 5, 5'000, 15 * Minute, 60 * Minute},
            {tokens.nameHash("address", from), 40, 5'000, 15 * Minute, 60 * Minute},
            {tokens.nameHash("name", name), 100, 5'000, 5 * Minute, 24 * 60 * Minute}};
}

Problem refusedPassword(const Error &error)
{
    return Problem(ProblemCode::PasswordRefused,
                   {{QStringLiteral("reason"), error.key},
                    {QStringLiteral("arguments"), QJsonArray::fromStringList(error.arguments)}});
}

}  // namespace

Problem AccountService::failed(const Error &error)
{
    m_context.log.write(ServiceLog::Level::Error, "store_failed",
                        {{QStringLiteral("key"), error.key}, {QStringLiteral("detail"), error.detail}});
    return Problem::of(error);
}

void AccountService::note(const char *event, const QString &login, const Id &user, const Id &device,
                          const QString &address)
{
    const QString shown = login.left(LongestLogin);
    const Result<void> kept = m_context.accounts.appendSignIn(
        {0, m_context.clock.now(), QString::fromLatin1(event), user, shown, device, address});
    if (!kept.ok())
        (void)failed(kept.error());
    m_context.log.write(ServiceLog::Level::Info, event,
                        {{QStringLiteral("user"), user.isNull() ? QString() : user.toString()},
                         {QStringLiteral("device"), device.isNull() ? QString() : device.toString()},
                         {QStringLiteral("address"), address}});
}

Problem AccountService::refusalOf(const DeviceRecord &device)
{
    if (device.state != DeviceState::Wiped)
        return Problem(ProblemCode::DeviceRevoked);
    const QJsonObject order = QJsonDocument::fromJson(device.wipeOrder).object();
    return Problem(ProblemCode::DeviceWiped, {{QStringLiteral("order"), order}});
}

std::optional<Problem> AccountService::checkDevice(const SignIn &wanted, const ServerUser &user)
{
    const auto device = m_context.accounts.device(wanted.device);
    if (!device.ok())
        return failed(device.error());
    if (!*device || (*device)->user != user.id)
        return Problem(ProblemCode::DeviceRevoked);
    if (!ServerKeys::verify("dealwright-signin\n" + wanted.nonce, wanted.signature, (*device)->publicKey))
        return Problem(ProblemCode::Forbidden);
    if ((*device)->state != DeviceState::Active)
        return refusalOf(**device);
    const Instant now = m_context.clock.now();
    const std::optional<Instant> until = m_context.tokens.readNonce(wanted.nonce, now);
    if (!until)
        return Problem(ProblemCode::Forbidden);
    const Result<bool> fresh = m_context.accounts.useNonce(wanted.nonce, *until, now);
    if (!fresh.ok())
        return failed(fresh.error());
    return *fresh ? std::nullopt : std::optional(Problem(ProblemCode::Forbidden));
}

Outcome<AccountService::Granted> AccountService::grant(const ServerUser &user, const Id &device,
                                                       bool mustChange)
{
    const Instant now = m_context.clock.now();
    SessionRecord session;
    session.id = m_context.ids.next();
    session.user = user.id;
    session.device = device;
    session.generation = 1;
    const QByteArray refresh = m_context.tokens.makeRefresh(session.id, 1);
    session.refreshHash = m_context.tokens.hashOf(refresh);
    session.beganAt = now;
    session.refreshUntil = Instant{now.ms + RefreshMs};
    if (const Result<void> added = m_context.accounts.addSession(session); !added.ok())
        return failed(added.error());
    return Granted{m_context.tokens.makeAccess({session.id, 1, Instant{now.ms + Tokens::AccessMs}}), refresh,
                   int(Tokens::AccessMs / 1000), mustChange, user.id};
}

Outcome<AccountService::Granted> AccountService::signIn(const SignIn &wanted, const QString &address)
{
    const Instant now = m_context.clock.now();
    const QList<AttemptLimit> limits = limitsOf(m_context.tokens, wanted.login, address);
    const Result<qint64> wait = m_context.accounts.beginAttempt(limits, now);
    if (!wait.ok())
        return failed(wait.error());
    if (*wait > 0) {
        note("locked", wanted.login, {}, {}, address);
        return Problem(ProblemCode::Locked, {}, int((*wait + 999) / 1000));
    }
    // Whoever is not there costs as much time as whoever is.
    const auto user = m_context.users.byLogin(wanted.login);
    if (!user.ok())
        return failed(user.error());
    const auto password = m_context.accounts.password(*user ? (*user)->id : Id());
    if (!password.ok())
        return failed(password.error());
    const QByteArray hash = *user && *password ? (*password)->hash : QByteArray();
    const bool right = m_context.hasher.verify(hash, wanted.password);
    if (!right || wanted.workspace != m_context.workspace) {
        note("bad_password", wanted.login, *user ? (*user)->id : Id(), {}, address);
        return Problem(ProblemCode::BadCredentials);
    }
    const ServerUser &known = **user;
    // The address keeps its failures: who has one account must not try others' without end.
    if (const auto cleared = m_context.accounts.clearAttempts({limits[0].key, limits[2].key}); !cleared.ok())
        return failed(cleared.error());
    if (!known.active) {
        note("user_disabled", wanted.login, known.id, {}, address);
        return Problem(ProblemCode::UserDisabled);
    }
    if (!wanted.device.isNull()) {
        if (const std::optional<Problem> refused = checkDevice(wanted, known)) {
            note("device_refused", wanted.login, known.id, wanted.device, address);
            return *refused;
        }
    }
    if (m_context.hasher.isOutdated(hash)) {
        const Result<QByteArray> renewed = m_context.hasher.hash(wanted.password);
        if (renewed.ok())
            (void)m_context.accounts.renewHash(known.id, hash, *renewed);
    }
    Outcome<Granted> granted = grant(known, wanted.device, (*password)->mustChange);
    if (std::holds_alternative<Granted>(granted))
        note("signed_in", wanted.login, known.id, wanted.device, address);
    return granted;
}

Outcome<AccountService::Granted> AccountService::refresh(const QByteArray &token, const Id &device,
                                                         const QByteArray &signature, const QString &address)
{
    const Instant now = m_context.clock.now();
    const std::optional<Id> id = Tokens::sessionOfRefresh(token);
    if (!id)
        return Problem(ProblemCode::Unauthenticated);
    const auto session = m_context.accounts.session(*id);
    if (!session.ok())
        return failed(session.error());
    if (!*session || (*session)->device.isNull() || (*session)->device != device)
        return Problem(ProblemCode::Unauthenticated);
    const auto known = m_context.accounts.device(device);
    if (!known.ok())
        return failed(known.error());
    if (!*known || !ServerKeys::verify("dealwright-refresh\n" + token, signature, (*known)->publicKey))
        return Problem(ProblemCode::Unauthenticated);
    if ((*known)->state != DeviceState::Active)
        return refusalOf(**known);
    const auto user = m_context.users.byId((*session)->user);
    if (!user.ok())
        return failed(user.error());
    if (!*user || !(*user)->active)
        return Problem(ProblemCode::UserDisabled);
    if ((*session)->ended || (*session)->refreshUntil <= now)
        return Problem(ProblemCode::Unauthenticated);
    const QByteArray next = m_context.tokens.makeRefresh(*id, (*session)->generation + 1);
    QByteArray presented = m_context.tokens.hashOf(token);
    const bool handedOut = presented == (*session)->refreshHash || presented == (*session)->previousHash;
    // One that is newer than all that were given out: the accounts were put back to an older state. It is
    // no copy that somebody uses twice.
    if (!handedOut && m_context.tokens.generationOfRefresh(token) > (*session)->generation) {
        presented = (*session)->refreshHash;
        note("put_back", (*user)->login, (*user)->id, device, address);
    }
    const auto rotated =
        m_context.accounts.rotate(*id, presented, m_context.tokens.hashOf(next), Instant{now.ms + RefreshMs});
    if (!rotated.ok())
        return failed(rotated.error());
    if (rotated->how == AccountStore::Rotation::Ended)
        return Problem(ProblemCode::Unauthenticated);
    if (rotated->how == AccountStore::Rotation::Reused) {
        const auto revoked = m_context.accounts.revokeDevice(device, DeviceState::Revoked,
                                                             QStringLiteral("reuse_detected"), {}, now);
        if (!revoked.ok())
            return failed(revoked.error());
        note("reuse_detected", (*user)->login, (*user)->id, device, address);
        return Problem(ProblemCode::ReuseDetected);
    }
    const auto password = m_context.accounts.password((*user)->id);
    if (!password.ok())
        return failed(password.error());
    note("refreshed", (*user)->login, (*user)->id, device, address);
    return Granted{
        m_context.tokens.makeAccess({*id, rotated->generation, Instant{now.ms + Tokens::AccessMs}}), next,
        int(Tokens::AccessMs / 1000), *password && (*password)->mustChange, (*user)->id};
}

Outcome<std::monostate> AccountService::signOut(const Caller &caller, const QString &address)
{
    if (const Result<void> ended = m_context.accounts.endSession(caller.session); !ended.ok())
        return failed(ended.error());
    note("signed_out", caller.login, caller.user, caller.device, address);
    return std::monostate();
}

Outcome<std::monostate> AccountService::changePassword(const Caller &caller, const QString &old,
                                                       const QString &next, const QString &address)
{
    const Instant now = m_context.clock.now();
    const QList<AttemptLimit> limits = limitsOf(m_context.tokens, caller.login, address);
    const Result<qint64> wait = m_context.accounts.beginAttempt(limits, now);
    if (!wait.ok())
        return failed(wait.error());
    if (*wait > 0)
        return Problem(ProblemCode::Locked, {}, int((*wait + 999) / 1000));
    const auto password = m_context.accounts.password(caller.user);
    if (!password.ok())
        return failed(password.error());
    if (!m_context.hasher.verify(*password ? (*password)->hash : QByteArray(), old)) {
        note("bad_password", caller.login, caller.user, caller.device, address);
        return Problem(ProblemCode::BadCredentials);
    }
    if (const auto cleared = m_context.accounts.clearAttempts({limits[0].key, limits[2].key}); !cleared.ok())
        return failed(cleared.error());
    Result<void> fit = PasswordHasher::check(next, caller.login);
    if (fit.ok() && next == old)
        fit = Error(ErrorCode::Refused, QStringLiteral("service.password_same"));
    if (!fit.ok())
        return refusedPassword(fit.error());
    const Result<QByteArray> hash = m_context.hasher.hash(next);
    if (!hash.ok())
        return failed(hash.error());
    if (const auto set = m_context.accounts.setPassword({caller.user, *hash, false, now}, caller.session);
        !set.ok())
        return failed(set.error());
    note("password_changed", caller.login, caller.user, caller.device, address);
    return std::monostate();
}

std::optional<Problem> AccountService::checkAdministrator(const Caller &caller)
{
    const auto user = m_context.users.byId(caller.user);
    if (!user.ok())
        return failed(user.error());
    if (*user && (*user)->administrator)
        return {};
    return Problem(ProblemCode::Forbidden,
                   {{QStringLiteral("reason"), QStringLiteral("service.not_administrator")}});
}

Outcome<QString> AccountService::givePassword(const Caller &caller, const Id &id,
                                              const std::optional<QString> &password, const QString &address)
{
    if (std::optional<Problem> refused = checkAdministrator(caller))
        return *refused;
    // Who sits at somebody else's open laptop must not get that person's account for good.
    if (id == caller.user)
        return Problem(ProblemCode::Forbidden,
                       {{QStringLiteral("reason"), QStringLiteral("service.own_password")}});
    const auto user = m_context.users.byId(id);
    if (!user.ok())
        return failed(user.error());
    if (!*user)
        return Problem(ProblemCode::NotFound);
    const ServerUser &known = **user;
    const QString given = password ? *password : PasswordHasher::generate();
    if (const Result<void> fit = PasswordHasher::check(given, known.login); !fit.ok())
        return refusedPassword(fit.error());
    const Result<QByteArray> hash = m_context.hasher.hash(given);
    if (!hash.ok())
        return failed(hash.error());
    if (const auto set = m_context.accounts.setPassword({id, *hash, true, m_context.clock.now()}); !set.ok())
        return failed(set.error());
    // Of both: who got one, and who gave it.
    note("password_given", known.login, id, caller.device, address);
    note("gave_password", caller.login, caller.user, caller.device, address);
    return given;
}

QString AccountService::stateOf(const std::optional<PasswordRecord> &password)
{
    return !password              ? QStringLiteral("none")
           : password->mustChange ? QStringLiteral("must_change")
                                  : QStringLiteral("set");
}

Outcome<QStringList> AccountService::passwordStates(const Caller &caller, const QList<Id> &users)
{
    if (std::optional<Problem> refused = checkAdministrator(caller))
        return *refused;
    QStringList states;
    for (const Id &user : users) {
        const auto password = m_context.accounts.password(user);
        if (!password.ok())
            return failed(password.error());
        states.append(stateOf(*password));
    }
    return states;
}

bool AccountService::mayBeValid(const QByteArray &accessToken) const
{
    const std::optional<Tokens::Access> access = m_context.tokens.readAccess(accessToken);
    return access && access->until > m_context.clock.now();
}

Outcome<Caller> AccountService::authenticate(const QByteArray &accessToken, const QByteArray &device,
                                             const Wanted &wanted)
{
    const Instant now = m_context.clock.now();
    const std::optional<Tokens::Access> access = m_context.tokens.readAccess(accessToken);
    if (!access)
        return Problem(ProblemCode::Unauthenticated);
    const auto found = m_context.accounts.standing(access->session);
    if (!found.ok())
        return failed(found.error());
    if (!*found)
        return Problem(ProblemCode::Unauthenticated);
    const AccountStore::Standing &standing = **found;
    Caller caller;
    caller.session = standing.session.id;
    caller.user = standing.session.user;
    caller.device = standing.session.device;
    // A wiped device hears of it whatever its token says.
    if (!caller.device.isNull()) {
        if (!standing.device)
            return Problem(ProblemCode::DeviceRevoked);
        if (standing.device->state != DeviceState::Active)
            return refusalOf(*standing.device);
        const bool otherApp = !wanted.app.isEmpty() && wanted.app != standing.device->app;
        if (otherApp || now.ms - standing.device->lastContact.ms > TouchEveryMs) {
            if (const auto touched = m_context.accounts.touchDevice(caller.device, now, wanted.app);
                !touched.ok())
                return failed(touched.error());
        }
    }
    if (access->until <= now)
        return Problem(ProblemCode::TokenExpired);
    if (standing.session.ended)
        return Problem(ProblemCode::Unauthenticated);
    const auto user = m_context.users.byId(caller.user);
    if (!user.ok())
        return failed(user.error());
    if (!*user || !(*user)->active)
        return Problem(ProblemCode::UserDisabled);
    caller.login = (*user)->login;
    caller.name = (*user)->name;
    const bool saysOther = !device.isEmpty() && device != caller.device.toString().toLatin1();
    if (saysOther || (wanted.needsDevice && (caller.device.isNull() || device.isEmpty())))
        return Problem(ProblemCode::Forbidden);
    if (access->generation == standing.session.generation && !standing.session.confirmed) {
        if (const auto done = m_context.accounts.confirmSession(caller.session, access->generation);
            !done.ok())
            return failed(done.error());
    }
    if (!wanted.changing && standing.mustChange)
        return Problem(ProblemCode::PasswordChangeRequired);
    return caller;
}

}  // namespace dw
