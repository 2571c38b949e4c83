// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace dw
{

// Which of its kind a job waits behind. A lane has so many jobs running at once and so many waiting, so that
// slow work (passwords, snapshots) leaves threads for quick work.
enum class Lane { Quick, Password, Write, Read, Stream };
inline constexpr int LaneCount = 5;

// The threads on which handlers run. Thread-safe.
class WorkerPool
{
public:
    struct LaneSize
    {
        int running = 1;
        int waiting = 256;
    };
    struct Options
    {
        std::array<LaneSize, LaneCount> lanes;
        static Options forCores(int cores);
    };
    explicit WorkerPool(const Options &options);
    ~WorkerPool() { stop(); }
    WorkerPool(const WorkerPool &) = delete;
    WorkerPool &operator=(const WorkerPool &) = delete;

    // False: the lane is full or the pool ends; nothing was queued.
    bool post(Lane lane, std::function<void()> job);
    // Takes nothing more and waits until all that was queued has run.
    void stop();
    int waiting(Lane lane) const;
    int running(Lane lane) const;

private:
    struct Queue
    {
        LaneSize size;
        std::deque<std::function<void()>> jobs;
        int running = 0;
    };
    void work();
    Queue *runnable();

    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::array<Queue, LaneCount> m_queues;
    bool m_stop = false;
    std::vector<std::thread> m_threads;
};

}  // namespace dw
