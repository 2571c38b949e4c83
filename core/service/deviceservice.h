// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/service/accountservice.h"

#include <QList>
#include <QString>

namespace dw
{

// The laptops that may come in: enrolled with a key of their own, listed, revoked, wiped. Blocks; on a
// worker.
class DeviceService
{
public:
    explicit DeviceService(const ServiceContext &context) : m_context(context) {}

    struct Enrolment
    {
        QString name;
        QString platform;
        QString app;
        QByteArray publicKey;
        QByteArray nonce;
        QByteArray signature;  // over "dealwright-enrol\n" and the nonce
    };
    // Binds the caller's session to the new device.
    Outcome<DeviceRecord> enrol(const Caller &caller, const Enrolment &wanted, const QString &address);
    // One's own; of an administrator who asks for it all.
    Outcome<QList<DeviceRecord>> list(const Caller &caller, bool all);
    // One's own, or any by an administrator. A wiped device gets an order that it can check with the key that
    // it pinned: Ed25519 over "dealwright-wipe\n" and the order's text.
    Outcome<DeviceRecord> revoke(const Caller &caller, const Id &device, bool wipe, const QString &reason,
                                 const QString &address);

    // The signed order {"order": text, "signature": base64url} for the device; also for the command line.
    static QByteArray wipeOrder(const ServerKeys &keys, const QString &workspace, const Id &device,
                                Instant now);

private:
    Problem failed(const Error &error);

    const ServiceContext &m_context;
};

}  // namespace dw
