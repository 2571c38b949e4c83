// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>

#include <chrono>
#include <condition_variable>
#include <list>
#include <mutex>
#include <thread>

struct sockaddr;

namespace dw
{

// Every open connection with the moment until which its present step must be over. A time-out of inactivity
// does not stop a client that sends a byte a second; this does: once a second whatever is late is cut off.
// Thread-safe.
class ConnectionWatch
{
public:
    using Time = std::chrono::steady_clock::time_point;
    enum class Step { Head, Body, Handler, Answer, Idle };

    struct Connection
    {
        int descriptor = -1;
        QByteArray origin;  // whom the cap counts: an IPv4 address or an IPv6 /64; empty: nobody
        Step step = Step::Head;
        Time deadline;
        bool cut = false;
        const void *owner = nullptr;  // whoever opened it may leave something here
        std::list<Connection>::iterator self;
    };

    // 0 an address: no cap.
    ConnectionWatch(int perOrigin, int headMs);
    ~ConnectionWatch();
    ConnectionWatch(const ConnectionWatch &) = delete;
    ConnectionWatch &operator=(const ConnectionWatch &) = delete;

    // Cuts it off at once where its origin has too many.
    Connection *opened(int descriptor, const sockaddr *address);
    void closed(Connection *connection);  // before its descriptor is closed
    // `ms` 0: without an end.
    void enter(Connection *connection, Step step, int ms);
    // Idle ones are cut off, now and from now on.
    void drain();

    int open() const;
    qint64 late() const;     // cut off for being late, ever
    qint64 refused() const;  // cut off for having too many, ever

private:
    void sweep();
    void cut(Connection &connection);

    const int m_perOrigin;
    const int m_headMs;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::list<Connection> m_connections;
    QHash<QByteArray, int> m_origins;
    qint64 m_late = 0;
    qint64 m_refused = 0;
    bool m_draining = false;
    bool m_stop = false;
    std::thread m_sweeper;
};

}  // namespace dw
