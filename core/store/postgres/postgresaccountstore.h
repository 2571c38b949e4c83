// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/accountstore.h"
#include "core/store/postgres/connectionpool.h"

namespace dw::postgres
{

// The account store in the schema of a workspace. Several servers may be at it at once: what depends on a row
// locks that row first.
class PostgresAccountStore final : public AccountStore
{
public:
    // NotFound "store.missing" (server) where the workspace has no schema.
    static Result<std::unique_ptr<AccountStore>> open(const QString &address, const Id &workspace);

    Result<QByteArray> setting(const QString &key) override;
    Result<void> setSetting(const QString &key, const QByteArray &value) override;
    Result<std::optional<PasswordRecord>> password(const Id &user) override;
    Result<void> setPassword(const PasswordRecord &password, const Id &kept) override;
    Result<void> renewHash(const Id &user, const QByteArray &old, const QByteArray &hash) override;
    Result<qint64> beginAttempt(const QList<AttemptLimit> &limits, Instant now) override;
    Result<void> clearAttempts(const QList<QByteArray> &keys) override;
    Result<void> addSession(const SessionRecord &session) override;
    Result<std::optional<SessionRecord>> session(const Id &id) override;
    Result<std::optional<Standing>> standing(const Id &session) override;
    Result<void> confirmSession(const Id &id, qint64 generation) override;
    Result<Rotated> rotate(const Id &session, const QByteArray &presented, const QByteArray &next,
                           Instant until) override;
    Result<void> endSession(const Id &id) override;
    Result<void> endSessionsOf(const Id &user) override;
    Result<DeviceRecord> enrol(const DeviceRecord &device, const Id &session, const QByteArray &nonce,
                               Instant nonceUntil) override;
    Result<bool> useNonce(const QByteArray &nonce, Instant until, Instant now) override;
    Result<std::optional<DeviceRecord>> device(const Id &id) override;
    Result<QList<DeviceRecord>> devices(const Id &user) override;
    Result<void> touchDevice(const Id &id, Instant now, const QString &app) override;
    Result<void> revokeDevice(const Id &id, DeviceState state, const QString &reason,
                              const QByteArray &wipeOrder, Instant now) override;
    Result<void> appendSignIn(const SignInRecord &record) override;
    Result<QList<SignInRecord>> signIns(int limit, qint64 before) override;
    Result<Counts> counts() override;
    Result<void> tidy(Instant now, qint64 keepMs) override;
    // Reads every row.
    Result<QString> check() override;
    // Unsupported "store.backup_by_database": the whole database is copied by its own tools.
    Result<void> backup(const QString &file) override;

private:
    PostgresAccountStore(const QString &address, const Id &workspace);
    // {own} stands for ownRows().
    Result<Statement> prepare(Connection &connection, const char *sql) const;
    Result<std::optional<SessionRecord>> sessionOf(Connection &connection, const Id &id, bool locked) const;
    Result<qint64> countUp(Connection &connection, const QString &key) const;
    Result<bool> takeNonce(Connection &connection, const QByteArray &nonce, Instant until) const;

    const QByteArray m_own;
    ConnectionPool m_writers;
    ConnectionPool m_readers;
};

}  // namespace dw::postgres
