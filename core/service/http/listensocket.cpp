// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/http/listensocket.h"

#include <QFile>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace dw
{

namespace
{

constexpr int Backlog = 1024;

Error cannotListen(const QString &where)
{
    return Error(ErrorCode::Network, QStringLiteral("service.cannot_listen"),
                 {where, QString::fromLocal8Bit(std::strerror(errno))});
}

}  // namespace

ListenSocket::ListenSocket(ListenSocket &&other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
    , m_port(other.m_port)
    , m_path(std::exchange(other.m_path, {}))
{}

ListenSocket &ListenSocket::operator=(ListenSocket &&other) noexcept
{
    if (this != &other) {
        close();
        m_descriptor = std::exchange(other.m_descriptor, -1);
        m_port = other.m_port;
        m_path = std::exchange(other.m_path, {});
    }
    return *this;
}

Result<ListenSocket> ListenSocket::tcp(const QString &address, quint16 port)
{
    sockaddr_storage storage{};
    socklen_t size = 0;
    auto *four = reinterpret_cast<sockaddr_in *>(&storage);
    auto *six = reinterpret_cast<sockaddr_in6 *>(&storage);
    const QByteArray text = address.toLatin1();
    if (::inet_pton(AF_INET, text.constData(), &four->sin_addr) == 1) {
        four->sin_family = AF_INET;
        four->sin_port = htons(port);
        size = sizeof(sockaddr_in);
    } else if (::inet_pton(AF_INET6, text.constData(), &six->sin6_addr) == 1) {
        six->sin6_family = AF_INET6;
        six->sin6_port = htons(port);
        size = sizeof(sockaddr_in6);
    } else {
        errno = EINVAL;
        return cannotListen(address);
    }
    const QString where = QStringLiteral("%1:%2").arg(address).arg(port);
    ListenSocket listening;
    listening.m_descriptor = ::socket(storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (listening.m_descriptor < 0)
        return cannotListen(where);
    const int on = 1;
    const int off = 0;
    ::setsockopt(listening.m_descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (storage.ss_family == AF_INET6)
        ::setsockopt(listening.m_descriptor, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off);
    if (::bind(listening.m_descriptor, reinterpret_cast<sockaddr *>(&storage), size) != 0 ||
        ::listen(listening.m_descriptor, Backlog) != 0)
        return cannotListen(where);
    if (::getsockname(listening.m_descriptor, reinterpret_cast<sockaddr *>(&storage), &size) != 0)
        return cannotListen(where);
    listening.m_port = ntohs(storage.ss_family == AF_INET ? four->sin_port : six->sin6_port);
    return listening;
}

Result<ListenSocket> ListenSocket::local(const QString &path)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const QByteArray name = QFile::encodeName(path);
    if (name.size() >= qsizetype(sizeof address.sun_path)) {
        errno = ENAMETOOLONG;
        return cannotListen(path);
    }
    std::memcpy(address.sun_path, name.constData(), size_t(name.size()));
    const auto *generic = reinterpret_cast<const sockaddr *>(&address);
    const int probe = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (probe < 0)
        return cannotListen(path);
    const bool answered = ::connect(probe, generic, sizeof address) == 0;
    ::close(probe);
    if (answered)
        return Error(ErrorCode::Conflict, QStringLiteral("service.socket_in_use"), {path});
    struct stat known
    {};
    if (::lstat(name.constData(), &known) == 0 && S_ISSOCK(known.st_mode))
        ::unlink(name.constData());
    ListenSocket listening;
    listening.m_descriptor = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (listening.m_descriptor < 0 || ::bind(listening.m_descriptor, generic, sizeof address) != 0)
        return cannotListen(path);
    listening.m_path = name;
    // The proxy comes in by the group.
    if (::chmod(name.constData(), 0660) != 0 || ::listen(listening.m_descriptor, Backlog) != 0)
        return cannotListen(path);
    return listening;
}

void ListenSocket::close()
{
    if (m_descriptor >= 0)
        ::close(std::exchange(m_descriptor, -1));
    if (!m_path.isEmpty())
        ::unlink(std::exchange(m_path, {}).constData());
}

QString addressText(const sockaddr *address)
{
    if (!address)
        return {};
    char text[INET6_ADDRSTRLEN] = {};
    if (address->sa_family == AF_INET) {
        const auto *four = reinterpret_cast<const sockaddr_in *>(address);
        ::inet_ntop(AF_INET, &four->sin_addr, text, sizeof text);
    } else if (address->sa_family == AF_INET6) {
        const auto *six = reinterpret_cast<const sockaddr_in6 *>(address);
        if (IN6_IS_ADDR_V4MAPPED(&six->sin6_addr))
            ::inet_ntop(AF_INET, &six->sin6_addr.s6_addr[12], text, sizeof text);
        else
            ::inet_ntop(AF_INET6, &six->sin6_addr, text, sizeof text);
    }
    return QString::fromLatin1(text);
}

}  // namespace dw
