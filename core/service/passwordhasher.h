// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

namespace dw
{

// Argon2id by libsodium; the parameters stand in the hash. A call takes the memory and a tenth of a second of
// a core, so callers bound how many run at once (Lane::Password). Thread-safe.
class PasswordHasher
{
public:
    struct Cost
    {
        unsigned long long operations = 2;
        size_t memory = 64 * 1024 * 1024;
    };
    PasswordHasher() : PasswordHasher(Cost()) {}
    explicit PasswordHasher(const Cost &cost);

    // 10 to 1 024 bytes of UTF-8, not the login itself; Refused "service.password_too_short", "_too_long",
    // "_is_login".
    static Result<void> check(const QString &password, const QString &login);
    Result<QByteArray> hash(const QString &password) const;
    // An empty hash (no such user) takes as long as any other and is never right.
    bool verify(const QByteArray &hash, const QString &password) const;
    bool isOutdated(const QByteArray &hash) const;

    // For people to type once: 20 letters and digits in groups.
    static QString generate();

private:
    const Cost m_cost;
    QByteArray m_nobody;
};

}  // namespace dw
