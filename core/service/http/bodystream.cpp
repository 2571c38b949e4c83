// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/http/bodystream.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace dw
{

qsizetype BodyStream::room() const
{
    const std::lock_guard lock(m_mutex);
    return m_closed || m_ended ? 0 : m_capacity - (m_bytes.size() - m_start);
}

bool BodyStream::offer(QByteArrayView bytes)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_closed || m_ended || m_bytes.size() - m_start + bytes.size() > m_capacity)
            return false;
        if (m_start > 0) {
            m_bytes.remove(0, m_start);
            m_start = 0;
        }
        m_bytes.append(bytes);
        m_dry = false;
    }
    resumeIfPaused();
    return true;
}

void BodyStream::finish()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ended = true;
    }
    resumeIfPaused();
}

void BodyStream::fail()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ended = true;
        m_failed = true;
    }
    resumeIfPaused();
}

bool BodyStream::isClosed() const
{
    const std::lock_guard lock(m_mutex);
    return m_closed;
}

void BodyStream::wake()
{
    {
        const std::lock_guard lock(m_mutex);
        m_dry = false;
    }
    refillIfRoom();
}

void BodyStream::onClosed(std::function<void()> closed)
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_closed) {
            m_onClosed = std::move(closed);
            return;
        }
    }
    closed();
}

void BodyStream::attach(std::function<void()> resume, std::function<bool(std::function<void()>)> schedule)
{
    {
        const std::lock_guard lock(m_mutex);
        m_resume = std::move(resume);
        m_schedule = std::move(schedule);
    }
    refillIfRoom();
}

BodyStream::Taken BodyStream::take(char *to, qsizetype size, qsizetype *taken,
                                   const std::function<void()> &pause)
{
    *taken = 0;
    {
        const std::lock_guard lock(m_mutex);
        if (m_failed)
            return Taken::Failed;
        const qsizetype there = m_bytes.size() - m_start;
        if (there == 0) {
            if (m_ended)
                return Taken::End;
            m_paused = true;
            pause();
        } else {
            *taken = std::min(size, there);
            std::memcpy(to, m_bytes.constData() + m_start, size_t(*taken));
            m_start += *taken;
            if (m_start == m_bytes.size()) {
                m_bytes = QByteArray();
                m_start = 0;
            }
        }
    }
    refillIfRoom();
    return *taken > 0 ? Taken::Bytes : Taken::Nothing;
}

void BodyStream::close()
{
    std::function<void()> closed;
    {
        const std::lock_guard lock(m_mutex);
        if (m_closed)
            return;
        m_closed = true;
        m_bytes = QByteArray();
        m_start = 0;
        m_resume = nullptr;
        closed = std::exchange(m_onClosed, nullptr);
    }
    if (closed)
        closed();
}

void BodyStream::resumeIfPaused()
{
    // Under the lock: once the connection has been resumed it may end, and `resume` with it.
    const std::lock_guard lock(m_mutex);
    if (m_paused && m_resume) {
        m_paused = false;
        m_resume();
    }
}

void BodyStream::refillIfRoom()
{
    std::function<bool(std::function<void()>)> schedule;
    {
        const std::lock_guard lock(m_mutex);
        const bool wanted = m_refill && m_schedule && !m_refilling && !m_ended && !m_closed && !m_dry &&
                            m_bytes.size() - m_start <= m_capacity / 2;
        if (!wanted)
            return;
        m_refilling = true;
        m_dry = true;
        schedule = m_schedule;
    }
    const bool queued = schedule([this] {
        m_refill(*this);
        {
            const std::lock_guard lock(m_mutex);
            m_refilling = false;
        }
        refillIfRoom();
    });
    if (!queued)
        fail();
}

}  // namespace dw
