// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/pokelistener.h"
#include "core/sync/syncpace.h"
#include "core/sync/syncrunner.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>

namespace dw
{

// Where a laptop stands with its server.
struct SyncStatus
{
    enum class State {
        Idle,  // in step, as far as is known here
        Syncing,
        Offline,       // it did not work, `error` says why; it is tried again by itself
        SignInNeeded,  // `error`: sign_in_again or password_must_change; syncNow() after that was done
        Stopped,  // `error`: the server ended it (revoked, wiped, disabled, must upgrade); only syncNow()
                  // asks again
    };
    State state = State::Offline;
    Instant since;       // of the state; Syncing after Offline begins anew
    Instant lastSynced;  // when all was in step last, also before this program was started; 0: never
    int waiting = 0;     // transactions that the server has not answered
    int inbox = 0;       // what waits for a person
    std::optional<SyncProgress> progress;  // while Syncing
    std::optional<Error> error;            // of the last attempt; also while it is tried again
    bool filesHeld = false;                // files wait, as the line costs by its bytes (features: U31)
    qint64 aheadMs = 0;  // this computer's clock before the server's, as far as the server said

    // B12: a clock that differs by more says so.
    static constexpr qint64 MostAheadMs = 5 * 60'000;
    bool hasWrongClock() const { return aheadMs > MostAheadMs || aheadMs < -MostAheadMs; }

    bool isOnline() const { return state == State::Idle || (state == State::Syncing && !error); }
};

// Keeps a joined workspace in step with its server: at the start, after every own commit, when the server has
// something, when a network comes, and by itself now and then. Lives on the application's thread and never
// blocks it, but for stop(); the work is done on threads of its own. The runner must have been through
// prepareJoined() and must outlive this.
class SyncAgent : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        Options();

        SyncRunner::Options run;  // tries a thing twice at most; the agent itself is patient
        SyncPace::Times times;
        PokeListener::Options listen;
    };

    explicit SyncAgent(CommandRunner &runner) : SyncAgent(runner, Options()) {}
    SyncAgent(CommandRunner &runner, const Options &options);
    ~SyncAgent() override;  // stops

    // Counts what waits and syncs at once. Before it and after stop() nothing is followed.
    void start();
    // Ends what runs and waits for it (a moment); what was taken over stays.
    void stop();
    void syncNow();
    // A network came, or another one; noticed by itself where the system tells.
    void networkUp();
    // The line costs by its bytes, or does no more: meanwhile files wait until syncNow(). Noticed by itself
    // where the system tells.
    void setMetered(bool metered);
    // The inbox or outbox changed by something that is no command.
    void recount();

    SyncStatus status() const { return m_status; }
    // Whether the server tells at once when it has something.
    bool isLive() const { return m_live; }

Q_SIGNALS:
    // Also when isLive() changed.
    void statusChanged(const dw::SyncStatus &status);

private:
    void tell(SyncPace::Event event, int withinMs = 0);
    void ended(const SyncReport &report);
    void poked(qint64 sequence, int withinMs, bool anyway);
    void liveChanged(bool live, int load);
    void listenOrNot();
    void watchNetwork();
    void arm();
    void counted(int waiting, int inbox, qint64 lastNumber);
    void enter(SyncStatus::State state);
    void changed();
    // Never set back, unlike a clock.
    Instant steady() const { return Instant{m_steady.elapsed()}; }
    static SyncPace::Event eventOf(const Error &error);

    CommandRunner &m_runner;
    const Options m_options;
    const std::shared_ptr<SignIn> m_signIn;
    SyncPace m_pace;
    SyncRunner m_work;
    PokeListener m_listener;
    QTimer m_timer;
    QElapsedTimer m_steady;
    SyncStatus m_status;
    qint64 m_lastNumber = -1;  // of the outbox; -1: not known yet
    Instant m_kept;            // the newest lastSynced that was stored
    qint64 m_reached = 0;      // the server's commit up to which it is here
    qint64 m_told = 0;         // the newest that was told while it ran
    bool m_toldAnyway = false;
    bool m_live = false;
    bool m_metered = false;
    bool m_asked = false;  // syncNow() since the last run began
    quint64 m_round = 0;   // since start(): what comes late from before it is dropped
    bool m_changed = false;
};

}  // namespace dw

Q_DECLARE_METATYPE(dw::SyncStatus)
