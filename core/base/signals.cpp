// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/signals.h"

#include <sys/signalfd.h>
#include <unistd.h>

#include <csignal>

namespace dw
{

Signals::Signals()
{
    sigset_t wanted{};
    sigemptyset(&wanted);
    for (const int one : {SIGTERM, SIGINT, SIGHUP})
        sigaddset(&wanted, one);
    pthread_sigmask(SIG_BLOCK, &wanted, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    m_descriptor = ::signalfd(-1, &wanted, SFD_NONBLOCK | SFD_CLOEXEC);
    if (m_descriptor < 0)
        return;
    m_notifier = std::make_unique<QSocketNotifier>(m_descriptor, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &Signals::read);
}

Signals::~Signals()
{
    m_notifier.reset();
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

void Signals::read()
{
    signalfd_siginfo info{};
    while (::read(m_descriptor, &info, sizeof info) == ssize_t(sizeof info)) {
        if (info.ssi_signo == SIGHUP)
            Q_EMIT hangUp();
        else
            Q_EMIT terminate();
    }
}

}  // namespace dw
