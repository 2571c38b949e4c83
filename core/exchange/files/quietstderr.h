// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <fcntl.h>
#include <unistd.h>

#include <cstdio>

namespace dw
{

// While it lives nothing reaches the standard error of the process: libxlsxwriter writes its own lines there
// before it returns the error that we put into words. Short: it holds for other threads too.
class QuietStderr
{
public:
    QuietStderr() : m_kept(::fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3))
    {
        const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
        if (m_kept >= 0 && nowhere >= 0) {
            std::fflush(stderr);
            ::dup2(nowhere, STDERR_FILENO);
        }
        if (nowhere >= 0)
            ::close(nowhere);
    }
    ~QuietStderr()
    {
        if (m_kept < 0)
            return;
        std::fflush(stderr);
        ::dup2(m_kept, STDERR_FILENO);
        ::close(m_kept);
    }
    QuietStderr(const QuietStderr &) = delete;
    QuietStderr &operator=(const QuietStderr &) = delete;

private:
    int m_kept;
};

}  // namespace dw
