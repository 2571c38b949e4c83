// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/recordroutes.h"

#include "core/service/callercontext.h"
#include "core/service/timedjob.h"
#include "core/sync/proventimes.h"
#include "core/sync/recordhistory.h"

#include <algorithm>
#include <utility>

namespace dw
{

namespace
{

constexpr int PatienceMs = 5'000;
constexpr int UsualLines = 100;
constexpr int MostLines = 200;
// A long text has both its sides in a line.
constexpr qint64 PageBytes = 2 * 1024 * 1024;

}  // namespace

void RecordRoutes::addRoutes(Router &router)
{
    Route route;
    route.pattern = "/api/v1/records/{object}/{id}/history";
    route.access = RouteAccess::Session;
    route.lane = Lane::Read;
    route.rate = {"history", 120, 20};
    route.bodyLimit = 0;
    router.add(route, [this](const HttpRequest &request) { return history(request); });
}

HttpResponse RecordRoutes::history(const HttpRequest &request)
{
    const std::optional<Id> id = Id::fromString(request.parameters.value("id"));
    const QString object = request.parameters.value("object");
    if (!id || !m_runner.configuration()->dictionary->find(object))
        return HttpResponse::problem(ProblemCode::NotFound);
    const int asked = request.query.value("limit").toInt();
    const int limit = asked > 0 ? std::min(asked, MostLines) : UsualLines;
    const qint64 before = std::max(qint64(0), request.query.value("before").toLongLong());
    const auto work = [&](const ReadSession &session) -> Result<RecordHistory> {
        DW_ASSIGN(const ReadContext context,
                  callerContext(session, m_runner, request.caller.user, m_context.clock.now()));
        RecordHistory history;
        DW_ASSIGN(history.lines, Reader(session, context).history({object, *id}, limit, before));
        history.more = history.lines.size() >= limit;
        QList<Id> transactions;
        for (const AuditRecord &line : std::as_const(history.lines))
            transactions.append(line.entry.transaction);
        DW_ASSIGN(history.proven, ProvenTimes::of(session, transactions));
        return history;
    };
    Result<RecordHistory> history = RecordHistory();
    const bool done = TimedJob::onReader(m_runner.workspace(), Workspace::Lane::Detail, PatienceMs,
                                         [&](ReadSession &session) {
                                             if (const auto begun = session.beginRead(); !begun.ok()) {
                                                 history = begun.error();
                                                 return;
                                             }
                                             history = work(session);
                                             session.endRead();
                                         });
    if (!done)
        return HttpResponse::problem(Problem(ProblemCode::Overloaded, {}, 2));
    if (!history.ok())
        return HttpResponse::problem(Problem::of(history.error()));
    return HttpResponse::json(toJson(*history, PageBytes));
}

}  // namespace dw
