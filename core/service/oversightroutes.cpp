// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/oversightroutes.h"

#include "core/base/canonicaljson.h"
#include "core/base/digest.h"
#include "core/reading/exportsearch.h"
#include "core/reading/readsearch.h"
#include "core/service/callercontext.h"
#include "core/service/devicecontents.h"
#include "core/service/timedjob.h"

#include <QJsonArray>

#include <algorithm>

namespace dw
{

namespace
{

constexpr int PatienceMs = 5'000;
constexpr int UsualLines = 100;
constexpr int MostLines = 1'000;
constexpr qsizetype VersionBytes = 12;

Route route(const char *pattern, const RateLimit &rate)
{
    Route made;
    made.pattern = pattern;
    made.access = RouteAccess::Session;
    made.lane = Lane::Read;
    made.rate = rate;
    made.bodyLimit = 0;
    return made;
}

int limitOf(const HttpRequest &request)
{
    const int asked = request.query.value("limit").toInt();
    return asked > 0 ? std::min(asked, MostLines) : UsualLines;
}

QJsonObject metaOf(const ReadContext &context, const QString &since)
{
    QJsonArray objects;
    for (const ObjectTypePtr &object : context.dictionary->objects()) {
        if (!context.policy->may(context.actor, Action::Read, *object, nullptr).allowed)
            continue;
        const FieldRights rights = context.policy->fields(context.actor, *object);
        QJsonArray fields;
        for (const Field &field : object->fields()) {
            if (rights.of(field.key) == FieldRight::Hidden)
                continue;
            QJsonObject told{{QStringLiteral("key"), field.key},
                             {QStringLiteral("type"), fieldTypeKey(field.type)},
                             {QStringLiteral("label_en"), field.label.in(Language::English)},
                             {QStringLiteral("label_zh"), field.label.in(Language::Chinese)},
                             {QStringLiteral("required"), field.required.kind == Requirement::Kind::Always},
                             {QStringLiteral("custom"), field.custom}};
            if (!field.target.isEmpty())
                told.insert(QStringLiteral("target"), field.target);
            fields.append(told);
        }
        objects.append(QJsonObject{{QStringLiteral("key"), object->key()},
                                   {QStringLiteral("label_en"), object->label().in(Language::English)},
                                   {QStringLiteral("label_zh"), object->label().in(Language::Chinese)},
                                   {QStringLiteral("custom"), object->isCustom()},
                                   {QStringLiteral("fields"), fields}});
    }
    const QString version =
        QString::fromLatin1(blake2b256(canonicalJson(QJsonValue(objects))).first(VersionBytes).toHex());
    if (since == version)
        return {{QStringLiteral("meta"), version}, {QStringLiteral("changed"), false}};
    return {{QStringLiteral("meta"), version},
            {QStringLiteral("changed"), true},
            {QStringLiteral("objects"), objects}};
}

}  // namespace

void OversightRoutes::addRoutes(Router &router)
{
    router.add(route("/api/v1/meta", {"meta", 60, 10}), [this](const HttpRequest &request) {
        const QString since = QString::fromLatin1(request.query.value("since"));
        return read(request, [since](const ReadSession &, const ReadContext &context) -> Result<QJsonObject> {
            return metaOf(context, since);
        });
    });
    router.add(route("/api/v1/exports", {"exports", 60, 10}),
               [this](const HttpRequest &request) { return exports(request); });
    router.add(route("/api/v1/reads", {"reads", 60, 10}),
               [this](const HttpRequest &request) { return reads(request); });
    router.add(route("/api/v1/devices/{id}/contents", {"contents", 6, 5}),
               [this](const HttpRequest &request) { return contents(request); });
}

HttpResponse OversightRoutes::read(const HttpRequest &request, const Work &work)
{
    Result<QJsonObject> answer = QJsonObject();
    const auto job = [&](const ReadSession &session) -> Result<QJsonObject> {
        DW_ASSIGN(const ReadContext context,
                  callerContext(session, m_runner, request.caller.user, m_context.clock.now()));
        return work(session, context);
    };
    const bool done = TimedJob::onReader(m_runner.workspace(), Workspace::Lane::List, PatienceMs,
                                         [&](ReadSession &session) {
                                             if (const auto begun = session.beginRead(); !begun.ok()) {
                                                 answer = begun.error();
                                                 return;
                                             }
                                             answer = job(session);
                                             session.endRead();
                                         });
    if (!done)
        return HttpResponse::problem(Problem(ProblemCode::Overloaded, {}, 2));
    return answer.ok() ? HttpResponse::json(*answer) : HttpResponse::problem(Problem::of(answer.error()));
}

HttpResponse OversightRoutes::reads(const HttpRequest &request)
{
    const auto given = [&request](const char *name) {
        return QString::fromLatin1(request.query.value(name).left(128));
    };
    const auto wanted = ReadSearch::wanted(given("object"), given("id"), limitOf(request));
    if (!wanted.ok())
        return HttpResponse::problem(ProblemCode::Malformed);
    return read(request, [&](const ReadSession &session, const ReadContext &context) -> Result<QJsonObject> {
        DW_ASSIGN(const QJsonArray rows, ReadSearch(Reader(session, context)).table(*wanted));
        return QJsonObject{{QStringLiteral("reads"), rows}, {QStringLiteral("as_of"), context.now.toIso()}};
    });
}

HttpResponse OversightRoutes::exports(const HttpRequest &request)
{
    const int limit = limitOf(request);
    std::optional<QByteArray> sha256;
    if (request.query.contains("sha256")) {
        const auto given =
            ExportSearch::fingerprint({}, QString::fromLatin1(request.query.value("sha256").left(128)));
        if (!given.ok())
            return HttpResponse::problem(ProblemCode::Malformed);
        sha256 = *given;
    }
    return read(request, [&](const ReadSession &session, const ReadContext &context) -> Result<QJsonObject> {
        DW_ASSIGN(const QJsonArray rows, ExportSearch(Reader(session, context)).table(sha256, limit));
        return QJsonObject{{QStringLiteral("exports"), rows}, {QStringLiteral("as_of"), context.now.toIso()}};
    });
}

HttpResponse OversightRoutes::contents(const HttpRequest &request)
{
    const std::optional<Id> id = Id::fromString(request.parameters.value("id"));
    if (!id)
        return HttpResponse::problem(ProblemCode::NotFound);
    const auto device = m_context.accounts.device(*id);
    if (!device.ok())
        return HttpResponse::problem(Problem::of(device.error()));
    const Id user = *device ? (*device)->user : Id();
    return read(request, [&](const ReadSession &session, const ReadContext &context) -> Result<QJsonObject> {
        const ObjectTypePtr roles = context.dictionary->find(u"role");
        const bool mine = !user.isNull() && user == context.actor.user;
        // Who may not ask learns not even whether there is one.
        if (!mine && !context.policy->may(context.actor, Action::Configure, *roles, nullptr).allowed)
            return Error(ErrorCode::Forbidden, QStringLiteral("access.action_forbidden"),
                         {QStringLiteral("role"), {}});
        if (!*device)
            return Error(ErrorCode::NotFound, QStringLiteral("service.no_such_device"), {id->toString()});
        return DeviceContents(m_runner, context.now).of(session, **device);
    });
}

}  // namespace dw
