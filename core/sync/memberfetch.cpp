// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/memberfetch.h"

#include "core/commands/configurationloader.h"

#include <algorithm>
#include <utility>

namespace dw
{

namespace
{

constexpr int LongestQueueS = 30;

bool defines(const MemberChunk &chunk)
{
    return std::any_of(chunk.roots.begin(), chunk.roots.end(),
                       [](const MemberChunk::Root &root) { return isConfigurationObject(root.ref.object); });
}

}  // namespace

MemberFetch::~MemberFetch()
{
    // It names this.
    (void)settle();
}

Result<MemberFetch::Outcome> MemberFetch::run()
{
    HttpTransport::Flow flow;
    flow.type = QByteArrayLiteral("application/vnd.dealwright.frames");
    flow.take = [this](const QByteArray &bytes) { return take(bytes); };
    for (;;) {
        m_complete = false;
        const int before = m_steps;
        const Result<SyncAnswer> answer =
            m_line.stream(QStringLiteral("sync/snapshot"), flow, [this] { return begin(); });
        Result<void> done = m_failed ? Result<void>(*m_failed) : submit();
        if (done.ok())
            done = settle();
        DW_TRY(done);
        if (m_complete)
            return Outcome();
        // As long as it brings something a line may break.
        const bool cameOn = m_steps > before;
        if (!answer.ok()) {
            if (cameOn && answer.error().code == ErrorCode::Network)
                continue;
            return answer.error();
        }
        if (answer->status == 202) {
            const int seconds = answer->body.value(QLatin1String("eta_s")).toInt(1);
            m_transport.pause(std::clamp(seconds, 1, LongestQueueS) * 1000);
            continue;
        }
        if (answer->status == 404)
            return Outcome{true, false};
        if (answer->code() == QLatin1String("by_pages"))
            return Outcome{false, false, true};
        if (answer->code() == QLatin1String("scope_gone"))
            return Outcome{false, true};
        if (!answer->ok())
            return ServerLine::errorOf(*answer);
        if (!cameOn)
            return Error(ErrorCode::Network, QStringLiteral("sync.cut_off"),
                         {m_line.identity().server.host()});
    }
}

// Of an attempt: behind all that was taken over.
Result<QJsonObject> MemberFetch::begin()
{
    if (m_failed)
        return *m_failed;
    m_waiting.clear();
    m_rows = 0;
    DW_TRY(settle());
    Result<std::optional<QJsonObject>> request = std::optional<QJsonObject>();
    m_runner.workspace().readNow([&](ReadSession &session) { request = m_client.membersRequest(session); });
    DW_TRY(request);
    m_request = request->value_or(QJsonObject());
    m_behind = m_request;
    m_reader = std::make_unique<MemberChunkReader>();
    return m_request;
}

bool MemberFetch::take(const QByteArray &bytes)
{
    const auto all = [&]() -> Result<void> {
        DW_TRY(m_reader->feed(bytes, m_runner.configuration()->dictionary));
        while (std::optional<MemberChunk> chunk = m_reader->take())
            DW_TRY(sort(std::move(*chunk)));
        return {};
    };
    if (const Result<void> done = all(); !done.ok() && !m_failed)
        m_failed = done.error();
    return !m_failed;
}

// What defines fields and objects is taken over before anything that comes behind it.
Result<void> MemberFetch::sort(MemberChunk chunk)
{
    const bool alone = defines(chunk);
    if (alone)
        DW_TRY(submit());
    m_rows += qsizetype(chunk.rows.size());
    m_behind = SyncClient::requestBehind(std::move(m_behind), chunk);
    m_complete = chunk.end.complete;
    m_waiting.push_back(std::move(chunk));
    if (alone || m_rows >= RowsAtOnce || m_complete)
        DW_TRY(submit());
    return alone ? settle() : Result<void>();
}

Result<void> MemberFetch::submit()
{
    DW_TRY(settle());
    if (m_waiting.empty())
        return {};
    m_job = std::make_unique<WriterJob<SyncClient::Outcome>>(
        m_runner.workspace(),
        [this, request = std::exchange(m_request, m_behind),
         chunks = std::make_shared<std::vector<MemberChunk>>(std::exchange(m_waiting, {}))](
            WriteSession &session) { return m_client.applyChunks(session, request, std::move(*chunks)); });
    m_rows = 0;
    return {};
}

Result<void> MemberFetch::settle()
{
    if (!m_job)
        return {};
    const Result<SyncClient::Outcome> outcome = std::exchange(m_job, nullptr)->wait();
    if (!outcome.ok()) {
        m_failed = outcome.error();
        return outcome.error();
    }
    ++m_steps;
    if (m_tell)
        m_tell(outcome->applied);
    return {};
}

}  // namespace dw
