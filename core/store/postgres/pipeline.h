// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/postgres/statement.h"

#include <QByteArray>

#include <deque>
#include <functional>
#include <vector>

struct pg_conn;
struct pg_result;

namespace dw::postgres
{

// The values of a statement as libpq takes them.
struct BoundValues
{
    std::vector<QByteArray> encoded;
    std::vector<const char *> values;
    std::vector<int> lengths;
    std::vector<int> formats;
};

// What was sent on a line and not heard of yet: statements whose answers nobody waits for travel with the
// next one that somebody does, one way to the server and back for all of them. Where one fails the server
// skips those behind it, and finish() tells the error of the one that failed. Used by one thread; the line
// must be in a transaction, and nothing else may be asked on it until finish().
class Pipeline
{
public:
    // Of an answer that is none, and of the statement that it was for.
    using Explain = std::function<Error(const pg_result *, const QByteArray &)>;
    explicit Pipeline(Explain explain) : m_explain(std::move(explain)) {}

    bool isEmpty() const { return m_sent.empty(); }
    // Whether so much is under way that it should be heard before more is sent.
    bool isFull() const;
    // A prepared statement, or without a name a text without parameters.
    Result<void> send(pg_conn *line, const QByteArray &name, const QByteArray &sql,
                      const BoundValues &bound = {});
    // Hears all that was sent: what the last one answered, or the first error. Empty answer: nothing was
    // sent.
    Result<Answer> finish(pg_conn *line);
    // The line is gone, and what was sent on it.
    void forget();

private:
    const Explain m_explain;
    std::deque<QByteArray> m_sent;  // what each of them says
    qsizetype m_bytes = 0;
};

}  // namespace dw::postgres
