// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/http/connectionwatch.h"

#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>

namespace dw
{

namespace
{

using namespace std::chrono_literals;

constexpr auto SweepEvery = 500ms;
constexpr int BytesOfNetwork = 8;  // IPv6: a household or company has a /64

QByteArray originOf(const sockaddr *address)
{
    if (address && address->sa_family == AF_INET) {
        const auto *four = reinterpret_cast<const sockaddr_in *>(address);
        return QByteArray(reinterpret_cast<const char *>(&four->sin_addr), sizeof four->sin_addr);
    }
    if (address && address->sa_family == AF_INET6) {
        const auto *six = reinterpret_cast<const sockaddr_in6 *>(address);
        const auto *bytes = reinterpret_cast<const char *>(&six->sin6_addr);
        return IN6_IS_ADDR_V4MAPPED(&six->sin6_addr) ? QByteArray(bytes + 12, 4)
                                                     : QByteArray(bytes, BytesOfNetwork);
    }
    return {};
}

}  // namespace

ConnectionWatch::ConnectionWatch(int perOrigin, int headMs)
    : m_perOrigin(perOrigin), m_headMs(headMs), m_sweeper([this] { sweep(); })
{}

ConnectionWatch::~ConnectionWatch()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_all();
    m_sweeper.join();
}

ConnectionWatch::Connection *ConnectionWatch::opened(int descriptor, const sockaddr *address)
{
    const std::lock_guard lock(m_mutex);
    m_connections.emplace_front();
    Connection &connection = m_connections.front();
    connection.self = m_connections.begin();
    connection.descriptor = descriptor;
    connection.origin = originOf(address);
    connection.deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(m_headMs);
    const int ofOrigin = connection.origin.isEmpty() ? 0 : ++m_origins[connection.origin];
    if (m_perOrigin > 0 && ofOrigin > m_perOrigin) {
        ++m_refused;
        cut(connection);
    }
    return &connection;
}

void ConnectionWatch::closed(Connection *connection)
{
    const std::lock_guard lock(m_mutex);
    if (!connection->origin.isEmpty()) {
        const auto count = m_origins.find(connection->origin);
        if (--*count == 0)
            m_origins.erase(count);
    }
    m_connections.erase(connection->self);
}

void ConnectionWatch::enter(Connection *connection, Step step, int ms)
{
    const std::lock_guard lock(m_mutex);
    connection->step = step;
    connection->deadline =
        ms == 0 ? Time::max() : std::chrono::steady_clock::now() + std::chrono::milliseconds(ms);
    if (m_draining && step == Step::Idle)
        cut(*connection);
}

void ConnectionWatch::drain()
{
    const std::lock_guard lock(m_mutex);
    m_draining = true;
    for (Connection &connection : m_connections) {
        if (connection.step == Step::Idle || connection.step == Step::Head)
            cut(connection);
    }
}

int ConnectionWatch::open() const
{
    const std::lock_guard lock(m_mutex);
    return int(m_connections.size());
}

qint64 ConnectionWatch::late() const
{
    const std::lock_guard lock(m_mutex);
    return m_late;
}

qint64 ConnectionWatch::refused() const
{
    const std::lock_guard lock(m_mutex);
    return m_refused;
}

// The library sees the end of the stream and closes; the descriptor stays its own.
void ConnectionWatch::cut(Connection &connection)
{
    if (!connection.cut)
        ::shutdown(connection.descriptor, SHUT_RDWR);
    connection.cut = true;
}

void ConnectionWatch::sweep()
{
    std::unique_lock lock(m_mutex);
    while (!m_stop) {
        m_wake.wait_for(lock, SweepEvery);
        const Time now = std::chrono::steady_clock::now();
        for (Connection &connection : m_connections) {
            if (!connection.cut && connection.deadline < now) {
                ++m_late;
                cut(connection);
            }
        }
    }
}

}  // namespace dw
