// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/importfeed.h"

#include "core/store/workspace.h"

#include <chrono>

namespace dw
{

namespace
{

// A job that a closing workspace drops never ends: its ticket is looked at this often.
constexpr std::chrono::milliseconds DroppedCheck{200};

}  // namespace

ImportFeed::ImportFeed(CommandRunner &runner, std::shared_ptr<ImportRecords> records, Mode mode,
                       QList<int> fields)
    : m_runner(runner), m_records(std::move(records)), m_mode(mode), m_fields(std::move(fields))
{}

// --- reading thread ---

Result<void> ImportFeed::waitFor(std::unique_lock<std::mutex> &lock, const std::function<bool()> &ready)
{
    while (!m_error && !ready()) {
        m_changed.wait_for(lock, DroppedCheck);
        if (m_job && m_job->isCancelled() && !ready())
            return Error(ErrorCode::Cancelled, QStringLiteral("import.cancelled"));
    }
    if (m_error)
        return *m_error;
    return {};
}

Result<void> ImportFeed::start()
{
    std::unique_lock lock(m_mutex);
    post();
    return waitFor(lock, [this] { return m_started; });
}

Result<void> ImportFeed::push(Batch batch)
{
    std::unique_lock lock(m_mutex);
    DW_TRY(waitFor(lock, [this] { return m_ready.size() < Ahead; }));
    m_ready.push_back(std::move(batch));
    if (m_mode == Mode::Portions && !m_job)
        post();
    m_changed.notify_all();
    return {};
}

Result<void> ImportFeed::close()
{
    std::unique_lock lock(m_mutex);
    m_closed = true;
    if (m_mode == Mode::Portions && !m_job)
        post();
    m_changed.notify_all();
    return waitFor(lock, [this] { return m_finished; });
}

void ImportFeed::stop()
{
    std::unique_lock lock(m_mutex);
    m_stopped = true;
    m_changed.notify_all();
    while (m_job && !m_job->isCancelled())
        m_changed.wait_for(lock, DroppedCheck);
    // What was refused by then is audited all the same. A dry run's one job has ended with it by itself.
    if (m_mode != Mode::Portions || !m_started || m_finished || m_job)
        return;
    lock.unlock();
    m_runner.workspace().writeNow([this](WriteSession &session) { m_records->noteRefusals(session); });
}

std::vector<ImportFeed::Batch> ImportFeed::takeDone()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_done, {});
}

ImportCounts ImportFeed::counts() const
{
    const std::lock_guard lock(m_mutex);
    return m_counts;
}

// With the lock held.
void ImportFeed::post()
{
    m_job = m_runner.workspace().write(Workspace::Priority::Batch,
                                       [self = shared_from_this()](WriteSession &session, const Ticket &) {
                                           if (self->m_mode == Mode::OneJob)
                                               self->oneJob(session);
                                           else
                                               self->job(session);
                                       });
}

// --- the store's thread ---

void ImportFeed::fail(const Error &error)
{
    const std::lock_guard lock(m_mutex);
    m_error = error;
}

Result<void> ImportFeed::startOn(WriteSession &session)
{
    DW_TRY(m_records->start(session, m_fields));
    const std::lock_guard lock(m_mutex);
    m_started = true;
    return {};
}

// One portion of the front batch, or one of finishing. True when nothing is to be done now.
Result<bool> ImportFeed::step(WriteSession &session)
{
    Batch *batch = nullptr;
    {
        const std::lock_guard lock(m_mutex);
        if (m_stopped || m_finished)
            return true;
        if (m_ready.empty() && !m_closed)
            return true;
        // Only this thread takes from the front, and a deque keeps its elements in place.
        if (!m_ready.empty())
            batch = &m_ready.front();
    }
    if (!batch) {
        DW_ASSIGN(const bool finished, m_records->finish(session));
        const std::lock_guard lock(m_mutex);
        m_finished = finished;
        return finished;
    }
    const std::span<const ImportRow> rows(batch->rows.data() + batch->done,
                                          batch->rows.size() - size_t(batch->done));
    DW_ASSIGN(const qsizetype done, m_records->run(session, rows, batch->outcomes));
    batch->done += done;
    const std::lock_guard lock(m_mutex);
    m_counts = m_records->counts();
    if (size_t(batch->done) == batch->rows.size()) {
        m_done.push_back(std::move(m_ready.front()));
        m_ready.pop_front();
    }
    return false;
}

void ImportFeed::job(WriteSession &session)
{
    bool started = false;
    {
        const std::lock_guard lock(m_mutex);
        started = m_started;
    }
    Result<void> done = started ? Result<void>() : startOn(session);
    if (started) {
        if (const Result<bool> stepped = step(session); !stepped.ok())
            done = stepped.error();
    }
    if (!done.ok())
        fail(done.error());
    const std::lock_guard lock(m_mutex);
    m_job.reset();
    if (!m_error && !m_stopped && !m_finished && (!m_ready.empty() || m_closed))
        post();
    m_changed.notify_all();
}

void ImportFeed::oneJob(WriteSession &session)
{
    Result<void> result = startOn(session);
    {
        const std::lock_guard lock(m_mutex);
        m_changed.notify_all();
    }
    while (result.ok()) {
        const Result<bool> stepped = step(session);
        if (!stepped.ok()) {
            result = stepped.error();
            break;
        }
        std::unique_lock lock(m_mutex);
        m_changed.notify_all();
        if (m_stopped || m_finished)
            break;
        if (*stepped)
            m_changed.wait_for(lock, DroppedCheck,
                               [this] { return !m_ready.empty() || m_closed || m_stopped; });
    }
    bool finished = false;
    {
        const std::lock_guard lock(m_mutex);
        finished = m_finished;
    }
    if (!finished)
        m_records->abandon(session);
    if (!result.ok())
        fail(result.error());
    const std::lock_guard lock(m_mutex);
    m_job.reset();
    m_changed.notify_all();
}

}  // namespace dw
