// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/filesync.h"
#include "core/sync/serverline.h"
#include "core/sync/syncclient.h"

#include <QElapsedTimer>
#include <QObject>
#include <QSet>

#include <memory>
#include <mutex>
#include <optional>

class QThread;

namespace dw
{

// One synchronisation of a joined workspace, from end to end.
struct SyncReport
{
    bool online = false;  // the server answered
    int pushed = 0;       // transactions that it answered for good: the sum of the next three
    int applied = 0;
    int merged = 0;
    int rejected = 0;
    int pulled = 0;   // aggregates that were written or taken away here
    int waiting = 0;  // transactions that it has not answered
    int inbox = 0;    // what waits for a person
    int filesSent = 0;
    int filesFetched = 0;
    bool filesHeld = false;         // files that would have gone or come wait (SyncRunner::Files::Hold)
    qint64 reached = 0;             // the commit of the server up to which it is here; 0: not known
    std::optional<qint64> aheadMs;  // by how much this computer's clock is ahead of the server's
    bool unclean = false;           // what was taken away has left traces in the file that wait for a pause
    std::optional<Error> error;     // why it ended early; nothing: laptop and server are in step
};

// What is being done at the moment.
struct SyncProgress
{
    enum class Phase { Greeting, Pushing, Pulling, Fetching, Files } phase = Phase::Greeting;
    int pushed = 0;
    int pulled = 0;
};

// Brings a joined workspace and its server together over HTTPS: pushes until nothing waits, pulls until
// nothing is left, fetches what a scope held before it came; then the files of attachments. Works on a thread
// of its own, with the store's writer behind whatever the user does. The runner must have an OutboxWriter as
// its hook (prepareJoined()); it must outlive this.
class SyncRunner : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        HttpTransport::Limits limits;
        Patience patience;
        // What other lines of this workspace share; nothing: each run signs in by itself.
        std::shared_ptr<SignIn> signIn;
        int wholeMs = 0;                    // after so long it ends as after "sync.timed_out"; 0: never
        std::optional<LaptopPolicy> files;  // in place of what the server says
    };

    SyncRunner(CommandRunner &runner, const Options &options);
    ~SyncRunner() override;  // cancels and waits

    // What becomes of the files of attachments, which are large.
    enum class Files {
        Bring,  // behind everything else
        Hold,   // on a line that costs by its bytes (features: U31); but those that a move waits for go
    };
    // One at a time: false while one runs. Ends with ended().
    bool start(Files files = Files::Bring);
    // Ends soon, with the error Cancelled "sync.cancelled"; what was taken over stays.
    void cancel();
    // Blocks until what was started has ended.
    void wait();
    // Blocks until it has ended; for the command line and tests.
    SyncReport runNow(Files files = Files::Bring);

Q_SIGNALS:
    // From the runner's own thread.
    void progressed(const dw::SyncProgress &progress);
    void ended(const dw::SyncReport &report);

private:
    class Run;
    SyncReport work();
    bool wasGreeted() const;

    CommandRunner &m_runner;
    const Options m_options;
    std::mutex m_mutex;
    HttpTransport *m_transport = nullptr;  // of the running one, for cancel()
    bool m_cancelled = false;
    std::unique_ptr<QThread> m_thread;
    SyncReport m_report;
    QElapsedTimer m_greeted;       // the last run that went well
    bool m_filesLookedAt = false;  // since the program began
    Files m_files = Files::Bring;
    std::optional<bool> m_filesHeld;  // files wait; nothing: not looked at since they were brought
};

}  // namespace dw

Q_DECLARE_METATYPE(dw::SyncReport)
Q_DECLARE_METATYPE(dw::SyncProgress)
