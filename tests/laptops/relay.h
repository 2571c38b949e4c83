// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QThread>

#include <atomic>

namespace dw::test
{

// What stands before several servers: each connection goes to the next of them in turn, and past those that
// do not take it. On a thread of its own.
class Relay
{
public:
    explicit Relay(const QList<quint16> &servers);
    ~Relay();

    quint16 port() const { return m_port; }

private:
    class Door;

    std::atomic<quint16> m_port{0};
    QThread m_thread;
};

}  // namespace dw::test
