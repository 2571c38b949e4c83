// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSslConfiguration>
#include <QThread>

#include <atomic>
#include <memory>

namespace dw::test
{

// A line between laptops and a server that breaks as it is told. On a thread of its own; every setter counts
// for the connections that are made after it.
class FaultLine
{
public:
    explicit FaultLine(quint16 server);
    ~FaultLine();

    quint16 port() const { return m_port; }

    void repair();
    // Each connection is cut after so many bytes in both directions together.
    void cutAfter(qint64 bytes) { m_cutAfter = bytes; }
    // What either side says comes so much later.
    void delay(int ms) { m_delayMs = ms; }
    // No more comes through in either direction; 0: as fast as it goes.
    void narrow(int bytesPerSecond) { m_bytesPerSecond = bytesPerSecond; }
    // Takes connections, and nothing ever comes out of them again after so many bytes.
    void swallowAfter(qint64 bytes) { m_swallowAfter = bytes; }
    // From now on nothing comes through, also of connections that are there; none is closed.
    void freeze() { m_frozen = true; }
    // Lets answers through whole, as a proxy that collects them does: with the server's own certificate.
    void collectAnswers(const QByteArray &certificateFile, const QByteArray &keyFile);
    // Answers itself, with the server's own certificate: a page of HTML, as a hotel's network does, or a
    // redirection.
    void answerWith(const QByteArray &head, const QByteArray &certificateFile, const QByteArray &keyFile);

    int connections() const { return m_connections; }

private:
    class Door;
    friend class Door;
    void wear(const QByteArray &certificateFile, const QByteArray &keyFile);

    const quint16 m_server;
    std::atomic<quint16> m_port{0};
    std::atomic<qint64> m_cutAfter{-1};
    std::atomic<qint64> m_swallowAfter{-1};
    std::atomic<int> m_delayMs{0};
    std::atomic<int> m_bytesPerSecond{0};
    std::atomic<int> m_connections{0};
    std::atomic<bool> m_answers{false};
    std::atomic<bool> m_collects{false};
    std::atomic<bool> m_frozen{false};
    QByteArray m_answer;
    QSslConfiguration m_tls;
    QThread m_thread;
};

}  // namespace dw::test
