// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/listenpace.h"
#include "core/sync/signin.h"

#include <QObject>
#include <QThread>

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>

namespace dw
{

// Hears from the server that it has something for this laptop. On a thread of its own, over a connection of
// its own, until it is ended; whatever breaks is tried again as ListenPace says. That nothing is lost while
// nobody listened is the server's care: it is told what is known here.
class PokeListener : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        HttpTransport::Limits limits;
        ListenPace::Times times;
        int firstMs = 10'000;    // in which a line must show that it lets through what the server says
        int silentMs = 45'000;   // after which it is dead
        int lastingMs = 45'000;  // a line that lived so long was no short one
        int questionS = 25;
    };

    PokeListener(std::shared_ptr<SignIn> signIn, const Options &options);
    ~PokeListener() override;  // ends

    // Begins, or goes on after refused(). `known`: the commit up to which this laptop is in step.
    void listen(qint64 known);
    // Over another network: what there is goes nowhere any more.
    void reconnect();
    // Stops listening, soon.
    void pause();
    // Stops and waits.
    void end();

    // For tests and people: how it listens at the moment.
    ListenPace::Way way() const { return m_way; }

Q_SIGNALS:
    // All from its own thread. `withinMs`: the laptops that hear it now are many. `anyway`: whatever is known
    // here.
    void poked(qint64 sequence, int withinMs, bool anyway);
    // Whether the server tells at once when it has something; when it begins to, the server's load.
    void liveChanged(bool live, int load);
    // The server does not let this laptop in; whoever asks it for something hears why.
    void refused();

private:
    struct Ended
    {
        ListenPace::End end = ListenPace::End::Unreachable;
        int askedMs = 0;
    };
    void work();
    Ended hear(HttpTransport &transport);
    Ended ask(HttpTransport &transport);
    using Sending = std::function<Result<HttpsReply>(const HttpTransport::Headers &)>;
    Result<HttpsReply> signedIn(HttpTransport &transport, const Sending &send);
    static Ended endOf(const Result<HttpsReply> &reply);
    void setLive(bool live, int load = 0);
    void cancelNow();

    const std::shared_ptr<SignIn> m_signIn;
    const Options m_options;
    std::atomic<qint64> m_known{0};
    std::atomic<ListenPace::Way> m_way{ListenPace::Way::Events};
    bool m_live = false;  // of its thread

    std::mutex m_mutex;
    std::condition_variable m_wake;
    HttpTransport *m_transport = nullptr;  // of what runs, to be cancelled
    bool m_paused = false;
    bool m_anew = false;
    bool m_stop = false;
    std::unique_ptr<QThread> m_thread;
};

}  // namespace dw
