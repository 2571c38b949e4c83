// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/serverkeys.h"

#include <sodium.h>

namespace dw
{

namespace
{

constexpr qsizetype TokenKeySize = 32;

QString tokenKeyName()
{
    return QStringLiteral("token_key");
}

QString signingSeedName()
{
    return QStringLiteral("signing_seed");
}

bool sodiumReady()
{
    static const bool ready = sodium_init() >= 0;
    return ready;
}

const unsigned char *in(const QByteArray &bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.constData());
}

unsigned char *out(QByteArray &bytes)
{
    return reinterpret_cast<unsigned char *>(bytes.data());
}

}  // namespace

Result<ServerKeys> ServerKeys::load(AccountStore &store)
{
    if (!sodiumReady())
        return Error(ErrorCode::Internal, QStringLiteral("service.no_crypto"));
    ServerKeys keys;
    DW_ASSIGN(keys.m_tokenKey, store.setting(tokenKeyName()));
    DW_ASSIGN(const QByteArray seed, store.setting(signingSeedName()));
    if (keys.m_tokenKey.size() != TokenKeySize || seed.size() != qsizetype(crypto_sign_SEEDBYTES))
        return Error(ErrorCode::Storage, QStringLiteral("service.keys_missing"));
    keys.m_publicKey.resize(crypto_sign_PUBLICKEYBYTES);
    keys.m_secretKey.resize(crypto_sign_SECRETKEYBYTES);
    crypto_sign_seed_keypair(out(keys.m_publicKey), out(keys.m_secretKey), in(seed));
    return keys;
}

Result<void> ServerKeys::make(AccountStore &store)
{
    if (!sodiumReady())
        return Error(ErrorCode::Internal, QStringLiteral("service.no_crypto"));
    for (const auto &[name, size] : {std::pair{tokenKeyName(), TokenKeySize},
                                     std::pair{signingSeedName(), qsizetype(crypto_sign_SEEDBYTES)}}) {
        DW_ASSIGN(const QByteArray known, store.setting(name));
        if (known.isEmpty())
            DW_TRY(store.setSetting(name, randomBytes(size)));
    }
    return {};
}

QByteArray ServerKeys::sign(const QByteArray &message) const
{
    QByteArray signature(crypto_sign_BYTES, Qt::Uninitialized);
    crypto_sign_detached(out(signature), nullptr, in(message),
                         static_cast<unsigned long long>(message.size()), in(m_secretKey));
    return signature;
}

bool ServerKeys::verify(const QByteArray &message, const QByteArray &signature, const QByteArray &publicKey)
{
    return sodiumReady() && signature.size() == qsizetype(crypto_sign_BYTES) &&
           publicKey.size() == qsizetype(crypto_sign_PUBLICKEYBYTES) &&
           crypto_sign_verify_detached(in(signature), in(message),
                                       static_cast<unsigned long long>(message.size()), in(publicKey)) == 0;
}

QByteArray randomBytes(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    if (sodiumReady())
        randombytes_buf(bytes.data(), size_t(size));
    return bytes;
}

QByteArray toBase64Url(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QByteArray fromBase64Url(const QByteArray &text)
{
    const auto decoded =
        QByteArray::fromBase64Encoding(text, QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals |
                                                 QByteArray::AbortOnBase64DecodingErrors);
    return decoded ? decoded.decoded : QByteArray();
}

}  // namespace dw
