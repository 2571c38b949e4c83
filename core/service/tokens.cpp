// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/tokens.h"

#include "core/base/digest.h"
#include "core/service/serverkeys.h"

#include <QtEndian>

#include <sodium.h>

namespace dw
{

namespace
{

constexpr qsizetype IdSize = 16;
constexpr qsizetype MacSize = 32;
constexpr qsizetype SecretSize = 32;
constexpr qsizetype LongestToken = 256;

QByteArray number(qint64 value)
{
    QByteArray bytes(8, Qt::Uninitialized);
    qToBigEndian(value, bytes.data());
    return bytes;
}

qint64 numberAt(const QByteArray &bytes, qsizetype at)
{
    return qFromBigEndian<qint64>(bytes.constData() + at);
}

}  // namespace

QByteArray Tokens::sealed(const QByteArray &purpose, const QByteArray &payload) const
{
    return toBase64Url(payload + blake2b256(purpose + '\0' + payload, {}, m_key));
}

QByteArray Tokens::opened(const QByteArray &purpose, const QByteArray &token) const
{
    if (token.size() > LongestToken)
        return {};
    const QByteArray bytes = fromBase64Url(token);
    if (bytes.size() <= MacSize)
        return {};
    const QByteArray payload = bytes.first(bytes.size() - MacSize);
    const QByteArray mac = blake2b256(purpose + '\0' + payload, {}, m_key);
    if (sodium_memcmp(mac.constData(), bytes.constData() + payload.size(), size_t(MacSize)) != 0)
        return {};
    return payload;
}

QByteArray Tokens::makeAccess(const Access &access) const
{
    return sealed("access",
                  access.session.toByteArray() + number(access.generation) + number(access.until.ms));
}

std::optional<Tokens::Access> Tokens::readAccess(const QByteArray &token) const
{
    const QByteArray payload = opened("access", token);
    if (payload.size() != IdSize + 16)
        return {};
    const std::optional<Id> session = Id::fromBytes(payload.first(IdSize));
    return Access{*session, numberAt(payload, IdSize), Instant{numberAt(payload, IdSize + 8)}};
}

QByteArray Tokens::makeNonce(Instant now) const
{
    return sealed("nonce", randomBytes(16) + number(now.ms + NonceMs));
}

std::optional<Instant> Tokens::readNonce(const QByteArray &nonce, Instant now) const
{
    const QByteArray payload = opened("nonce", nonce);
    if (payload.size() != 24)
        return {};
    const Instant until{numberAt(payload, 16)};
    return until > now ? std::optional(until) : std::nullopt;
}

QByteArray Tokens::makeRefresh(const Id &session)
{
    return toBase64Url(session.toByteArray() + randomBytes(SecretSize));
}

std::optional<Id> Tokens::sessionOfRefresh(const QByteArray &token)
{
    if (token.size() > LongestToken)
        return {};
    const QByteArray bytes = fromBase64Url(token);
    if (bytes.size() != IdSize + SecretSize && bytes.size() != IdSize + 8 + SecretSize + MacSize)
        return {};
    return Id::fromBytes(bytes.first(IdSize));
}

QByteArray Tokens::makeRefresh(const Id &session, qint64 generation) const
{
    return sealed("refresh", session.toByteArray() + number(generation) + randomBytes(SecretSize));
}

qint64 Tokens::generationOfRefresh(const QByteArray &token) const
{
    const QByteArray payload = opened("refresh", token);
    return payload.size() == IdSize + 8 + SecretSize ? numberAt(payload, IdSize) : 0;
}

QByteArray Tokens::hashOf(const QByteArray &token) const
{
    return blake2b256("refresh" + QByteArray(1, '\0') + token, {}, m_key);
}

QByteArray Tokens::nameHash(const QByteArray &purpose, const QByteArray &name) const
{
    return blake2b256(purpose + '\0' + name, {}, m_key);
}

}  // namespace dw
