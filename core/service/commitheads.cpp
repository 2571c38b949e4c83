// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/commitheads.h"

#include <utility>

namespace dw
{

void CommitHeads::start(std::function<void()> moved)
{
    m_told->moved = std::move(moved);
    m_commits = QObject::connect(
        &m_runner, &CommandRunner::committed, &m_runner,
        [told = m_told] {
            const std::lock_guard lock(told->mutex);
            if (told->moved)
                told->moved();
        },
        Qt::DirectConnection);
}

void CommitHeads::stop()
{
    QObject::disconnect(m_commits);
    const std::lock_guard lock(m_told->mutex);
    m_told->moved = nullptr;
}

}  // namespace dw
