// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/standalonejoin.h"
#include "core/sync/syncrunner.h"

#include <QObject>

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

class QThread;

namespace dw
{

// Bringing a standalone workspace along as a window asks for it: on a thread of its own, one step at a time.
// The joined workspace is open only while a step runs, so that it can be opened in a window afterwards. Ends
// with its owner: destroying it cancels and waits, which is soon.
class BringJob : public QObject
{
    Q_OBJECT

public:
    struct Wanted
    {
        QString joined;  // folder of the workspace that was enrolled
        QString alone;   // folder of the standalone one
        BringDecisions decisions;
        SyncRunner::Options sync;
        const Clock *clock = nullptr;
    };
    struct Told
    {
        BringPlan plan;
        std::optional<StandaloneJoin::Report> report;  // once it was brought
    };
    using Done = std::function<void(const Result<Told> &)>;

    explicit BringJob(QObject *parent = nullptr);
    ~BringJob() override;

    bool isRunning() const { return m_running; }
    // Of the application's thread; false, and nothing happens, while one runs. The plan comes after what the
    // server holds was fetched, at once where nothing was done alone; `bring` goes by what was fetched for
    // it.
    bool plan(const Wanted &wanted, Done done) { return start(wanted, Step::Plan, std::move(done)); }
    bool bring(const Wanted &wanted, Done done) { return start(wanted, Step::Bring, std::move(done)); }
    // The answer is the Error Cancelled "sync.cancelled", unless the step was through already.
    void cancel();

Q_SIGNALS:
    // On the application's thread.
    void fetched(int records);
    void progressed(const QString &object, int done, int total);

private:
    enum class Step { Plan, Bring };
    bool start(const Wanted &wanted, Step step, Done done);
    Result<Told> work(const Wanted &wanted, Step step, const std::function<void(int)> &fetched,
                      const StandaloneJoin::Tell &tell);
    Result<void> fetch(CommandRunner &runner, const SyncRunner::Options &options,
                       const std::function<void(int)> &fetched);

    std::unique_ptr<QThread> m_thread;
    bool m_running = false;
    std::atomic<bool> m_cancelled{false};
    std::mutex m_mutex;
    SyncRunner *m_sync = nullptr;
};

}  // namespace dw
