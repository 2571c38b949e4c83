// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/workspace.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

namespace dw
{

// Work on the store's writer, behind what the user does, that somebody on another thread waits for: at once
// (onWriter()) or when it has done something else meanwhile. What it names of the caller's stack has to be
// there until wait() came back.
template <typename T>
class WriterJob
{
public:
    using Work = std::function<Result<T>(WriteSession &)>;

    WriterJob(Workspace &workspace, Work work) : m_shared(std::make_shared<Shared>())
    {
        auto job = std::make_shared<Job>();
        job->shared = m_shared;
        workspace.write(Workspace::Priority::Batch, [job = std::move(job), work = std::move(work)](
                                                        WriteSession &session, const Ticket &) {
            Result<T> result = work(session);
            const std::lock_guard lock(job->shared->mutex);
            job->shared->result = std::move(result);
            job->shared->changed.notify_all();
        });
    }

    // Cancelled "sync.cancelled" where the store closed before it was begun.
    Result<T> wait()
    {
        std::unique_lock lock(m_shared->mutex);
        m_shared->changed.wait(lock, [&] { return m_shared->result || m_shared->dropped; });
        if (!m_shared->result)
            return Error(ErrorCode::Cancelled, QStringLiteral("sync.cancelled"));
        return std::move(*m_shared->result);
    }

private:
    struct Shared
    {
        std::mutex mutex;
        std::condition_variable changed;
        std::optional<Result<T>> result;
        bool dropped = false;
    };
    // Held by the job alone: gone without having run where the store closes.
    struct Job
    {
        ~Job()
        {
            const std::lock_guard lock(shared->mutex);
            shared->dropped = true;
            shared->changed.notify_all();
        }
        std::shared_ptr<Shared> shared;
    };

    std::shared_ptr<Shared> m_shared;
};

template <typename T>
Result<T> onWriter(Workspace &workspace, const std::function<Result<T>(WriteSession &)> &work)
{
    return WriterJob<T>(workspace, [&work](WriteSession &session) { return work(session); }).wait();
}

// In a transaction of its own.
inline Result<void> saveOnWriter(Workspace &workspace, Durability durability,
                                 const std::function<Result<void>(WriteSession &)> &work)
{
    const auto saved = onWriter<bool>(workspace, [&](WriteSession &session) -> Result<bool> {
        const auto save = [&]() -> Result<void> {
            DW_TRY(session.begin(durability));
            DW_TRY(work(session));
            return session.commit();
        };
        if (const Result<void> done = save(); !done.ok()) {
            session.rollback();
            return done.error();
        }
        return true;
    });
    return saved.ok() ? Result<void>() : Result<void>(saved.error());
}

}  // namespace dw
