// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/serverline.h"
#include "core/sync/syncclient.h"
#include "core/sync/writerjob.h"

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace dw
{

// Brings a scope's older members to a laptop in frames: what came is read here while the writer takes over
// what came before it, some thousand rows a transaction. A line that breaks costs what was not taken over
// yet: the next attempt goes on behind it. On the thread of the line.
class MemberFetch
{
public:
    // What was written in one transaction; of so many rows at least where more follow.
    static constexpr qsizetype RowsAtOnce = 5000;

    MemberFetch(CommandRunner &runner, SyncClient &client, ServerLine &line, HttpTransport &transport)
        : m_runner(runner), m_client(client), m_line(line), m_transport(transport)
    {}
    ~MemberFetch();
    MemberFetch(const MemberFetch &) = delete;
    MemberFetch &operator=(const MemberFetch &) = delete;

    // Calls with how many aggregates came, after each transaction.
    void onTaken(std::function<void(int)> tell) { m_tell = std::move(tell); }

    struct Outcome
    {
        bool unknown = false;      // the server knows no snapshots: it is asked for pages
        bool needsScopes = false;  // what the laptop may hold is another: it pulls again
        bool byPages = false;      // what comes next is too large for it: it is asked for as a page
    };
    // What is to be fetched next, to its end. Errors as of ServerLine, and of taking over.
    Result<Outcome> run();

private:
    Result<QJsonObject> begin();
    bool take(const QByteArray &bytes);
    Result<void> sort(MemberChunk chunk);
    Result<void> submit();
    Result<void> settle();

    CommandRunner &m_runner;
    SyncClient &m_client;
    ServerLine &m_line;
    HttpTransport &m_transport;
    std::function<void(int)> m_tell;

    std::unique_ptr<MemberChunkReader> m_reader;
    QJsonObject m_request;  // what the waiting chunks answer
    QJsonObject m_behind;   // what would be asked behind them
    std::vector<MemberChunk> m_waiting;
    qsizetype m_rows = 0;
    std::unique_ptr<WriterJob<SyncClient::Outcome>> m_job;
    std::optional<Error> m_failed;  // of taking over: no attempt mends it
    bool m_complete = false;
    int m_steps = 0;  // transactions that were written
};

}  // namespace dw
