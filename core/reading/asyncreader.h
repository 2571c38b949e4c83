// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/answeraddress.h"
#include "core/reading/reader.h"
#include "core/store/workspace.h"

#include <QObject>
#include <QString>

#include <functional>
#include <memory>
#include <utility>

namespace dw
{

// Reads off the GUI thread: `work` runs on a reader thread with a Reader inside one snapshot, `done` comes
// back on the application's thread, where the receiver lives, by queued call, unless the receiver is gone or
// the ticket was cancelled. Within a slot the newest request wins.
class AsyncReader
{
public:
    // `contextNow` makes the context of each job on the calling thread (snapshot, actor, language, time).
    AsyncReader(Workspace &workspace, std::function<ReadContext()> contextNow)
        : m_workspace(workspace), m_contextNow(std::move(contextNow))
    {}

    template <typename T>
    Ticket run(Workspace::Lane lane, const QString &slot, QObject *receiver,
               std::function<Result<T>(const Reader &)> work, std::function<void(const Result<T> &)> done)
    {
        return m_workspace.read(
            lane, slot,
            [context = m_contextNow(), address = AnswerAddress(receiver), work = std::move(work),
             done = std::move(done)](ReadSession &session, const Ticket &ticket) {
                if (ticket.isCancelled())
                    return;
                auto answer = std::make_shared<Result<T>>(inSnapshot<T>(session, context, work));
                address.post([ticket, answer, done] {
                    if (!ticket.isCancelled())
                        done(*answer);
                });
            });
    }

    // Blocks until it is done: for worker threads and programs without a window. ErrorCode::Cancelled
    // "reading.closed" if the workspace closes instead.
    template <typename T>
    Result<T> runNow(const std::function<Result<T>(const Reader &)> &work)
    {
        Result<T> answer = Error(ErrorCode::Cancelled, QStringLiteral("reading.closed"));
        m_workspace.readNow([&, context = m_contextNow()](ReadSession &session) {
            answer = inSnapshot<T>(session, context, work);
        });
        return answer;
    }

    ReadContext contextNow() const { return m_contextNow(); }
    Workspace &workspace() { return m_workspace; }

private:
    template <typename T>
    static Result<T> inSnapshot(ReadSession &session, const ReadContext &context,
                                const std::function<Result<T>(const Reader &)> &work)
    {
        if (auto begun = session.beginRead(); !begun.ok())
            return begun.error();
        Result<T> answer = work(Reader(session, context));
        session.endRead();
        return answer;
    }

    Workspace &m_workspace;
    std::function<ReadContext()> m_contextNow;
};

}  // namespace dw
