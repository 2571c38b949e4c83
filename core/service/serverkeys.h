// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/accountstore.h"

#include <QByteArray>

namespace dw
{

// The server's own secrets: the key of its tokens and the Ed25519 key that signs wipe orders, whose public
// half every device pins when it enrols. Made once, kept in the account store, the same for all replicas.
class ServerKeys
{
public:
    static Result<ServerKeys> load(AccountStore &store);
    // Makes those that are missing.
    static Result<void> make(AccountStore &store);

    const QByteArray &tokenKey() const { return m_tokenKey; }
    QByteArray publicKey() const { return m_publicKey; }  // 32 bytes
    QByteArray sign(const QByteArray &message) const;     // 64 bytes

    static bool verify(const QByteArray &message, const QByteArray &signature, const QByteArray &publicKey);

private:
    QByteArray m_tokenKey;
    QByteArray m_publicKey;
    QByteArray m_secretKey;
};

// Cryptographically random.
QByteArray randomBytes(qsizetype size);
QByteArray toBase64Url(const QByteArray &bytes);
// Empty for what is none.
QByteArray fromBase64Url(const QByteArray &text);

}  // namespace dw
