// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/http/workerpool.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace dw
{

WorkerPool::Options WorkerPool::Options::forCores(int cores)
{
    cores = std::max(1, cores);
    Options options;
    options.lanes[size_t(Lane::Quick)] = {std::max(2, cores), 2048};
    // Each costs 64 MiB and a tenth of a second of a core.
    options.lanes[size_t(Lane::Password)] = {std::max(1, cores / 2), 128};
    // Commands run one at a time in a workspace; more threads would only wait for each other.
    options.lanes[size_t(Lane::Write)] = {2, 2048};
    options.lanes[size_t(Lane::Read)] = {std::max(2, cores), 4096};
    options.lanes[size_t(Lane::Stream)] = {2 * cores, 4096};
    return options;
}

WorkerPool::WorkerPool(const Options &options)
{
    int threads = 0;
    for (size_t lane = 0; lane < options.lanes.size(); ++lane) {
        m_queues[lane].size = options.lanes[lane];
        threads += options.lanes[lane].running;
    }
    for (int i = 0; i < threads; ++i)
        m_threads.emplace_back([this] { work(); });
}

void WorkerPool::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_all();
    for (std::thread &thread : m_threads)
        thread.join();
    m_threads.clear();
}

bool WorkerPool::post(Lane lane, std::function<void()> job)
{
    {
        const std::lock_guard lock(m_mutex);
        Queue &queue = m_queues[size_t(lane)];
        if (m_stop || queue.jobs.size() >= size_t(queue.size.waiting))
            return false;
        queue.jobs.push_back(std::move(job));
    }
    m_wake.notify_one();
    return true;
}

int WorkerPool::waiting(Lane lane) const
{
    const std::lock_guard lock(m_mutex);
    return int(m_queues[size_t(lane)].jobs.size());
}

int WorkerPool::running(Lane lane) const
{
    const std::lock_guard lock(m_mutex);
    return m_queues[size_t(lane)].running;
}

WorkerPool::Queue *WorkerPool::runnable()
{
    const auto found = std::find_if(m_queues.begin(), m_queues.end(), [](const Queue &queue) {
        return !queue.jobs.empty() && queue.running < queue.size.running;
    });
    return found == m_queues.end() ? nullptr : &*found;
}

void WorkerPool::work()
{
    std::unique_lock lock(m_mutex);
    while (true) {
        Queue *queue = nullptr;
        m_wake.wait(lock, [&] { return (queue = runnable()) || m_stop; });
        if (!queue)
            return;
        std::function<void()> job = std::move(queue->jobs.front());
        queue->jobs.pop_front();
        ++queue->running;
        lock.unlock();
        job();
        job = nullptr;
        lock.lock();
        --queue->running;
        // A place in the lane is free; the thread that could take it may be asleep.
        if (runnable())
            m_wake.notify_one();
    }
}

}  // namespace dw
