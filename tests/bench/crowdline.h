// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QSslSocket>

#include <functional>

namespace dw::bench
{

// One connection of a laptop to its server over TLS, of which this process has thousands: no more than what
// the server must see of it. One request at a time; ends the process where the server refuses one, or the
// connection breaks, unless it is to be patient.
class CrowdLine
{
public:
    using Answered = std::function<void(const QJsonObject &)>;
    using Told = std::function<void(const QByteArray &)>;

    explicit CrowdLine(quint16 port);
    ~CrowdLine();
    CrowdLine(const CrowdLine &) = delete;
    CrowdLine &operator=(const CrowdLine &) = delete;

    // Lines of a request's head, each with its end: what says who asks.
    void setHead(const QByteArray &head) { m_head = head; }
    // Tries again after about a second, as laptops do.
    void setPatient() { m_patient = true; }
    int retries() const { return m_retries; }
    void post(const QByteArray &path, const QJsonObject &body, Answered answered);
    void get(const QByteArray &path, Answered answered);
    // What comes as it comes, until the line ends.
    void listen(const QByteArray &path, Told told);
    bool isLost() const { return m_lost; }

private:
    void send(const QByteArray &request);
    void take();
    void broke();
    void sendAgain();

    QSslSocket *const m_socket;
    const quint16 m_port;
    QByteArray m_head;
    QByteArray m_request;
    QByteArray m_came;
    Answered m_answered;
    Told m_told;
    bool m_patient = false;
    bool m_again = false;  // is to be sent again
    int m_retries = 0;
    bool m_streams = false;  // its head has come
    bool m_lost = false;
};

}  // namespace dw::bench
