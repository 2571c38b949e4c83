// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/datetime.h"
#include "core/base/id.h"

#include <QByteArray>

#include <optional>

namespace dw
{

// What access tokens, refresh tokens and nonces look like. Access tokens and nonces carry a MAC, so that any
// replica knows them without looking anything up; whether the session still stands is another question.
// Thread-safe.
class Tokens
{
public:
    explicit Tokens(QByteArray key) : m_key(std::move(key)) {}

    static constexpr qint64 AccessMs = 15 * 60'000;
    static constexpr qint64 NonceMs = 5 * 60'000;

    struct Access
    {
        Id session;
        qint64 generation = 0;
        Instant until;
    };
    QByteArray makeAccess(const Access &access) const;
    // Nothing for what this server did not make; it may have expired.
    std::optional<Access> readAccess(const QByteArray &token) const;

    QByteArray makeNonce(Instant now) const;
    // When it ends; nothing for a foreign one and one that has ended.
    std::optional<Instant> readNonce(const QByteArray &nonce, Instant now) const;

    // Names its session and is otherwise random; of this server it says besides which of the session's it is.
    static QByteArray makeRefresh(const Id &session);
    QByteArray makeRefresh(const Id &session, qint64 generation) const;
    static std::optional<Id> sessionOfRefresh(const QByteArray &token);
    // 0 where this server does not vouch for it.
    qint64 generationOfRefresh(const QByteArray &token) const;
    // What the store keeps of it.
    QByteArray hashOf(const QByteArray &token) const;
    // A hash of what may be asked about by its name alone (a login in the list of wrong passwords).
    QByteArray nameHash(const QByteArray &purpose, const QByteArray &name) const;

private:
    QByteArray sealed(const QByteArray &purpose, const QByteArray &payload) const;
    QByteArray opened(const QByteArray &purpose, const QByteArray &token) const;

    const QByteArray m_key;
};

}  // namespace dw
