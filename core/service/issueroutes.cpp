// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/issueroutes.h"

#include "core/service/timedjob.h"
#include "core/sync/issuebook.h"

#include <algorithm>
#include <utility>

namespace dw
{

namespace
{

constexpr int PatienceMs = 5'000;
constexpr int UsualLines = 200;
constexpr int MostLines = 1'000;

Route route()
{
    Route made;
    made.pattern = "/api/v1/sync/issues";
    made.access = RouteAccess::Session;
    made.lane = Lane::Read;
    made.rate = {"issues", 30, 10};
    made.bodyLimit = 0;
    return made;
}

}  // namespace

void IssueRoutes::addRoutes(Router &router)
{
    router.add(route(), [this](const HttpRequest &request) {
        bool isNumber = false;
        const int limit = request.query.value("limit").toInt(&isNumber);
        return list(request, isNumber ? limit : UsualLines);
    });
}

HttpResponse IssueRoutes::list(const HttpRequest &request, int limit)
{
    const ConfigurationPtr configuration = m_runner.configuration();
    const Instant now = m_context.clock.now();
    const Id user = request.caller.user;
    const int lines = std::clamp(limit, 1, MostLines);
    Result<QJsonArray> issues = QJsonArray();
    const auto job = std::make_shared<TimedJob>();
    const auto work = [&](ReadSession &session) -> Result<QJsonArray> {
        Actor actor;
        actor.user = user;
        DW_ASSIGN(const Record record, session.find(configuration->dictionary->find(u"user"), user));
        if (record.isValid())
            actor.team = record.value(u"team_id").id();
        return IssueBook(session).list(*configuration, actor, now, lines);
    };
    // What runs there names things of this stack: it runs while this waits, or not at all.
    m_runner.workspace().read(Workspace::Lane::List, {},
                              [job, &issues, &work](ReadSession &session, const Ticket &) {
                                  job->run([&] {
                                      if (const auto begun = session.beginRead(); !begun.ok()) {
                                          issues = begun.error();
                                          return;
                                      }
                                      issues = work(session);
                                      session.endRead();
                                  });
                              });
    if (!job->wait(PatienceMs))
        return HttpResponse::problem(Problem(ProblemCode::Overloaded, {}, 2));
    if (!issues.ok())
        return HttpResponse::problem(Problem::of(issues.error()));
    return HttpResponse::json({{QStringLiteral("issues"), *issues}, {QStringLiteral("as_of"), now.toIso()}});
}

}  // namespace dw
