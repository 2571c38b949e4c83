// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/pokelistener.h"

#include "core/sync/answervalues.h"
#include "core/sync/eventparser.h"
#include "core/sync/serverline.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QRandomGenerator>

#include <algorithm>
#include <chrono>
#include <utility>

namespace dw
{

namespace
{

// What the server may ask a laptop to wait.
constexpr int LongestWithinMs = 10'000;

int number(const QJsonObject &data, const char *key, int most)
{
    return int(std::clamp(data.value(QLatin1String(key)).toDouble(), 0.0, double(most)));
}

}  // namespace

PokeListener::PokeListener(std::shared_ptr<SignIn> signIn, const Options &options)
    : m_signIn(std::move(signIn)), m_options(options)
{}

PokeListener::~PokeListener()
{
    end();
}

void PokeListener::listen(qint64 known)
{
    m_known = known;
    const std::lock_guard lock(m_mutex);
    m_paused = false;
    if (!m_thread) {
        m_stop = false;
        m_thread.reset(QThread::create([this] { work(); }));
        m_thread->start();
    }
    m_wake.notify_all();
}

void PokeListener::reconnect()
{
    const std::lock_guard lock(m_mutex);
    m_anew = true;
    cancelNow();
}

void PokeListener::pause()
{
    const std::lock_guard lock(m_mutex);
    m_paused = true;
    cancelNow();
}

void PokeListener::end()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
        cancelNow();
    }
    if (m_thread)
        m_thread->wait();
    m_thread.reset();
}

void PokeListener::cancelNow()
{
    if (m_transport)
        m_transport->cancel();
    m_wake.notify_all();
}

void PokeListener::work()
{
    ListenPace pace(m_options.times, [](int from, int to) {
        return QRandomGenerator::global()->bounded(from, std::max(to, from + 1));
    });
    std::unique_ptr<HttpTransport> transport;
    std::unique_lock lock(m_mutex);
    while (!m_stop) {
        if (m_paused) {
            m_wake.wait(lock, [this] { return m_stop || !m_paused; });
            continue;
        }
        if (std::exchange(m_anew, false))
            pace.startAnew();
        m_way = pace.way();
        lock.unlock();
        // Questions follow each other over one connection.
        const Result<DeviceIdentity> me = transport ? m_signIn->identity() : m_signIn->load();
        if (me.ok() && !transport)
            transport = std::make_unique<HttpTransport>(me->server, me->pin, m_options.limits);
        lock.lock();
        if (m_stop || m_paused || m_anew)
            continue;
        m_transport = transport.get();
        lock.unlock();
        Ended ended;
        if (!me.ok())
            ended.end = ListenPace::End::Refused;
        else
            ended = pace.way() == ListenPace::Way::Events ? hear(*transport) : ask(*transport);
        const bool goesOn = ended.end == ListenPace::End::Answered;
        if (!goesOn)
            setLive(false);
        const int load = transport ? transport->load() : 0;
        lock.lock();
        m_transport = nullptr;
        if (!goesOn)
            transport.reset();
        if (m_stop || m_paused || m_anew)
            continue;
        const int waitMs = pace.after(ended.end, ended.askedMs, load);
        if (waitMs < 0) {
            m_paused = true;
            Q_EMIT refused();
        } else {
            m_wake.wait_for(lock, std::chrono::milliseconds(waitMs),
                            [this] { return m_stop || m_paused || m_anew; });
        }
    }
}

Result<HttpsReply> PokeListener::signedIn(HttpTransport &transport, const Sending &send)
{
    const QByteArray device = m_signIn->identity().device.toString().toLatin1();
    QByteArray access = m_signIn->access();
    for (bool again = true;; again = false) {
        if (access.isEmpty()) {
            DW_ASSIGN(access, m_signIn->renewed({}, transport));
        }
        Result<HttpsReply> reply = send({{"Authorization", "Bearer " + access}, {"X-Device", device}});
        if (!again || !reply.ok() || reply->status != 401)
            return reply;
        DW_ASSIGN(access, m_signIn->renewed(access, transport));
    }
}

// Of what brought no event.
PokeListener::Ended PokeListener::endOf(const Result<HttpsReply> &reply)
{
    if (!reply.ok()) {
        const Error &error = reply.error();
        const bool dead =
            error.key == QLatin1String("sync.timed_out") || error.key == QLatin1String("sync.cut_off");
        return {error.code != ErrorCode::Network ? ListenPace::End::Refused
                : dead                           ? ListenPace::End::Dead
                                                 : ListenPace::End::Unreachable};
    }
    if (reply->status == 200)
        return {ListenPace::End::Dead};
    const SyncAnswer answer{reply->status, reply->body};
    const bool later = answer.action() == QLatin1String("retry");
    return later && reply->retryAfterS > 0 ? Ended{ListenPace::End::Bye, reply->retryAfterS * 1000}
           : later                         ? Ended{ListenPace::End::Unreachable}
                                           : Ended{ListenPace::End::Refused};
}

PokeListener::Ended PokeListener::hear(HttpTransport &transport)
{
    EventParser parser;
    QElapsedTimer lived;
    std::optional<int> bye;
    HttpTransport::Flow flow;
    flow.firstMs = m_options.firstMs;
    flow.idleMs = m_options.silentMs;
    flow.take = [&](const QByteArray &bytes) {
        if (!lived.isValid()) {
            lived.start();
            setLive(true, transport.load());
        }
        const auto events = parser.take(bytes);
        if (!events)
            return false;
        for (const EventParser::Event &event : *events) {
            const QJsonObject data = QJsonDocument::fromJson(event.data).object();
            if (event.name == "poke")
                Q_EMIT poked(answervalues::wholeNumber(data.value(QLatin1String("seq"))),
                             number(data, "within_ms", LongestWithinMs), false);
            else if (event.name == "meta")
                Q_EMIT poked(0, number(data, "within_ms", LongestWithinMs), true);
            else if (event.name == "bye")
                bye = number(data, "retry_ms", m_options.times.longestRetryMs);
        }
        return !bye;
    };
    const Result<HttpsReply> reply = signedIn(transport, [&](const HttpTransport::Headers &headers) {
        return transport.listen(apiPath(QStringLiteral("sync/events?after=%1").arg(m_known.load())), flow,
                                headers);
    });
    if (bye)
        return {ListenPace::End::Bye, *bye};
    if (!lived.isValid())
        return endOf(reply);
    return {lived.elapsed() >= m_options.lastingMs ? ListenPace::End::Lasted : ListenPace::End::Dead};
}

PokeListener::Ended PokeListener::ask(HttpTransport &transport)
{
    const qint64 known = m_known;
    const Result<HttpsReply> reply = signedIn(transport, [&](const HttpTransport::Headers &headers) {
        return transport.get(
            apiPath(QStringLiteral("sync/wait?after=%1&timeout=%2").arg(known).arg(m_options.questionS)),
            headers);
    });
    if (!reply.ok() || reply->status != 200 || !reply->body.contains(QLatin1String("head")))
        return endOf(reply);
    setLive(true, transport.load());
    const auto head = answervalues::wholeNumber(reply->body.value(QLatin1String("head")));
    // The next question is about what comes after it, also before the laptop has got it.
    qint64 before = known;
    m_known.compare_exchange_strong(before, std::max(known, head));
    if (reply->body.value(QLatin1String("changed")).toBool())
        Q_EMIT poked(head, 0, false);
    return {ListenPace::End::Answered};
}

void PokeListener::setLive(bool live, int load)
{
    if (std::exchange(m_live, live) != live)
        Q_EMIT liveChanged(live, load);
}

}  // namespace dw
