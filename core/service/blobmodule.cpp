// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/blobmodule.h"

#include "core/service/callercontext.h"
#include "core/service/http/byterange.h"
#include "core/service/timedjob.h"
#include "core/service/workspacepolicies.h"

#include <QFileInfo>
#include <QJsonArray>

#include <utility>

namespace dw
{

namespace
{

constexpr int PatienceMs = 5'000;
// 4 MiB over a line of 64 kbit/s.
constexpr int ChunkMs = 600'000;
constexpr int AnswerMs = 600'000;
constexpr qint64 ManifestBytes = 8 * 1024;
// Attachments with one fingerprint that are looked through for one that holds.
constexpr int MostNamed = 100;

Route route(HttpMethod method, const char *pattern, Lane lane, qint64 bodyLimit)
{
    Route made;
    made.method = method;
    made.pattern = pattern;
    made.access = RouteAccess::Device;
    made.lane = lane;
    made.rate = {"blobs", 1200, 100};
    made.bodyLimit = bodyLimit;
    return made;
}

QByteArray fingerprint(const QString &text)
{
    const QByteArray bytes = QByteArray::fromHex(text.toLatin1());
    const bool exact = bytes.size() == 32 && QString::fromLatin1(bytes.toHex()) == text;
    return exact ? bytes : QByteArray();
}

Uploads::Manifest manifestOf(const QJsonObject &body)
{
    Uploads::Manifest manifest;
    manifest.sha256 = fingerprint(body.value(QLatin1String("sha256")).toString());
    manifest.size = qint64(body.value(QLatin1String("size")).toDouble(-1));
    const QJsonArray chunks = body.value(QLatin1String("chunks")).toArray();
    for (const QJsonValue &chunk : chunks)
        manifest.chunks.append(fingerprint(chunk.toString()));
    return manifest;
}

HttpResponse refused(const Error &error)
{
    return HttpResponse::problem(error.key == QLatin1String("service.too_large")
                                     ? Problem(ProblemCode::TooLarge)
                                     : Problem::of(error));
}

bool holdsContent(const Record &attachment)
{
    const QString state = attachment.value(u"uploaded").text();
    return state != QLatin1String("uploading") && state != QLatin1String("failed");
}

}  // namespace

BlobModule::BlobModule(CommandRunner &runner, Uploads &uploads, const ServiceContext &context)
    : m_runner(runner), m_uploads(uploads), m_context(context)
{}

void BlobModule::addRoutes(Router &router)
{
    router.add(route(HttpMethod::Post, "/api/v1/blobs", Lane::Read, ManifestBytes),
               [this](const HttpRequest &request) { return begin(request); });
    Route chunk =
        route(HttpMethod::Put, "/api/v1/blobs/{sha}/chunks/{number}", Lane::Write, Uploads::ChunkBytes);
    chunk.bodyMs = ChunkMs;
    chunk.bodyJson = false;
    router.add(chunk, [this](const HttpRequest &request) { return putChunk(request); });
    router.add(route(HttpMethod::Post, "/api/v1/blobs/{sha}/complete", Lane::Write, 1024),
               [this](const HttpRequest &request) { return complete(request); });
    Route content = route(HttpMethod::Get, "/api/v1/attachments/{id}/content", Lane::Read, 0);
    content.answerMs = AnswerMs;
    router.add(content, [this](const HttpRequest &request) { return this->content(request); });
}

void BlobModule::writeMetrics(MetricsText &text) const
{
    text.begin("dealwright_blob_bytes_total", MetricsText::Kind::Counter,
               "Bytes of attachments that came and went");
    text.value("dealwright_blob_bytes_total", double(m_received.load()), {{"direction", "received"}});
    text.value("dealwright_blob_bytes_total", double(m_served.load()), {{"direction", "served"}});
}

Result<BlobModule::Access> BlobModule::accessOf(const ReadSession &session, const Caller &caller,
                                                const QString &sha256) const
{
    DW_ASSIGN(ReadContext context, callerContext(session, m_runner, caller.user, m_context.clock.now()));
    const Reader reader(session, std::move(context));
    DW_ASSIGN(const ObjectTypePtr type, reader.object(QStringLiteral("attachment")));
    Access access;
    access.mayAttach =
        reader.context().policy->may(reader.context().actor, Action::Create, *type, nullptr).allowed;
    const auto query = reader.query(type->key(), QStringLiteral("sha256 = \"%1\"").arg(sha256), {});
    if (!query.ok())  // a field that the user may not read
        return access;
    DW_ASSIGN(const auto rows, reader.rows(*query, MostNamed));
    DW_ASSIGN(const QList<Record> named,
              reader.page(type, rows, {type->indexOf(u"uploaded"), type->indexOf(u"sha256")}));
    access.seesContent = std::any_of(named.begin(), named.end(), holdsContent);
    return access;
}

HttpResponse BlobModule::begin(const HttpRequest &request)
{
    const Result<QJsonObject> body = request.json();
    if (!body.ok())
        return HttpResponse::problem(Problem::of(body.error()));
    const Uploads::Manifest manifest = manifestOf(*body);
    if (const Result<void> fits = Uploads::check(manifest); !fits.ok())
        return refused(fits.error());
    Result<Access> access = Access();
    const bool done = TimedJob::onReader(
        m_runner.workspace(), Workspace::Lane::Detail, PatienceMs, [&](ReadSession &session) {
            access = accessOf(session, request.caller, QString::fromLatin1(manifest.sha256.toHex()));
        });
    if (!done)
        return HttpResponse::problem(ProblemCode::Overloaded);
    if (!access.ok())
        return refused(access.error());
    if (!access->mayAttach)
        return HttpResponse::problem(ProblemCode::Forbidden);
    // Not in the reader's time: content may have to be fetched.
    access->seesContent = access->seesContent && m_runner.workspace().blobPath(manifest.sha256).ok();
    if (access->seesContent) {
        if (const Result<void> noted = m_uploads.setArrived(request.caller.user, manifest.sha256);
            !noted.ok())
            return refused(noted.error());
    }
    // Whatever of it is here already for others: who does not see that is not told.
    const Result<bool> room = access->seesContent ? Result<bool>(true) : hasRoom(manifest.size);
    if (!room.ok())
        return refused(room.error());
    if (!*room)
        return HttpResponse::problem(Problem(
            ProblemCode::TooLarge, {{QStringLiteral("reason"), QStringLiteral("service.files_full")}}));
    const Result<QList<int>> missing = m_uploads.begin(request.caller.user, manifest);
    if (!missing.ok())
        return refused(missing.error());
    const bool complete = m_uploads.hasFrom(request.caller.user, manifest.sha256);
    if (complete) {
        if (std::optional<HttpResponse> problem = tellArrived(request.caller, manifest.sha256))
            return std::move(*problem);
    }
    QJsonArray numbers;
    for (const int number : *missing)
        numbers.append(number);
    return HttpResponse::json({{QStringLiteral("missing"), numbers}, {QStringLiteral("complete"), complete}});
}

// About: of several that begin at once each may be the last.
Result<bool> BlobModule::hasRoom(qint64 size) const
{
    DW_ASSIGN(const qint64 most, WorkspacePolicies(m_context.accounts).serverFileBytes());
    if (most == 0)
        return true;
    DW_ASSIGN(const qint64 stored, m_uploads.storedBytes(m_runner.workspace()));
    return size + stored <= most;
}

HttpResponse BlobModule::putChunk(const HttpRequest &request)
{
    const QByteArray sha256 = fingerprint(request.parameters.value("sha"));
    bool isNumber = false;
    const int number = request.parameters.value("number").toInt(&isNumber);
    if (sha256.isEmpty() || !isNumber)
        return HttpResponse::problem(ProblemCode::NotFound);
    const Result<void> put = m_uploads.putChunk(request.caller.user, sha256, number, request.body);
    if (!put.ok())
        return refused(put.error());
    m_received += request.body.size();
    return HttpResponse::empty();
}

HttpResponse BlobModule::complete(const HttpRequest &request)
{
    const QByteArray sha256 = fingerprint(request.parameters.value("sha"));
    if (sha256.isEmpty())
        return HttpResponse::problem(ProblemCode::NotFound);
    const Id user = request.caller.user;
    if (!m_uploads.hasFrom(user, sha256)) {
        const Result<QString> whole = m_uploads.assemble(user, sha256);
        if (!whole.ok())
            return refused(whole.error());
        const auto kept = m_runner.workspace().putBlob(*whole);
        if (!kept.ok())
            return refused(kept.error());
        if (const Result<void> noted = m_uploads.setArrived(user, sha256); !noted.ok())
            return refused(noted.error());
    }
    if (std::optional<HttpResponse> problem = tellArrived(request.caller, sha256))
        return std::move(*problem);
    return HttpResponse::json({{QStringLiteral("complete"), true}});
}

std::optional<HttpResponse> BlobModule::tellArrived(const Caller &caller, const QByteArray &sha256)
{
    const Result<QString> path = m_runner.workspace().blobPath(sha256);
    if (!path.ok())
        return refused(path.error());
    const QString text = QString::fromLatin1(sha256.toHex());
    Result<void> told;
    const auto tell = [&](WriteSession &session) -> Result<void> {
        const ObjectTypePtr type = m_runner.configuration()->dictionary->find(u"attachment");
        DW_ASSIGN(const QList<Record> named, session.findByValue(type, type->indexOf(u"sha256"), Value(text),
                                                                 ReadSession::Match::Exact, MostNamed));
        if (std::all_of(named.begin(), named.end(), holdsContent))
            return {};
        const QJsonObject arguments{{QStringLiteral("sha256"), text},
                                    {QStringLiteral("size"), double(QFileInfo(*path).size())},
                                    {QStringLiteral("user"), caller.user.toString()}};
        const CommandResult result =
            m_runner.run(session, {QStringLiteral("attachment.arrived"), arguments}, Actor());
        return result.status == CommandResult::Status::Applied ? Result<void>() : result.error;
    };
    if (!TimedJob::onWriter(m_runner.workspace(), PatienceMs,
                            [&](WriteSession &session) { told = tell(session); }))
        return HttpResponse::problem(ProblemCode::Overloaded);
    return told.ok() ? std::optional<HttpResponse>() : refused(told.error());
}

Result<QString> BlobModule::contentOf(const ReadSession &session, const Caller &caller,
                                      const Id &attachment) const
{
    DW_ASSIGN(ReadContext context, callerContext(session, m_runner, caller.user, m_context.clock.now()));
    const Reader reader(session, std::move(context));
    DW_ASSIGN(const Record record, reader.record({QStringLiteral("attachment"), attachment}));
    const QString sha256 = record.value(u"sha256").text();
    if (!holdsContent(record) || sha256.isEmpty())
        return Error(ErrorCode::NotFound, QStringLiteral("service.not_found"));
    return sha256;
}

HttpResponse BlobModule::content(const HttpRequest &request)
{
    const std::optional<Id> id = Id::fromString(request.parameters.value("id"));
    if (!id)
        return HttpResponse::problem(ProblemCode::NotFound);
    Result<QString> sha256 = QString();
    if (!TimedJob::onReader(m_runner.workspace(), Workspace::Lane::Detail, PatienceMs,
                            [&](ReadSession &session) { sha256 = contentOf(session, request.caller, *id); }))
        return HttpResponse::problem(ProblemCode::Overloaded);
    if (!sha256.ok())
        return refused(sha256.error());
    const Result<QString> path = m_runner.workspace().blobPath(fingerprint(*sha256));
    if (!path.ok())
        return refused(path.error());
    const qint64 size = QFileInfo(*path).size();
    const ByteRange range = ByteRange::of(request.header("range"), size);
    HttpResponse response;
    response.type = QByteArrayLiteral("application/octet-stream");
    response.compressible = false;
    response.with("Accept-Ranges", "bytes")
        .with("ETag", '"' + sha256->toLatin1() + '"')
        .with("Content-Disposition", "attachment")
        .with("X-Content-Type-Options", "nosniff");
    if (range.kind == ByteRange::Kind::Unsatisfiable) {
        response.status = 416;
        response.with("Content-Range", "bytes */" + QByteArray::number(size));
        return response;
    }
    if (range.kind == ByteRange::Kind::Part) {
        response.status = 206;
        response.with("Content-Range", "bytes " + QByteArray::number(range.first) + '-' +
                                           QByteArray::number(range.first + range.length - 1) + '/' +
                                           QByteArray::number(size));
    }
    response.file = HttpResponse::FilePart{*path, range.first, range.length};
    m_served += range.length;
    return response;
}

}  // namespace dw
