// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <memory>
#include <mutex>
#include <vector>

namespace dw
{

// The server's certificate chain and key, as files in PEM. Handshakes take the newest that was loaded; what
// they took stays until they are long over. Thread-safe.
class TlsCertificate
{
public:
    TlsCertificate();
    ~TlsCertificate();
    TlsCertificate(const TlsCertificate &) = delete;
    TlsCertificate &operator=(const TlsCertificate &) = delete;

    // Reads both files; on an error the one before stays. Invalid "service.certificate_bad" (file, reason),
    // "service.key_does_not_fit" (certificate, key), Storage "service.cannot_read" (file, reason).
    Result<void> load(const QString &certificateFile, const QString &keyFile);
    // SHA-256 of the certificate, "AB:CD:..."; empty before the first load.
    QString fingerprint() const;
    Instant expiresAt() const;

    // For the TLS library: pointers that stay valid through a handshake; false before the first load.
    struct Handles
    {
        const void *chain = nullptr;  // gnutls_pcert_st
        unsigned int length = 0;
        const void *key = nullptr;  // gnutls_privkey_t
    };
    Handles current() const;

    // Makes a key (P-256) and a certificate for these host names and addresses, valid ten years, for trying
    // out; the key's file is for its owner alone.
    static Result<void> makeSelfSigned(const QString &certificateFile, const QString &keyFile,
                                       const QStringList &hosts, Instant now);

private:
    struct Generation;
    mutable std::mutex m_mutex;
    std::vector<std::unique_ptr<Generation>> m_generations;  // the newest last
};

}  // namespace dw
