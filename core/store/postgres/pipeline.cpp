// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/postgres/pipeline.h"

#include <libpq-fe.h>

#include <numeric>
#include <optional>
#include <utility>

namespace dw::postgres
{

namespace
{

// What the server answers to these fits into its buffers many times: it never waits to be heard while it is
// being told more.
constexpr size_t MostSent = 100;
constexpr qsizetype MostBytes = qsizetype(256) * 1024;

bool isAnswer(const pg_result *result)
{
    const ExecStatusType status = PQresultStatus(result);
    return status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK;
}

}  // namespace

bool Pipeline::isFull() const
{
    return m_sent.size() >= MostSent || m_bytes >= MostBytes;
}

Result<void> Pipeline::send(pg_conn *line, const QByteArray &name, const QByteArray &sql,
                            const BoundValues &bound)
{
    if (m_sent.empty() && PQenterPipelineMode(line) != 1)
        return m_explain(nullptr, sql);
    const int sent =
        name.isEmpty()
            ? PQsendQueryParams(line, sql.constData(), 0, nullptr, nullptr, nullptr, nullptr, 1)
            : PQsendQueryPrepared(line, name.constData(), int(bound.values.size()), bound.values.data(),
                                  bound.lengths.data(), bound.formats.data(), 1);
    if (sent != 1) {
        const Error error = m_explain(nullptr, sql);
        if (m_sent.empty())
            PQexitPipelineMode(line);
        return error;
    }
    m_sent.push_back(sql);
    m_bytes = std::accumulate(bound.lengths.cbegin(), bound.lengths.cend(), m_bytes + sql.size());
    return {};
}

Result<Answer> Pipeline::finish(pg_conn *line)
{
    if (m_sent.empty())
        return Answer();
    std::optional<Error> failed;
    const QByteArray about = m_sent.back();
    // Only without memory; a line that is gone says so when it is read.
    if (PQpipelineSync(line) != 1) {
        forget();
        return m_explain(nullptr, about);
    }
    Answer last;
    for (const QByteArray &sql : std::as_const(m_sent)) {
        last.reset(PQgetResult(line));
        if (!isAnswer(last.get()) && !failed)
            failed = m_explain(last.get(), sql);
        // Each statement's answers end with nothing; on a line that is gone there is nothing else.
        while (Answer more{PQgetResult(line)}) {
            if (PQstatus(line) != CONNECTION_OK)
                break;
        }
    }
    forget();
    const Answer synced(PQgetResult(line));
    if (!failed && (PQresultStatus(synced.get()) != PGRES_PIPELINE_SYNC || PQexitPipelineMode(line) != 1))
        failed = m_explain(synced.get(), about);
    else if (failed)
        PQexitPipelineMode(line);
    if (failed)
        return *failed;
    return last;
}

void Pipeline::forget()
{
    m_sent.clear();
    m_bytes = 0;
}

}  // namespace dw::postgres
