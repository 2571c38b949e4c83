// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <functional>
#include <mutex>

namespace dw
{

// The body of an answer that is sent in pieces (a snapshot, live events). Holds at most `capacity` bytes,
// whatever is produced: a slow reader costs memory of that size and no thread.
//
// It is filled in one of two ways. Pushed: whoever has something calls offer() at any time, from any thread,
// and finish() at the end. Pulled: with setRefill() the server calls `refill` on a worker whenever half of
// the room is free, one call at a time, until finish() or fail(); a call that offers nothing is not repeated
// before wake().
class BodyStream
{
public:
    enum class Taken { Bytes, Nothing, End, Failed };

    explicit BodyStream(qsizetype capacity = 256 * 1024) : m_capacity(capacity) {}
    BodyStream(const BodyStream &) = delete;
    BodyStream &operator=(const BodyStream &) = delete;

    qsizetype capacity() const { return m_capacity; }
    qsizetype room() const;
    // All or nothing. False: no room at the moment, or the client has gone.
    bool offer(QByteArrayView bytes);
    void finish();  // what was offered is still sent
    void fail();    // the connection breaks, so that nobody takes the half for the whole
    bool isClosed() const;
    void wake();

    void setRefill(std::function<void(BodyStream &)> refill) { m_refill = std::move(refill); }
    // Called once when the client has gone or has got everything; any thread, must not block.
    void onClosed(std::function<void()> closed);

    // --- the server's side ---
    // `resume` is called when bytes may be taken after `take` said Nothing; `schedule` runs work on a worker.
    void attach(std::function<void()> resume, std::function<bool(std::function<void()>)> schedule);
    // Up to `size` bytes. Where it says Nothing it has called `pause` before anything could call `resume`.
    Taken take(char *to, qsizetype size, qsizetype *taken, const std::function<void()> &pause);
    void close();

private:
    void resumeIfPaused();
    void refillIfRoom();

    const qsizetype m_capacity;
    mutable std::mutex m_mutex;
    QByteArray m_bytes;
    qsizetype m_start = 0;
    bool m_ended = false;
    bool m_failed = false;
    bool m_closed = false;
    bool m_paused = false;
    bool m_refilling = false;
    bool m_dry = false;  // the last refill offered nothing
    std::function<void(BodyStream &)> m_refill;
    std::function<void()> m_onClosed;
    std::function<void()> m_resume;
    std::function<bool(std::function<void()>)> m_schedule;
};

}  // namespace dw
