// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QSslConfiguration>
#include <QString>
#include <QThread>

#include <atomic>

namespace dw::test
{

// Something between laptops and a server that ends their connections and makes its own, with the server's
// certificate, and does to whole requests what such things do: it sends them twice, loses them, or loses what
// was answered. On a thread of its own.
class Middleman
{
public:
    // `folder`: the server's, for its certificate. What is done is done to POSTs whose path ends with `path`.
    Middleman(quint16 server, const QString &folder, const QByteArray &path);
    ~Middleman();

    quint16 port() const { return m_port; }

    // Each goes to the server a second time, and the second answer is the one that comes back.
    void repeat() { m_repeats = true; }
    // So many are never sent, and their connections end.
    void loseRequests(int count) { m_lostRequests = count; }
    // Of so many the server has answered, and nobody hears of it.
    void loseAnswers(int count) { m_lostAnswers = count; }
    // How many there were to do it to; of repeated ones both count.
    int sent() const { return m_sent; }

private:
    class Door;
    class Line;

    const quint16 m_server;
    const QByteArray m_path;
    QSslConfiguration m_tls;
    std::atomic<quint16> m_port{0};
    std::atomic<bool> m_repeats{false};
    std::atomic<int> m_lostRequests{0};
    std::atomic<int> m_lostAnswers{0};
    std::atomic<int> m_sent{0};
    QThread m_thread;
};

}  // namespace dw::test
