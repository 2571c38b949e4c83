// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/sqlite/connection.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

namespace dw::sqlite
{

// A thread with one connection and nothing more: work that is run on it blocks whoever asks, in the order of
// asking. For small stores without sessions and dictionary (StoreThread is the workspace's).
class ConnectionThread
{
public:
    using Opener = std::function<Result<std::unique_ptr<Connection>>()>;
    using Work = std::function<Result<void>(Connection &)>;

    explicit ConnectionThread(Opener opener);
    ~ConnectionThread();
    ConnectionThread(const ConnectionThread &) = delete;
    ConnectionThread &operator=(const ConnectionThread &) = delete;

    // Waits for the opening; its error if it failed.
    Result<void> waitUntilOpen();
    Result<void> run(const Work &work);
    // The same as one BEGIN IMMEDIATE transaction, rolled back where `work` fails.
    Result<void> write(const Work &work);

private:
    struct Job
    {
        const Work *work = nullptr;
        std::optional<Result<void>> done;
    };
    void main(const Opener &opener);

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::condition_variable m_done;
    std::deque<Job *> m_jobs;
    std::optional<Result<void>> m_open;
    bool m_stop = false;
    std::thread m_thread;
};

}  // namespace dw::sqlite
