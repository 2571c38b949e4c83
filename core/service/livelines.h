// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandrunner.h"
#include "core/service/accountservice.h"
#include "core/service/headsource.h"
#include "core/service/http/answer.h"
#include "core/service/reachindex.h"
#include "core/sync/syncaccess.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

namespace dw
{

// The laptops that want to hear at once when there is something for them (sync-protocol.md 3.21): lines of
// events that stay open, and questions that are answered when there is something. Nobody is told of a commit
// that touched nothing of what their user reaches. One thread for all of them; who is told is worked out on a
// reader of the store, once for all who reach the same. A line whose session, device or user does not stand
// any more ends at once.
class LiveLines
{
public:
    using Clock = std::chrono::steady_clock;
    using Milliseconds = std::chrono::milliseconds;

    struct Options
    {
        Milliseconds beat{20'000};  // a sign of life; every third asks whether the session still stands
        Milliseconds gap{200};      // between two pokes of one line
        Milliseconds spread{100};   // over so long pokes of a change are spread, fewer than `crowd` over less
        int crowd = 500;  // above it, of those who hear of it, laptops spread what they do then, too
        Milliseconds crowdSpread{300};
        Milliseconds round{20};        // between two looks at the history
        Milliseconds retry{500};       // more of it after one that failed
        int perDevice = 2;             // the oldest ends for another one
        int capacity = 2'000;          // lines, of which the load is a share
        Milliseconds longest{25'000};  // that a question waits
    };

    LiveLines(CommandRunner &runner, std::shared_ptr<const SyncAccess> access, const ServiceContext &context,
              HeadSource &source, const Options &options);
    ~LiveLines();
    LiveLines(const LiveLines &) = delete;
    LiveLines &operator=(const LiveLines &) = delete;

    // GET /sync/events?after=SEQ: what the device knows; nothing: all.
    HttpResponse listen(const Caller &caller, std::optional<qint64> after);
    // GET /sync/wait?after=SEQ&timeout=S: {head, changed}; `changed` false after the time.
    void wait(const Caller &caller, std::optional<qint64> after, Milliseconds timeout, const Answer &answer);
    // A session, or all of a device or user, may not stand any more; null: anything.
    void recheck(const Id &what);
    // Says goodbye to all: each is told when to come again, spread.
    void drain();

    int lines() const;
    qint64 pokes() const { return m_pokes; }
    // 0 to 100: what a laptop spreads its return by.
    int load() const;

private:
    struct Line;
    struct Shared;
    using LinePtr = std::shared_ptr<Line>;
    using Sending = std::vector<std::function<void()>>;

    LinePtr makeLine(const Caller &caller);
    void open(const LinePtr &line, std::optional<qint64> after);
    void evictOver(const LinePtr &newest, Sending &send);
    void remove(const LinePtr &line);
    Clock::time_point wholeTick(Clock::time_point time) const;
    void schedule(const LinePtr &line);
    // `told`: so many lines hear of it.
    void poke(const LinePtr &line, qint64 head, bool other, int told);

    void run();
    void act(const LinePtr &line, Clock::time_point now, Sending &send, std::vector<LinePtr> &unsure);
    void sendPoke(const LinePtr &line, Clock::time_point now, Sending &send);
    void answerWait(const LinePtr &line, bool changed, Sending &send);
    void end(const LinePtr &line, Sending &send);
    void checkStanding(const std::vector<LinePtr> &lines);
    bool stands(const Line &line) const;
    int chance(int below) const;

    // On a reader of the store.
    void look(ReadSession &session);
    void lookAgain();
    void lookBack(ReadSession &session, const LinePtr &line, qint64 after);
    void renewReaches();
    bool isTouched(ReadSession &session, const LedgerReach &reach, qint64 after);

    CommandRunner &m_runner;
    const std::shared_ptr<const SyncAccess> m_access;
    const ServiceContext &m_context;
    HeadSource &m_source;
    const Options m_options;
    std::shared_ptr<Shared> m_shared;  // what jobs of the store and streams may outlive this by
    QMetaObject::Connection m_configurations;
    QMetaObject::Connection m_commits;

    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::map<quint64, LinePtr> m_lines;  // the oldest first
    std::set<std::pair<Clock::time_point, quint64>> m_queue;
    QHash<Id, int> m_linesOf;  // of users
    ReachIndex m_reaches;
    std::vector<Id> m_unsure;  // see recheck()
    quint64 m_last = 0;
    qint64 m_head = -1;  // up to which the history was looked at
    Clock::time_point m_looked;
    bool m_moved = true;
    bool m_looking = false;
    bool m_renew = false;
    bool m_draining = false;
    bool m_stop = false;
    std::atomic<qint64> m_pokes{0};
    std::thread m_thread;
};

}  // namespace dw
