// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/recordroutes.h"

#include "core/access/maskedfield.h"
#include "core/service/callercontext.h"
#include "core/service/jsonarguments.h"
#include "core/service/timedjob.h"
#include "core/sync/proventimes.h"
#include "core/sync/recordhistory.h"
#include "core/sync/whereatserver.h"

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
// A condition has 64 Ki characters at most.
constexpr qint64 ConditionBytes = 256 * 1024;

// No laptop refuses it before it asks, so its user is to be told why.
Problem problemOf(const Error &error)
{
    Problem problem = Problem::of(error);
    if (error.key == QLatin1String("access.masked_one_value"))
        problem.more.insert(QStringLiteral("reason"), error.key);
    return problem;
}

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

    Route asked;
    asked.method = HttpMethod::Post;
    asked.pattern = "/api/v1/records/{object}/matching";
    asked.access = RouteAccess::Session;
    asked.lane = Lane::Read;
    // Each asks for one value (MaskedField::checkOneValue): whoever guesses at what is masked is slow at it.
    asked.rate = {"matching", 20, 10};
    asked.bodyLimit = ConditionBytes;
    router.add(asked, [this](const HttpRequest &request) { return matching(request); });
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
    return answer(request, Workspace::Lane::Detail,
                  [&](const ReadSession &session, const Reader &reader) -> Result<QJsonObject> {
                      RecordHistory history;
                      DW_ASSIGN(history.lines, reader.history({object, *id}, limit, before));
                      history.more = history.lines.size() >= limit;
                      QList<Id> transactions;
                      for (const AuditRecord &line : std::as_const(history.lines))
                          transactions.append(line.entry.transaction);
                      DW_ASSIGN(history.proven, ProvenTimes::of(session, transactions));
                      return toJson(history, PageBytes);
                  });
}

HttpResponse RecordRoutes::matching(const HttpRequest &request)
{
    const Result<QJsonObject> body = request.json();
    if (!body.ok())
        return HttpResponse::problem(Problem::of(body.error()));
    JsonArguments arguments(*body);
    const QString where = arguments.text(QStringLiteral("where"));
    const QString object = request.parameters.value("object");
    if (!arguments.ok() || where.trimmed().isEmpty())
        return HttpResponse::problem(ProblemCode::Malformed);
    if (!m_runner.configuration()->dictionary->find(object))
        return HttpResponse::problem(ProblemCode::NotFound);
    return answer(request, Workspace::Lane::List,
                  [&](const ReadSession &, const Reader &reader) -> Result<QJsonObject> {
                      DW_ASSIGN(const Query query, reader.query(object, where, {}));
                      const ReadContext &context = reader.context();
                      const FieldAccess access(*context.policy, context.actor, context.dictionary,
                                               context.settings.currency);
                      DW_TRY(MaskedField::checkOneValue(*query.where, access));
                      DW_ASSIGN(const auto cursor, reader.open(query, {}));
                      WhereAtServer matching;
                      QList<Record> found;
                      DW_TRY(cursor->next(found, WhereAtServer::Most + 1));
                      matching.more = found.size() > WhereAtServer::Most;
                      for (const Record &record : std::as_const(found)) {
                          if (matching.ids.size() < WhereAtServer::Most)
                              matching.ids.append(record.id());
                      }
                      return matching.toJson();
                  });
}

// What a Reader for the caller says, at one moment.
HttpResponse RecordRoutes::answer(
    const HttpRequest &request, Workspace::Lane lane,
    const std::function<Result<QJsonObject>(const ReadSession &, const Reader &)> &work)
{
    const auto read = [&](const ReadSession &session) -> Result<QJsonObject> {
        DW_ASSIGN(const ReadContext context,
                  callerContext(session, m_runner, request.caller.user, m_context.clock.now()));
        return work(session, Reader(session, context));
    };
    Result<QJsonObject> told = QJsonObject();
    const auto job = [&](ReadSession &session) {
        if (const auto begun = session.beginRead(); !begun.ok()) {
            told = begun.error();
            return;
        }
        told = read(session);
        session.endRead();
    };
    // What the caller asks for may take however long: others wait for this thread.
    const bool done = TimedJob::onReaderWithin(m_runner.workspace(), lane, PatienceMs, job);
    if (!done || (!told.ok() && told.error().code == ErrorCode::Cancelled))
        return HttpResponse::problem(Problem(ProblemCode::Overloaded, {}, 2));
    if (!told.ok())
        return HttpResponse::problem(problemOf(told.error()));
    return HttpResponse::json(*told);
}

}  // namespace dw
