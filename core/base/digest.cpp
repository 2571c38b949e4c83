// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/digest.h"

#include <QFile>

#include <sodium.h>

#include <vector>

namespace dw
{

namespace
{

constexpr std::size_t SaltBytes = crypto_generichash_blake2b_SALTBYTES;
constexpr std::size_t MaxKeyBytes = crypto_generichash_blake2b_KEYBYTES_MAX;

const unsigned char *bytes(QByteArrayView view)
{
    return reinterpret_cast<const unsigned char *>(view.data());
}

QByteArray plainHash(QByteArrayView data, std::size_t length)
{
    QByteArray out(qsizetype(length), Qt::Uninitialized);
    crypto_generichash_blake2b(reinterpret_cast<unsigned char *>(out.data()), length, bytes(data),
                               static_cast<unsigned long long>(data.size()), nullptr, 0);
    return out;
}

}  // namespace

QByteArray blake2b256(QByteArrayView data, QByteArrayView salt, QByteArrayView key)
{
    QByteArray fittedSalt, fittedKey;
    if (!salt.isEmpty() && std::size_t(salt.size()) != SaltBytes) {
        fittedSalt = plainHash(salt, SaltBytes);
        salt = fittedSalt;
    }
    if (std::size_t(key.size()) > MaxKeyBytes) {
        fittedKey = plainHash(key, MaxKeyBytes);
        key = fittedKey;
    }
    QByteArray out(32, Qt::Uninitialized);
    crypto_generichash_blake2b_salt_personal(
        reinterpret_cast<unsigned char *>(out.data()), std::size_t(out.size()), bytes(data),
        static_cast<unsigned long long>(data.size()), key.isEmpty() ? nullptr : bytes(key),
        std::size_t(key.size()), salt.isEmpty() ? nullptr : bytes(salt), nullptr);
    return out;
}

Result<FileDigest> sha256OfFile(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return Error(ErrorCode::NotFound, QStringLiteral("file.not_found"), {path});
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return Error(ErrorCode::Storage, QStringLiteral("file.read_failed"), {path, file.errorString()});
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    std::vector<char> block(256 * 1024);
    FileDigest digest;
    for (;;) {
        const qint64 count = file.read(block.data(), qint64(block.size()));
        if (count < 0)
            return Error(ErrorCode::Storage, QStringLiteral("file.read_failed"), {path, file.errorString()});
        if (count == 0)
            break;
        crypto_hash_sha256_update(&state, reinterpret_cast<const unsigned char *>(block.data()),
                                  static_cast<unsigned long long>(count));
        digest.size += count;
    }
    digest.sha256.resize(crypto_hash_sha256_BYTES);
    crypto_hash_sha256_final(&state, reinterpret_cast<unsigned char *>(digest.sha256.data()));
    return digest;
}

}  // namespace dw
