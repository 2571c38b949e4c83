// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/datetime.h"
#include "core/base/id.h"
#include "core/base/result.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace dw
{

// The password of a user of the workspace, as a hash that names its own parameters.
struct PasswordRecord
{
    Id user;
    QByteArray hash;
    bool mustChange = false;  // chosen by somebody else
    Instant changedAt;
};

enum class DeviceState { Active, Revoked, Wiped };

struct DeviceRecord
{
    Id id;
    Id user;
    QString shortCode;  // "K7", in numbers that the device gives out offline; never given twice
    QString name;
    QString platform;
    QString app;
    QByteArray publicKey;  // Ed25519, 32 bytes
    DeviceState state = DeviceState::Active;
    Instant registeredAt;
    Instant lastContact;
    Instant revokedAt;  // 0 while active
    QString reason;
    QByteArray wipeOrder;  // signed; empty unless wiped
};

// What a sign-in began. Refresh tokens are known by their hash alone: the newest, and the one before it,
// which may still come as long as nobody has used what the newest came with (the answer was lost).
struct SessionRecord
{
    Id id;
    Id user;
    Id device;  // null until one is enrolled
    qint64 generation = 0;
    bool confirmed = false;  // a token of the newest generation was used
    QByteArray refreshHash;
    QByteArray previousHash;
    Instant beganAt;
    Instant refreshUntil;
    bool ended = false;
};

// A line of who signed in, or did not. No secrets.
struct SignInRecord
{
    qint64 number = 0;
    Instant at;
    QString event;  // "signed_in", "bad_password", "locked", "refreshed", "reuse_detected", "signed_out", ...
    Id user;        // null where there is none
    QString login;  // as typed, shortened
    Id device;
    QString address;
};

// How many wrong passwords count against one name or address.
struct AttemptLimit
{
    QByteArray key;     // a hash: names that do not exist are counted as any other
    int free = 5;       // so many before the first wait
    qint64 waitMs = 0;  // the first wait; each further failure doubles it
    qint64 longestMs = 0;
    qint64 forgetMs = 0;  // after so long without a failure it begins anew
};

// What the server knows that is not workspace data: passwords, devices, sessions, wrong passwords and who
// signed in. Each function is one transaction. Thread-safe; blocks the calling thread. Errors: store.*.
class AccountStore
{
public:
    virtual ~AccountStore() = default;

    // --- the server's own secrets and settings; empty if there is none ---
    virtual Result<QByteArray> setting(const QString &key) = 0;
    virtual Result<void> setSetting(const QString &key, const QByteArray &value) = 0;

    // --- passwords ---
    virtual Result<std::optional<PasswordRecord>> password(const Id &user) = 0;
    // Ends the user's sessions but for `kept`.
    virtual Result<void> setPassword(const PasswordRecord &password, const Id &kept = {}) = 0;
    // The same password with other parameters, unless it was changed meanwhile.
    virtual Result<void> renewHash(const Id &user, const QByteArray &old, const QByteArray &hash) = 0;

    // --- wrong passwords ---
    // Counts an attempt as a failure before it is looked at, so that many at once are not one. How many
    // milliseconds to wait where one of the keys is locked, and nothing is counted; 0: go on.
    virtual Result<qint64> beginAttempt(const QList<AttemptLimit> &limits, Instant now) = 0;
    virtual Result<void> clearAttempts(const QList<QByteArray> &keys) = 0;

    // --- sessions ---
    virtual Result<void> addSession(const SessionRecord &session) = 0;
    virtual Result<std::optional<SessionRecord>> session(const Id &id) = 0;
    // A session with its device, if it has one, and whether its user has to choose another password: what is
    // asked for every request, at once.
    struct Standing
    {
        SessionRecord session;
        std::optional<DeviceRecord> device;
        bool mustChange = false;
    };
    virtual Result<std::optional<Standing>> standing(const Id &session) = 0;
    virtual Result<void> confirmSession(const Id &id, qint64 generation) = 0;
    enum class Rotation { Done, Reused, Ended };
    struct Rotated
    {
        Rotation how = Rotation::Done;
        qint64 generation = 0;  // the new one
    };
    // Takes `presented` (a hash) out of use and `next` into it. Done also for the one before the newest as
    // long as the newest is not confirmed. Reused for any other: the session has ended.
    virtual Result<Rotated> rotate(const Id &session, const QByteArray &presented, const QByteArray &next,
                                   Instant until) = 0;
    virtual Result<void> endSession(const Id &id) = 0;
    virtual Result<void> endSessionsOf(const Id &user) = 0;

    // --- devices ---
    // Gives the device its short code, binds the session to it and takes the nonce out of use. Conflict
    // "service.nonce_used", "service.session_bound", "service.key_known".
    virtual Result<DeviceRecord> enrol(const DeviceRecord &device, const Id &session, const QByteArray &nonce,
                                       Instant nonceUntil) = 0;
    // A nonce that may be used once; false: it was.
    virtual Result<bool> useNonce(const QByteArray &nonce, Instant until, Instant now) = 0;
    virtual Result<std::optional<DeviceRecord>> device(const Id &id) = 0;
    virtual Result<QList<DeviceRecord>> devices(const Id &user = {}) = 0;  // a null user: all, newest first
    // With the version of the program that it says it has; empty: as it was.
    virtual Result<void> touchDevice(const Id &id, Instant now, const QString &app = {}) = 0;
    // Revoked or wiped, with its sessions ended; a wiped one stays wiped. NotFound "service.no_such_device".
    virtual Result<void> revokeDevice(const Id &id, DeviceState state, const QString &reason,
                                      const QByteArray &wipeOrder, Instant now) = 0;

    // --- who signed in ---
    virtual Result<void> appendSignIn(const SignInRecord &record) = 0;
    // Newest first, older than `before` (0: from the newest).
    virtual Result<QList<SignInRecord>> signIns(int limit, qint64 before = 0) = 0;

    // --- care ---
    struct Counts
    {
        qint64 passwords = 0;
        qint64 devices = 0;
        qint64 activeDevices = 0;
        qint64 sessions = 0;  // not ended
    };
    virtual Result<Counts> counts() = 0;
    // What is over for long: ended sessions, used nonces, old attempts, lines of sign-ins older than
    // `keepMs`.
    virtual Result<void> tidy(Instant now, qint64 keepMs) = 0;
    virtual Result<QString> check() = 0;  // what is wrong with the file; empty: nothing
    // A copy as of one moment, to a file that must not exist, for its owner alone.
    virtual Result<void> backup(const QString &file) = 0;

    // `told`, on the thread that did it, what was ended here: a session, or all of a device or of a user. For
    // who lets somebody in once and for long. Set while nothing else runs.
    void onEnded(std::function<void(const Id &)> told) { m_ended = std::move(told); }

protected:
    Result<void> tellEnded(const Id &what, const Result<void> &done) const
    {
        if (done.ok() && m_ended)
            m_ended(what);
        return done;
    }

private:
    std::function<void(const Id &)> m_ended;
};

// The one in an SQLite file, mode 0600. `create` makes it and its folder must be there.
Result<void> createAccountFile(const QString &file);
Result<std::unique_ptr<AccountStore>> openAccountFile(const QString &file);

}  // namespace dw
