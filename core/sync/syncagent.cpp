// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/syncagent.h"

#include "core/base/answeraddress.h"
#include "core/store/localarea.h"
#include "core/store/replica.h"
#include "core/sync/inboxreader.h"

#include <QNetworkInformation>
#include <QRandomGenerator>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

namespace dw
{

namespace
{

constexpr char LastSynced[] = "last_synced";
constexpr int OutboxPage = 200;
// How exactly the next program has to know when this one was in step last.
constexpr qint64 KeepEveryMs = 60'000;
constexpr int CleanAgainMs = 60'000;  // for a pause of the user to come

struct Counts
{
    int waiting = 0;
    int inbox = 0;
    qint64 lastNumber = 0;
    Instant lastSynced;
};

// The answered ones are the first.
Result<int> waitingIn(const Replica &replica)
{
    DW_ASSIGN(int waiting, replica.outboxSize());
    qint64 from = 0;
    for (;;) {
        DW_ASSIGN(const QList<OutboxEntry> page, replica.outbox(from, OutboxPage));
        for (const OutboxEntry &entry : page) {
            if (entry.state != OutboxEntry::State::Answered)
                return waiting;
            --waiting;
            from = entry.number + 1;
        }
        if (page.size() < OutboxPage)
            return waiting;
    }
}

Result<Counts> count(const ReadSession &session, const ConfigurationPtr &configuration)
{
    Counts counts;
    const Replica &replica = session.replica();
    DW_ASSIGN(counts.waiting, waitingIn(replica));
    DW_ASSIGN(counts.inbox, InboxReader::count(session, configuration));
    DW_ASSIGN(const QByteArray last, replica.value(QLatin1String(Replica::LastNumber)));
    DW_ASSIGN(const QByteArray synced, session.localValue(syncArea(), QLatin1String(LastSynced)));
    counts.lastNumber = last.toLongLong();
    counts.lastSynced = Instant{synced.toLongLong()};
    return counts;
}

SyncRunner::Options withSignIn(SyncRunner::Options options, const std::shared_ptr<SignIn> &signIn)
{
    options.signIn = signIn;
    return options;
}

}  // namespace

SyncAgent::Options::Options()
{
    run.patience = {2, 500, 2'000};
}

SyncAgent::SyncAgent(CommandRunner &runner, const Options &options)
    : m_runner(runner)
    , m_options(options)
    , m_signIn(std::make_shared<SignIn>(runner.workspace().folder()))
    , m_pace(
          options.times,
          [](int from, int to) { return QRandomGenerator::global()->bounded(from, std::max(to, from + 1)); })
    , m_work(runner, withSignIn(options.run, m_signIn))
    , m_listener(m_signIn, options.listen)
{
    qRegisterMetaType<SyncStatus>();
    m_steady.start();
    m_timer.setSingleShot(true);
    m_status.since = runner.clock().now();
    connect(&m_timer, &QTimer::timeout, this, [this] { tell(SyncPace::Event::TimePassed); });
    connect(&m_work, &SyncRunner::progressed, this, [this](const SyncProgress &progress) {
        if (!m_pace.isRunning())
            return;
        m_status.progress = progress;
        changed();
    });
    connect(&m_work, &SyncRunner::ended, this, &SyncAgent::ended);
    connect(&runner, &CommandRunner::committed, this, &SyncAgent::recount);
    connect(&m_listener, &PokeListener::poked, this, &SyncAgent::poked);
    connect(&m_listener, &PokeListener::liveChanged, this, &SyncAgent::liveChanged);
    connect(&m_listener, &PokeListener::refused, this, [this] { tell(SyncPace::Event::Poked); });
}

SyncAgent::~SyncAgent()
{
    stop();
}

void SyncAgent::start()
{
    if (m_pace.state() != SyncPace::State::Off)
        return;
    ++m_round;
    m_lastNumber = -1;
    watchNetwork();
    tell(SyncPace::Event::Started);
    recount();
}

// Where the system says nothing about networks the agent looks by itself now and then.
void SyncAgent::watchNetwork()
{
    using Feature = QNetworkInformation::Feature;
    const bool tellsCosts =
        QNetworkInformation::loadBackendByFeatures(Feature::Reachability | Feature::Metered);
    if (!tellsCosts && !QNetworkInformation::loadBackendByFeatures(Feature::Reachability))
        return;
    if (tellsCosts) {
        m_metered = QNetworkInformation::instance()->isMetered();
        connect(QNetworkInformation::instance(), &QNetworkInformation::isMeteredChanged, this,
                &SyncAgent::setMetered);
    }
    connect(QNetworkInformation::instance(), &QNetworkInformation::reachabilityChanged, this,
            [this](QNetworkInformation::Reachability reachability) {
                if (reachability == QNetworkInformation::Reachability::Online)
                    networkUp();
            });
}

void SyncAgent::networkUp()
{
    m_listener.reconnect();
    tell(SyncPace::Event::NetworkUp);
}

void SyncAgent::setMetered(bool metered)
{
    if (std::exchange(m_metered, metered) && !metered && m_status.filesHeld)
        networkUp();
}

void SyncAgent::stop()
{
    ++m_round;
    m_timer.stop();
    m_listener.pause();
    tell(SyncPace::Event::Ended);
    m_listener.end();
    m_work.wait();
    m_live = false;
    m_pace.setLive(false, steady());
    if (QNetworkInformation *network = QNetworkInformation::instance())
        network->disconnect(this);
}

void SyncAgent::syncNow()
{
    m_asked = true;
    tell(SyncPace::Event::Asked);
}

// On a reader, the newest request alone: many commits are counted once.
void SyncAgent::recount()
{
    if (m_pace.state() == SyncPace::State::Off)
        return;
    m_runner.workspace().read(
        Workspace::Lane::Detail, QStringLiteral("sync.count"),
        [this, address = AnswerAddress(this), round = m_round](ReadSession &session, const Ticket &) {
            const Result<Counts> counts = count(session, m_runner.configuration());
            if (!counts.ok())
                return;
            address.post([this, counts = *counts, round] {
                if (round != m_round)
                    return;
                m_status.lastSynced = std::max(m_status.lastSynced, counts.lastSynced);
                counted(counts.waiting, counts.inbox, counts.lastNumber);
            });
        });
}

void SyncAgent::counted(int waiting, int inbox, qint64 lastNumber)
{
    m_changed = m_changed || waiting != m_status.waiting || inbox != m_status.inbox;
    m_status.waiting = waiting;
    m_status.inbox = inbox;
    const bool typed = m_lastNumber >= 0 && lastNumber > m_lastNumber;
    m_lastNumber = lastNumber;
    if (typed)
        tell(SyncPace::Event::Committed);
    changed();
}

void SyncAgent::ended(const SyncReport &report)
{
    if (!m_pace.isRunning())
        return;
    const Instant now = m_runner.clock().now();
    m_status.progress.reset();
    m_status.error = report.error;
    m_status.waiting = report.waiting;
    m_status.inbox = report.inbox;
    m_status.aheadMs = report.aheadMs.value_or(m_status.aheadMs);
    if (!report.error) {
        m_status.lastSynced = now;
        m_status.filesHeld = report.filesHeld;
        if (std::abs(now.ms - m_kept.ms) > KeepEveryMs) {
            m_kept = now;
            m_runner.keepLocal(syncArea(), QLatin1String(LastSynced), QByteArray::number(now.ms));
        }
    }
    m_changed = true;
    if (report.reached > 0)
        m_reached = report.reached;
    if (report.error)
        tell(eventOf(*report.error));
    else
        tell(SyncPace::Event::Succeeded, report.unclean ? CleanAgainMs : 0);
    listenOrNot();
    const qint64 told = std::exchange(m_told, 0);
    const bool anyway = std::exchange(m_toldAnyway, false);
    if (anyway || told > m_reached)
        poked(told, 0, anyway);
    recount();
}

// Who is in step wants to hear when that is over; who is not let in hears nothing.
void SyncAgent::listenOrNot()
{
    switch (m_pace.state()) {
        case SyncPace::State::Resting:
        case SyncPace::State::Due:
            m_listener.listen(m_reached);
            break;
        case SyncPace::State::SignInNeeded:
        case SyncPace::State::Stopped:
            m_listener.pause();
            break;
        default:
            break;
    }
}

// What this laptop did itself comes back as well: by then it is here.
void SyncAgent::poked(qint64 sequence, int withinMs, bool anyway)
{
    if (m_pace.isRunning()) {
        m_told = std::max(m_told, sequence);
        m_toldAnyway = m_toldAnyway || anyway;
    } else if (anyway || sequence > m_reached) {
        tell(SyncPace::Event::Poked, withinMs);
    }
}

void SyncAgent::liveChanged(bool live, int load)
{
    m_live = live && m_pace.state() != SyncPace::State::Off;
    m_pace.setLive(m_live, steady());
    m_changed = true;
    // The server is there again; so are the others.
    if (m_live && m_pace.state() == SyncPace::State::Failing)
        tell(SyncPace::Event::Poked, load * m_options.listen.times.returnMs / 100);
    arm();
    changed();
}

SyncPace::Event SyncAgent::eventOf(const Error &error)
{
    static constexpr std::array signIn{"sync.sign_in_again", "sync.password_must_change"};
    static constexpr std::array forGood{"sync.device_revoked",
                                        "sync.device_wiped",
                                        "sync.device_forked",
                                        "sync.user_disabled",
                                        "sync.hand_over_full",
                                        "sync.upgrade_needed",
                                        "sync.program_too_old",
                                        "sync.program_too_old_from",
                                        "sync.version_unheard",
                                        "sync.away_too_long",
                                        "sync.history_changed",
                                        "sync.not_enrolled",
                                        "sync.identity_unreadable",
                                        "sync.was_wiped",
                                        "sync.not_wiped"};
    const auto is = [&](const char *key) { return error.key == QLatin1String(key); };
    return std::any_of(signIn.begin(), signIn.end(), is)     ? SyncPace::Event::SignInRefused
           : std::any_of(forGood.begin(), forGood.end(), is) ? SyncPace::Event::RefusedForGood
                                                             : SyncPace::Event::FailedForNow;
}

void SyncAgent::tell(SyncPace::Event event, int withinMs)
{
    const Instant now = steady();
    switch (m_pace.on(event, now, withinMs)) {
        case SyncPace::Act::Start: {
            m_work.wait();  // of one that has told its end and is not gone yet
            // Whatever the line is: it counts for this run alone.
            const bool asked = std::exchange(m_asked, false);
            m_work.start(m_metered && !asked ? SyncRunner::Files::Hold : SyncRunner::Files::Bring);
            break;
        }
        case SyncPace::Act::Cancel:
            m_work.cancel();
            break;
        case SyncPace::Act::Nothing:
            break;
    }
    arm();
    switch (m_pace.state()) {
        case SyncPace::State::Running:
        case SyncPace::State::RunningAgain:
            enter(SyncStatus::State::Syncing);
            break;
        case SyncPace::State::SignInNeeded:
            enter(SyncStatus::State::SignInNeeded);
            break;
        case SyncPace::State::Stopped:
            enter(SyncStatus::State::Stopped);
            break;
        case SyncPace::State::Failing:
            enter(SyncStatus::State::Offline);
            break;
        case SyncPace::State::Resting:
            enter(SyncStatus::State::Idle);
            break;
        case SyncPace::State::Off:
            m_status.progress.reset();
            enter(SyncStatus::State::Offline);
            break;
        case SyncPace::State::Due:  // what it was, until it runs; a run that ended is over
            if (m_status.state == SyncStatus::State::Syncing)
                enter(m_status.error ? SyncStatus::State::Offline : SyncStatus::State::Idle);
            break;
    }
    changed();
}

void SyncAgent::arm()
{
    if (const auto due = m_pace.dueAt())
        m_timer.start(int(std::clamp<qint64>(due->ms - steady().ms, 0, 3'600'000)));
    else
        m_timer.stop();
}

void SyncAgent::enter(SyncStatus::State state)
{
    if (m_status.state == state)
        return;
    m_status.state = state;
    m_status.since = m_runner.clock().now();
    m_changed = true;
}

void SyncAgent::changed()
{
    if (std::exchange(m_changed, false) || m_status.progress)
        Q_EMIT statusChanged(m_status);
}

}  // namespace dw
