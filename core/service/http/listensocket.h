// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

struct sockaddr;

namespace dw
{

// A socket that listens; closed at the end, and a Unix socket's file removed.
class ListenSocket
{
public:
    ListenSocket() = default;
    ~ListenSocket() { close(); }
    ListenSocket(ListenSocket &&other) noexcept;
    ListenSocket &operator=(ListenSocket &&other) noexcept;
    ListenSocket(const ListenSocket &) = delete;
    ListenSocket &operator=(const ListenSocket &) = delete;

    // An IPv4 or IPv6 address in digits; "::" takes both kinds. Port 0: any free one. Network
    // "service.cannot_listen" (address, reason).
    static Result<ListenSocket> tcp(const QString &address, quint16 port);
    // A file on which somebody listens is Conflict "service.socket_in_use"; one left behind is replaced.
    static Result<ListenSocket> local(const QString &path);

    int descriptor() const { return m_descriptor; }
    quint16 port() const { return m_port; }
    void close();

private:
    int m_descriptor = -1;
    quint16 m_port = 0;
    QByteArray m_path;
};

// "192.0.2.7", "2001:db8::7"; IPv4 in IPv6 as IPv4; empty for any other kind.
QString addressText(const sockaddr *address);

}  // namespace dw
