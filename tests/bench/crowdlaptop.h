// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/deviceidentity.h"
#include "tests/bench/crowdline.h"

#include <functional>
#include <memory>

namespace dw::bench
{

// What a server sees of a laptop that has nothing to send: no workspace stands behind it. It is enrolled,
// renews its sign-in, greets, pulls and listens as laptops do.
class CrowdLaptop
{
public:
    using Done = std::function<void()>;

    // `identity`: device, key and refresh token; `access`: signed in.
    CrowdLaptop(DeviceIdentity identity, const QByteArray &access);

    // Where its server listens from here on.
    void setPort(quint16 port) { m_port = port; }
    // What breaks or is put off is tried again from here on.
    void setPatient() { m_patient = true; }
    int retries() const { return m_retries; }
    // As a laptop that begins a synchronisation: a new connection, the sign-in renewed, greets and pulls
    // until nothing is left.
    void synchronise(Done done);
    // Asks for what is new, over the connection of the last time. There is nothing.
    void pull(const Done &done);
    // Ends the connection of synchronise() and pull().
    void hangUp();
    // Over a connection of its own. `done`: the server has said that it heard.
    void listen(Done done);
    // By questions that the server answers late. `done`: the first is on its way.
    void wait(const Done &done);

    int pokes() const { return m_pokes; }
    qint64 pulled() const { return m_pulled; }
    bool isLost() const { return !m_line || m_line->isLost(); }
    void deafen() { m_line.reset(); }

private:
    void renew(Done done);
    void greet(const Done &done);
    void pullAll(bool withScopes, const Done &done);
    void question();
    QByteArray head() const;
    std::unique_ptr<CrowdLine> newLine() const;

    DeviceIdentity m_identity;
    QByteArray m_access;
    quint16 m_port = 0;
    QString m_epoch;
    QString m_cursor;
    QString m_scopeHash;
    QString m_fieldsHash;
    std::unique_ptr<CrowdLine> m_talk;
    std::unique_ptr<CrowdLine> m_line;
    int m_pokes = 0;
    qint64 m_pulled = 0;
    bool m_patient = false;
    int m_retries = 0;
};

}  // namespace dw::bench
