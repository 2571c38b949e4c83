// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/livelines.h"

#include <sodium.h>

#include <algorithm>
#include <shared_mutex>
#include <utility>

namespace dw
{

namespace
{

constexpr qsizetype StreamRoom = 2'048;
constexpr int BeatsToAsk = 3;
constexpr int TicksOfBeat = 20;
constexpr int LongestReturnMs = 30'000;
constexpr char Greeting[] = ": here\n\n";
constexpr char Beat[] = ":\n\n";

QByteArray pokeText(qint64 head, int withinMs)
{
    QByteArray text = "event: poke\ndata: {\"seq\":" + QByteArray::number(head);
    if (withinMs > 0)
        text += ",\"within_ms\":" + QByteArray::number(withinMs);
    return text + "}\n\n";
}

}  // namespace

// A laptop that listens (`stream`) or asked (`answer`).
struct LiveLines::Line
{
    quint64 number = 0;
    Id device;
    Id user;
    Id session;
    std::shared_ptr<BodyStream> stream;
    std::optional<Answer> answer;
    Clock::time_point next;  // sign of life, or the end of the question
    Clock::time_point poked;
    std::optional<Clock::time_point> pokeAt;
    Clock::time_point queued;  // as it stands in the queue
    qint64 head = 0;           // to be told
    int others = 0;            // so many are told with it
    bool other = false;        // what the user reaches is another: whatever the laptop has seen, it is to ask
    int beats = 0;
    bool gone = false;
};

struct LiveLines::Shared
{
    std::shared_mutex mutex;  // shared while `lines` is used, so that it does not go meanwhile
    LiveLines *lines;         // null: gone
};

LiveLines::LiveLines(CommandRunner &runner, std::shared_ptr<const SyncAccess> access,
                     const ServiceContext &context, HeadSource &source, const Options &options)
    : m_runner(runner)
    , m_access(std::move(access))
    , m_context(context)
    , m_source(source)
    , m_options(options)
    , m_shared(std::make_shared<Shared>())
{
    m_shared->lines = this;
    const auto note = [shared = m_shared](bool LiveLines::*what) {
        const std::shared_lock alive(shared->mutex);
        if (!shared->lines)
            return;
        {
            const std::lock_guard lock(shared->lines->m_mutex);
            shared->lines->*what = true;
        }
        shared->lines->m_wake.notify_all();
    };
    const auto doubt = [shared = m_shared](const Id &what) {
        const std::shared_lock alive(shared->mutex);
        if (shared->lines)
            shared->lines->recheck(what);
    };
    m_configurations = QObject::connect(
        &runner, &CommandRunner::configurationChanged, &runner, [note] { note(&LiveLines::m_renew); },
        Qt::DirectConnection);
    m_commits = QObject::connect(
        &runner, &CommandRunner::committed, &runner,
        [doubt](const CommitNotice &notice) {
            const QString user = QStringLiteral("user");
            if (notice.bulkObjects.contains(user))
                doubt({});
            for (const CommitNotice::Entry &entry : notice.entries) {
                if (entry.object == user)
                    doubt(entry.id);
            }
        },
        Qt::DirectConnection);
    context.accounts.onEnded(doubt);
    m_thread = std::thread([this] { run(); });
    source.start([note] { note(&LiveLines::m_moved); });
}

LiveLines::~LiveLines()
{
    m_source.stop();
    m_context.accounts.onEnded({});
    QObject::disconnect(m_configurations);
    QObject::disconnect(m_commits);
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_all();
    m_thread.join();
    // Waits for whoever is at it.
    const std::unique_lock lock(m_shared->mutex);
    m_shared->lines = nullptr;
}

int LiveLines::chance(int below) const
{
    return below > 0 ? int(randombytes_uniform(quint32(below))) : 0;
}

int LiveLines::lines() const
{
    const std::lock_guard lock(m_mutex);
    return int(m_lines.size());
}

int LiveLines::load() const
{
    return std::min(100, 100 * lines() / m_options.capacity);
}

// --- lines come and go ---

LiveLines::LinePtr LiveLines::makeLine(const Caller &caller)
{
    auto line = std::make_shared<Line>();
    line->device = caller.device;
    line->user = caller.user;
    line->session = caller.session;
    return line;
}

HttpResponse LiveLines::listen(const Caller &caller, std::optional<qint64> after)
{
    const LinePtr line = makeLine(caller);
    line->stream = std::make_shared<BodyStream>(StreamRoom);
    line->stream->offer(Greeting);
    line->stream->onClosed([shared = m_shared, weak = std::weak_ptr<Line>(line)] {
        const std::shared_lock alive(shared->mutex);
        const LinePtr closed = weak.lock();
        if (!closed || !shared->lines)
            return;
        const std::lock_guard lock(shared->lines->m_mutex);
        shared->lines->remove(closed);
    });
    // Not all beat in step, but always some of them together: waking the server up costs more than a beat.
    line->next =
        wholeTick(Clock::now() + m_options.beat / 2 + Milliseconds(chance(int(m_options.beat.count() / 2))));
    open(line, after);
    HttpResponse response = HttpResponse::streamed("text/event-stream", line->stream);
    // A proxy that collects or packs what it passes on would keep it for itself.
    return response.with("X-Accel-Buffering", "no").with("Cache-Control", "no-store, no-transform");
}

void LiveLines::wait(const Caller &caller, std::optional<qint64> after, Milliseconds timeout,
                     const Answer &answer)
{
    const LinePtr line = makeLine(caller);
    line->answer = answer;
    line->next = Clock::now() + std::clamp(timeout, Milliseconds(0), m_options.longest);
    open(line, after);
}

void LiveLines::open(const LinePtr &line, std::optional<qint64> after)
{
    Sending send;
    {
        std::unique_lock lock(m_mutex);
        // Under one lock with the line's coming: the user's last line may go at any moment, and takes along
        // what was known of the user.
        if (!m_reaches.contains(line->user)) {
            lock.unlock();
            const ConfigurationPtr configuration = m_runner.configuration();
            const LedgerReach reach = m_access->reach(*configuration, line->user, m_context.clock.now());
            lock.lock();
            if (!m_reaches.contains(line->user))
                m_reaches.set(line->user, reach);
            m_renew = m_renew || m_runner.configuration() != configuration;
        }
        line->number = ++m_last;
        line->head = m_head;
        m_lines.emplace(line->number, line);
        ++m_linesOf[line->user];
        if (m_draining)
            end(line, send);
        else
            evictOver(line, send);
        schedule(line);
    }
    for (const auto &one : send)
        one();
    m_wake.notify_all();
    // What happened between what the laptop knows and its coming here. Later commits find it in the list.
    if (!after)
        return;
    m_runner.workspace().read(
        Workspace::Lane::Detail, {},
        [shared = m_shared, line, after = *after](ReadSession &session, const Ticket &) {
            const std::shared_lock alive(shared->mutex);
            if (shared->lines)
                shared->lines->lookBack(session, line, after);
        });
}

void LiveLines::evictOver(const LinePtr &newest, Sending &send)
{
    std::vector<LinePtr> same;
    for (const auto &[number, line] : m_lines) {
        if (line->device == newest->device && bool(line->stream) == bool(newest->stream))
            same.push_back(line);
    }
    for (size_t i = 0; i + size_t(m_options.perDevice) < same.size(); ++i)
        end(same[i], send);
}

void LiveLines::remove(const LinePtr &line)
{
    if (std::exchange(line->gone, true))
        return;
    m_queue.erase({line->queued, line->number});
    m_lines.erase(line->number);
    const auto count = m_linesOf.find(line->user);
    if (--*count == 0) {
        m_linesOf.erase(count);
        m_reaches.remove(line->user);
    }
}

// The next of the moments at which lines show that they live.
LiveLines::Clock::time_point LiveLines::wholeTick(Clock::time_point time) const
{
    const Clock::duration tick = std::max<Clock::duration>(m_options.beat / TicksOfBeat, Milliseconds(1));
    return Clock::time_point((time.time_since_epoch() / tick + 1) * tick);
}

void LiveLines::schedule(const LinePtr &line)
{
    if (line->gone)
        return;
    m_queue.erase({line->queued, line->number});
    line->queued = line->pokeAt ? std::min(*line->pokeAt, line->next) : line->next;
    m_queue.emplace(line->queued, line->number);
}

// The stream is finished outside of the lock, after all that was offered.
void LiveLines::end(const LinePtr &line, Sending &send)
{
    if (line->gone)
        return;
    remove(line);
    if (line->stream)
        send.emplace_back([stream = line->stream] { stream->finish(); });
    else
        send.emplace_back([answer = *line->answer] {
            answer.send(HttpResponse::problem(Problem(ProblemCode::Maintenance, {}, 5)));
        });
}

void LiveLines::drain()
{
    Sending send;
    {
        const std::lock_guard lock(m_mutex);
        m_draining = true;
        const int within =
            1'000 + LongestReturnMs * std::min(100, 100 * int(m_lines.size()) / m_options.capacity) / 100;
        std::vector<LinePtr> all;
        for (const auto &[number, line] : m_lines)
            all.push_back(line);
        for (const LinePtr &line : all) {
            if (line->stream) {
                const QByteArray text =
                    "event: bye\ndata: {\"retry_ms\":" + QByteArray::number(500 + chance(within)) + "}\n\n";
                send.emplace_back([stream = line->stream, text] { stream->offer(text); });
            }
            end(line, send);
        }
    }
    for (const auto &one : send)
        one();
}

void LiveLines::recheck(const Id &what)
{
    {
        const std::lock_guard lock(m_mutex);
        m_unsure.push_back(what);
    }
    m_wake.notify_all();
}

// --- the thread of all lines ---

void LiveLines::run()
{
    std::unique_lock lock(m_mutex);
    while (!m_stop) {
        const Clock::time_point now = Clock::now();
        Sending send;
        std::vector<LinePtr> unsure;
        while (!m_queue.empty() && m_queue.begin()->first <= now)
            act(LinePtr(m_lines.at(m_queue.begin()->second)), now, send, unsure);
        if (const std::vector<Id> asked = std::exchange(m_unsure, {}); !asked.empty()) {
            const auto concerns = [&](const Line &line) {
                return std::any_of(asked.begin(), asked.end(), [&](const Id &what) {
                    return what.isNull() || what == line.session || what == line.device || what == line.user;
                });
            };
            for (const auto &[number, line] : m_lines) {
                if (concerns(*line))
                    unsure.push_back(line);
            }
        }
        const bool look = (m_moved || m_renew) && !m_looking && now - m_looked >= m_options.round;
        if (look) {
            m_looking = true;
            m_looked = now;
            m_moved = false;
        }
        if (look || !send.empty() || !unsure.empty()) {
            lock.unlock();
            for (const auto &one : send)
                one();
            send.clear();
            checkStanding(unsure);
            unsure.clear();
            if (look)
                m_runner.workspace().read(Workspace::Lane::Detail, {},
                                          [shared = m_shared](ReadSession &session, const Ticket &) {
                                              const std::shared_lock alive(shared->mutex);
                                              if (shared->lines)
                                                  shared->lines->look(session);
                                          });
            lock.lock();
            continue;
        }
        Clock::time_point until = m_queue.empty() ? now + std::chrono::hours(1) : m_queue.begin()->first;
        if ((m_moved || m_renew) && !m_looking)
            until = std::min(until, m_looked + m_options.round);
        m_wake.wait_until(lock, until);
    }
}

void LiveLines::act(const LinePtr &line, Clock::time_point now, Sending &send, std::vector<LinePtr> &unsure)
{
    if (line->answer) {
        answerWait(line, line->pokeAt.has_value(), send);
        return;
    }
    if (line->pokeAt && *line->pokeAt <= now)
        sendPoke(line, now, send);
    if (line->next <= now) {
        line->next = wholeTick(now + m_options.beat - m_options.beat / TicksOfBeat);
        if (++line->beats % BeatsToAsk == 0)
            unsure.push_back(line);
        // Who does not read the little that there is has gone.
        send.emplace_back([stream = line->stream] {
            if (!stream->offer(Beat))
                stream->fail();
        });
    }
    schedule(line);
}

void LiveLines::sendPoke(const LinePtr &line, Clock::time_point now, Sending &send)
{
    const bool crowded = std::exchange(line->others, 0) > m_options.crowd;
    QByteArray text = pokeText(line->head, crowded ? int(m_options.crowdSpread.count()) : 0);
    if (std::exchange(line->other, false))
        text = "event: meta\ndata: {}\n\n" + text;
    line->pokeAt.reset();
    line->poked = now;
    ++m_pokes;
    send.emplace_back([stream = line->stream, text] {
        if (!stream->offer(text))
            stream->fail();
    });
}

void LiveLines::answerWait(const LinePtr &line, bool changed, Sending &send)
{
    const QJsonObject body{{QStringLiteral("head"), double(std::max(line->head, m_head))},
                           {QStringLiteral("changed"), changed}};
    m_pokes += changed ? 1 : 0;
    remove(line);
    send.emplace_back([answer = *line->answer, body] { answer.send(HttpResponse::json(body)); });
}

void LiveLines::checkStanding(const std::vector<LinePtr> &lines)
{
    Sending send;
    for (const LinePtr &line : lines) {
        if (stands(*line))
            continue;
        const std::lock_guard lock(m_mutex);
        end(line, send);
    }
    for (const auto &one : send)
        one();
}

bool LiveLines::stands(const Line &line) const
{
    const auto standing = m_context.accounts.standing(line.session);
    if (!standing.ok())
        return true;  // the store has a bad moment; it is asked again
    const bool session = *standing && !(*standing)->session.ended && (*standing)->device &&
                         (*standing)->device->state == DeviceState::Active;
    if (!session)
        return false;
    const auto user = m_context.users.byId(line.user);
    return !user.ok() || (*user && (*user)->active);
}

// --- who is told: on a reader of the store ---

// At once, or when the last poke is old enough; many are not poked in the same moment. What few hear of,
// however many listen, is theirs at once.
void LiveLines::poke(const LinePtr &line, qint64 head, bool other, int told)
{
    if (line->gone)
        return;
    line->head = std::max(line->head, head);
    line->other = line->other || other;
    line->others = std::max(line->others, told);
    if (line->pokeAt)
        return;
    const int crowd = std::min(m_options.crowd, told);
    const int spread = int(m_options.spread.count()) * crowd / std::max(1, m_options.crowd);
    line->pokeAt = std::max(Clock::now(), line->poked + m_options.gap) + Milliseconds(chance(spread));
    schedule(line);
}

// The store has a bad moment: what was committed is told later, not never.
void LiveLines::lookAgain()
{
    m_moved = true;
    m_looked = Clock::now() + m_options.retry;
}

bool LiveLines::isTouched(ReadSession &session, const LedgerReach &reach, qint64 after)
{
    const auto feed = session.ledger().feed(reach, after, 1);
    // What cannot be known now is not kept from anybody: they ask, and hear what is theirs.
    return !feed.ok() || !feed->entries.isEmpty() || !feed->complete;
}

void LiveLines::renewReaches()
{
    QList<Id> users;
    {
        const std::lock_guard lock(m_mutex);
        if (!std::exchange(m_renew, false))
            return;
        users = m_reaches.users();
    }
    const ConfigurationPtr configuration = m_runner.configuration();
    const Instant now = m_context.clock.now();
    for (const Id &user : std::as_const(users)) {
        const LedgerReach reach = m_access->reach(*configuration, user, now);
        const std::lock_guard lock(m_mutex);
        if (!m_reaches.contains(user) || !m_reaches.set(user, reach))
            continue;
        for (const auto &[number, line] : m_lines) {
            if (line->user == user)
                poke(line, m_head, true, int(m_lines.size()));
        }
    }
}

void LiveLines::look(ReadSession &session)
{
    const auto head = session.ledger().head();
    qint64 after = -1;
    {
        const std::lock_guard lock(m_mutex);
        after = m_head;
    }
    QSet<Id> told;
    if (head.ok() && after >= 0 && head->sequence > after) {
        const auto keys = session.ledger().keysChanged(after);
        QList<ReachIndex::Part> parts;
        {
            const std::lock_guard lock(m_mutex);
            parts = m_reaches.parts(keys.ok() ? *keys : std::nullopt);
        }
        for (const ReachIndex::Part &part : std::as_const(parts)) {
            if (!isTouched(session, {{part.key, part.objects}}, after))
                continue;
            const std::lock_guard lock(m_mutex);
            told += m_reaches.usersOf(part.number);
        }
    }
    renewReaches();
    {
        const std::lock_guard lock(m_mutex);
        if (head.ok())
            m_head = head->sequence;
        else
            lookAgain();
        int lines = 0;
        for (const Id &user : std::as_const(told))
            lines += m_linesOf.value(user);
        for (const auto &[number, line] : m_lines) {
            if (told.contains(line->user))
                poke(line, m_head, false, lines);
        }
        m_looking = false;
    }
    m_wake.notify_all();
}

void LiveLines::lookBack(ReadSession &session, const LinePtr &line, qint64 after)
{
    LedgerReach reach;
    {
        const std::lock_guard lock(m_mutex);
        if (line->gone)
            return;
        reach = m_reaches.reachOf(line->user);
    }
    const auto head = session.ledger().head();
    // One that knows more than there is comes from another history, or from a copy that is gone: it is to
    // ask.
    const bool other = head.ok() && after > head->sequence;
    if (!other && !isTouched(session, reach, after))
        return;
    {
        const std::lock_guard lock(m_mutex);
        // Whoever comes here comes with the others: the server was away.
        poke(line, head.ok() ? head->sequence : after, other, int(m_lines.size()));
    }
    m_wake.notify_all();
}

}  // namespace dw
