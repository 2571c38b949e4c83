// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ticket.h"
#include "core/commands/importrecords.h"

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <vector>

namespace dw
{

// Carries rows from the thread that reads a file to the store's thread and outcomes back, in order, a few
// batches ahead at most.
class ImportFeed : public std::enable_shared_from_this<ImportFeed>
{
public:
    struct Batch
    {
        std::vector<ImportRow> rows;
        QList<ImportOutcome> outcomes;
        qsizetype done = 0;
    };

    // A dry run is one job that ends with close() or stop(); else each portion is a job of its own.
    enum class Mode { Portions, OneJob };
    ImportFeed(CommandRunner &runner, std::shared_ptr<ImportRecords> records, Mode mode, QList<int> fields);

    // --- reading thread; each waits and gives the error that stopped the store's side ---
    Result<void> start();
    Result<void> push(Batch batch);
    // All rows were pushed: waits for the last and finishes.
    Result<void> close();
    // Stops after the running portion.
    void stop();
    // Batches done since the last call.
    std::vector<Batch> takeDone();
    ImportCounts counts() const;

private:
    static constexpr size_t Ahead = 3;

    void post();
    void job(WriteSession &session);
    void oneJob(WriteSession &session);
    Result<void> startOn(WriteSession &session);
    Result<bool> step(WriteSession &session);
    void fail(const Error &error);
    Result<void> waitFor(std::unique_lock<std::mutex> &lock, const std::function<bool()> &ready);

    CommandRunner &m_runner;
    std::shared_ptr<ImportRecords> m_records;
    Mode m_mode;
    QList<int> m_fields;

    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Batch> m_ready;
    std::vector<Batch> m_done;
    std::optional<Error> m_error;
    std::optional<Ticket> m_job;  // posted and not yet ended
    ImportCounts m_counts;
    bool m_started = false;
    bool m_closed = false;
    bool m_stopped = false;
    bool m_finished = false;
};

}  // namespace dw
