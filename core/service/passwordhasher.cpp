// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/passwordhasher.h"

#include "core/service/serverkeys.h"

#include <sodium.h>

namespace dw
{

namespace
{

constexpr qsizetype Shortest = 10;
constexpr qsizetype Longest = 1024;

// The same password typed on another keyboard may come in another form.
QByteArray bytesOf(const QString &password)
{
    return password.normalized(QString::NormalizationForm_C).toUtf8();
}

}  // namespace

PasswordHasher::PasswordHasher(const Cost &cost) : m_cost(cost)
{
    const Result<QByteArray> nobody = hash(QString::fromLatin1(randomBytes(16).toHex()));
    if (nobody.ok())
        m_nobody = *nobody;
}

Result<void> PasswordHasher::check(const QString &password, const QString &login)
{
    const QByteArray bytes = bytesOf(password);
    if (password.size() < Shortest)
        return Error(ErrorCode::Refused, QStringLiteral("service.password_too_short"),
                     {QString::number(Shortest)});
    if (bytes.size() > Longest)
        return Error(ErrorCode::Refused, QStringLiteral("service.password_too_long"),
                     {QString::number(Longest)});
    if (password.compare(login, Qt::CaseInsensitive) == 0)
        return Error(ErrorCode::Refused, QStringLiteral("service.password_is_login"));
    return {};
}

Result<QByteArray> PasswordHasher::hash(const QString &password) const
{
    QByteArray bytes = bytesOf(password);
    QByteArray text(crypto_pwhash_STRBYTES, '\0');
    const int code = sodium_init() < 0
                         ? -1
                         : crypto_pwhash_str_alg(
                               text.data(), bytes.constData(), static_cast<unsigned long long>(bytes.size()),
                               m_cost.operations, m_cost.memory, crypto_pwhash_ALG_ARGON2ID13);
    sodium_memzero(bytes.data(), size_t(bytes.size()));
    if (code != 0)
        return Error(ErrorCode::Storage, QStringLiteral("store.out_of_memory"));
    return QByteArray(text.constData());
}

bool PasswordHasher::verify(const QByteArray &hash, const QString &password) const
{
    QByteArray bytes = bytesOf(password);
    if (bytes.size() > Longest)
        bytes.truncate(Longest + 1);
    const QByteArray &against = hash.isEmpty() ? m_nobody : hash;
    const bool same = crypto_pwhash_str_verify(against.constData(), bytes.constData(),
                                               static_cast<unsigned long long>(bytes.size())) == 0;
    sodium_memzero(bytes.data(), size_t(bytes.size()));
    return same && !hash.isEmpty();
}

bool PasswordHasher::isOutdated(const QByteArray &hash) const
{
    return crypto_pwhash_str_needs_rehash(hash.constData(), m_cost.operations, m_cost.memory) != 0;
}

QString PasswordHasher::generate()
{
    static const QByteArray letters("abcdefghijkmnpqrstuvwxyz23456789");
    const QByteArray random = randomBytes(20);
    QString text;
    for (qsizetype i = 0; i < random.size(); ++i) {
        if (i > 0 && i % 5 == 0)
            text += QLatin1Char('-');
        text += QLatin1Char(letters[uchar(random[i]) % letters.size()]);
    }
    return text;
}

}  // namespace dw
