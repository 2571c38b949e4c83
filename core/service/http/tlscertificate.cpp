// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/http/tlscertificate.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <arpa/inet.h>
#include <gnutls/abstract.h>
#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>

#include <array>
#include <chrono>

namespace dw
{

namespace
{

using SteadyClock = std::chrono::steady_clock;

constexpr int MaxChain = 8;
constexpr qint64 ValidDays = 3652;
constexpr auto KeptAfterReplaced = std::chrono::minutes(5);

gnutls_datum_t datum(const QByteArray &bytes)
{
    return {reinterpret_cast<unsigned char *>(const_cast<char *>(bytes.constData())),
            static_cast<unsigned int>(bytes.size())};
}

QString reasonOf(int code)
{
    return QString::fromLatin1(gnutls_strerror(code));
}

Result<QByteArray> contentOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error(ErrorCode::Storage, QStringLiteral("service.cannot_read"), {path, file.errorString()});
    return file.readAll();
}

Result<void> writePrivately(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    const bool written = file.open(QIODevice::WriteOnly) &&
                         file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) &&
                         file.write(bytes) == bytes.size() && file.commit();
    if (!written)
        return Error(ErrorCode::Storage, QStringLiteral("cli.cannot_write"), {path}, file.errorString());
    return {};
}

struct Certificate
{
    gnutls_x509_crt_t handle = nullptr;
    ~Certificate()
    {
        if (handle)
            gnutls_x509_crt_deinit(handle);
    }
};

struct PrivateKey
{
    gnutls_x509_privkey_t handle = nullptr;
    ~PrivateKey()
    {
        if (handle)
            gnutls_x509_privkey_deinit(handle);
    }
};

// The names that the certificate is for; addresses in digits are addresses.
int addHost(gnutls_x509_crt_t certificate, const QByteArray &host)
{
    std::array<unsigned char, 16> address{};
    for (const auto &[family, size] : {std::pair{AF_INET, 4U}, std::pair{AF_INET6, 16U}}) {
        if (::inet_pton(family, host.constData(), address.data()) == 1)
            return gnutls_x509_crt_set_subject_alt_name(certificate, GNUTLS_SAN_IPADDRESS, address.data(),
                                                        size, GNUTLS_FSAN_APPEND);
    }
    return gnutls_x509_crt_set_subject_alt_name(certificate, GNUTLS_SAN_DNSNAME, host.constData(),
                                                static_cast<unsigned int>(host.size()), GNUTLS_FSAN_APPEND);
}

int describeCertificate(gnutls_x509_crt_t certificate, gnutls_x509_privkey_t key, const QStringList &hosts,
                        Instant now)
{
    std::array<unsigned char, 16> serial{};
    if (const int code = gnutls_rnd(GNUTLS_RND_NONCE, serial.data(), serial.size()); code < 0)
        return code;
    serial[0] &= 0x7f;
    const QByteArray name = hosts.value(0, QStringLiteral("localhost")).toUtf8();
    const auto first = time_t(now.ms / 1000 - 3600);
    for (const int code :
         {gnutls_x509_crt_set_version(certificate, 3),
          gnutls_x509_crt_set_serial(certificate, serial.data(), serial.size()),
          gnutls_x509_crt_set_activation_time(certificate, first),
          gnutls_x509_crt_set_expiration_time(certificate, first + time_t(ValidDays * 86400)),
          gnutls_x509_crt_set_dn_by_oid(certificate, GNUTLS_OID_X520_COMMON_NAME, 0, name.constData(),
                                        static_cast<unsigned int>(name.size())),
          gnutls_x509_crt_set_basic_constraints(certificate, 0, -1),
          gnutls_x509_crt_set_key_usage(certificate, GNUTLS_KEY_DIGITAL_SIGNATURE),
          gnutls_x509_crt_set_key_purpose_oid(certificate, GNUTLS_KP_TLS_WWW_SERVER, 0),
          gnutls_x509_crt_set_key(certificate, key)}) {
        if (code < 0)
            return code;
    }
    for (const QString &host : hosts) {
        if (const int code = addHost(certificate, host.toLatin1()); code < 0)
            return code;
    }
    return gnutls_x509_crt_sign2(certificate, certificate, key, GNUTLS_DIG_SHA256, 0);
}

}  // namespace

struct TlsCertificate::Generation
{
    std::vector<gnutls_pcert_st> chain;
    gnutls_privkey_t key = nullptr;
    QByteArray sha256;
    Instant expiresAt;
    SteadyClock::time_point replacedAt = SteadyClock::time_point::max();

    ~Generation()
    {
        for (gnutls_pcert_st &one : chain)
            gnutls_pcert_deinit(&one);
        if (key)
            gnutls_privkey_deinit(key);
    }

    // An error code of the library.
    int readChain(const QByteArray &pem)
    {
        chain.resize(MaxChain);
        unsigned int length = MaxChain;
        const gnutls_datum_t data = datum(pem);
        const int code =
            gnutls_pcert_list_import_x509_raw(chain.data(), &length, &data, GNUTLS_X509_FMT_PEM, 0);
        chain.resize(code < 0 ? 0 : length);
        return code < 0 ? code : length == 0 ? GNUTLS_E_NO_CERTIFICATE_FOUND : 0;
    }

    int readKey(const QByteArray &pem)
    {
        if (const int code = gnutls_privkey_init(&key); code < 0)
            return code;
        const gnutls_datum_t data = datum(pem);
        return gnutls_privkey_import_x509_raw(key, &data, GNUTLS_X509_FMT_PEM, nullptr, 0);
    }

    int describe()
    {
        Certificate first;
        if (const int code = gnutls_x509_crt_init(&first.handle); code < 0)
            return code;
        if (const int code = gnutls_x509_crt_import(first.handle, &chain.front().cert, GNUTLS_X509_FMT_DER);
            code < 0)
            return code;
        expiresAt = Instant{qint64(gnutls_x509_crt_get_expiration_time(first.handle)) * 1000};
        sha256.resize(32);
        size_t size = size_t(sha256.size());
        return gnutls_x509_crt_get_fingerprint(first.handle, GNUTLS_DIG_SHA256, sha256.data(), &size);
    }

    bool keyFits() const
    {
        gnutls_pubkey_t ofKey = nullptr;
        if (gnutls_pubkey_init(&ofKey) < 0)
            return false;
        bool same = gnutls_pubkey_import_privkey(ofKey, key, 0, 0) >= 0;
        if (same) {
            std::array<unsigned char, 64> one{};
            std::array<unsigned char, 64> two{};
            size_t sizeOne = one.size();
            size_t sizeTwo = two.size();
            same = gnutls_pubkey_get_key_id(ofKey, GNUTLS_KEYID_USE_SHA256, one.data(), &sizeOne) >= 0 &&
                   gnutls_pubkey_get_key_id(chain.front().pubkey, GNUTLS_KEYID_USE_SHA256, two.data(),
                                            &sizeTwo) >= 0 &&
                   sizeOne == sizeTwo && one == two;
        }
        gnutls_pubkey_deinit(ofKey);
        return same;
    }
};

TlsCertificate::TlsCertificate() = default;
TlsCertificate::~TlsCertificate() = default;

Result<void> TlsCertificate::load(const QString &certificateFile, const QString &keyFile)
{
    DW_ASSIGN(const QByteArray certificate, contentOf(certificateFile));
    DW_ASSIGN(QByteArray key, contentOf(keyFile));
    auto generation = std::make_unique<Generation>();
    const auto bad = [](const QString &file, int code) {
        return Error(ErrorCode::Invalid, QStringLiteral("service.certificate_bad"), {file, reasonOf(code)});
    };
    if (const int code = generation->readChain(certificate); code < 0)
        return bad(certificateFile, code);
    const int readKey = generation->readKey(key);
    gnutls_memset(key.data(), 0, size_t(key.size()));
    if (readKey < 0)
        return bad(keyFile, readKey);
    if (const int code = generation->describe(); code < 0)
        return bad(certificateFile, code);
    if (!generation->keyFits())
        return Error(ErrorCode::Invalid, QStringLiteral("service.key_does_not_fit"),
                     {certificateFile, keyFile});
    const std::lock_guard lock(m_mutex);
    const auto now = SteadyClock::now();
    if (!m_generations.empty())
        m_generations.back()->replacedAt = now;
    std::erase_if(m_generations, [&](const std::unique_ptr<Generation> &old) {
        return old->replacedAt != SteadyClock::time_point::max() && now - old->replacedAt > KeptAfterReplaced;
    });
    m_generations.push_back(std::move(generation));
    return {};
}

QString TlsCertificate::fingerprint() const
{
    const std::lock_guard lock(m_mutex);
    return m_generations.empty() ? QString()
                                 : QString::fromLatin1(m_generations.back()->sha256.toHex(':').toUpper());
}

Instant TlsCertificate::expiresAt() const
{
    const std::lock_guard lock(m_mutex);
    return m_generations.empty() ? Instant() : m_generations.back()->expiresAt;
}

TlsCertificate::Handles TlsCertificate::current() const
{
    const std::lock_guard lock(m_mutex);
    if (m_generations.empty())
        return {};
    const Generation &newest = *m_generations.back();
    return {newest.chain.data(), static_cast<unsigned int>(newest.chain.size()), newest.key};
}

Result<void> TlsCertificate::makeSelfSigned(const QString &certificateFile, const QString &keyFile,
                                            const QStringList &hosts, Instant now)
{
    const auto failed = [](int code) {
        return Error(ErrorCode::Internal, QStringLiteral("service.certificate_not_made"), {reasonOf(code)});
    };
    PrivateKey key;
    Certificate certificate;
    if (const int code = gnutls_x509_privkey_init(&key.handle); code < 0)
        return failed(code);
    if (const int code = gnutls_x509_privkey_generate(key.handle, GNUTLS_PK_ECDSA,
                                                      GNUTLS_CURVE_TO_BITS(GNUTLS_ECC_CURVE_SECP256R1), 0);
        code < 0)
        return failed(code);
    if (const int code = gnutls_x509_crt_init(&certificate.handle); code < 0)
        return failed(code);
    if (const int code = describeCertificate(certificate.handle, key.handle, hosts, now); code < 0)
        return failed(code);
    gnutls_datum_t pem{};
    if (const int code = gnutls_x509_privkey_export2(key.handle, GNUTLS_X509_FMT_PEM, &pem); code < 0)
        return failed(code);
    const Result<void> keyWritten =
        writePrivately(keyFile, QByteArray(reinterpret_cast<const char *>(pem.data), qsizetype(pem.size)));
    gnutls_memset(pem.data, 0, pem.size);
    gnutls_free(pem.data);
    DW_TRY(keyWritten);
    if (const int code = gnutls_x509_crt_export2(certificate.handle, GNUTLS_X509_FMT_PEM, &pem); code < 0)
        return failed(code);
    const QByteArray text(reinterpret_cast<const char *>(pem.data), qsizetype(pem.size));
    gnutls_free(pem.data);
    return writePrivately(certificateFile, text);
}

}  // namespace dw
