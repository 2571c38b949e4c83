// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/syncmodule.h"

#include "core/base/wording.h"
#include "core/service/serverfolder.h"
#include "core/service/timedjob.h"
#include "core/service/workspacepolicies.h"
#include "core/sync/answerpage.h"
#include "core/sync/historyguard.h"

#include <QJsonArray>

#include <sodium.h>

#include <algorithm>
#include <chrono>
#include <thread>
#include <utility>

namespace dw
{

namespace
{

// A request that waits longer for the store comes too late: its laptop asks again (sync-protocol.md 3.22).
constexpr int PatienceMs = 2'000;
constexpr int LongestRetryS = 4;
// What a push may hold besides its transactions: numbers, commas, the cursor.
constexpr qint64 PushBytes = 1024 * 1024;
constexpr qint64 PushFrame = 64 * 1024;
// Then others have their turn at the writer.
constexpr int PushMs = 100;
constexpr int PushRecords = 1000;
// How far the history has come is worth a file only now and then.
constexpr int MarkEveryMs = 1'000;
// The list of the scopes that a laptop holds.
constexpr qint64 PullBody = 512 * 1024;
constexpr qint64 SmallBody = 16 * 1024;
constexpr int SnapshotMs = 600'000;
// The slowest line that laptops work on (features: U31), 64 kbit/s: a page of 2 MiB takes it four minutes and
// a half, and whatever is cut off before its end is sent anew for ever.
constexpr qint64 BytesPerMs = 8;
constexpr int PageMs = 300'000;

Route route(const char *pattern, Lane lane, const RateLimit &rate, qint64 bodyLimit)
{
    Route made;
    made.method = HttpMethod::Post;
    made.pattern = pattern;
    made.access = RouteAccess::Device;
    made.lane = lane;
    made.rate = rate;
    made.bodyLimit = bodyLimit;
    made.bodyMs = std::max(made.bodyMs, int(bodyLimit / BytesPerMs * 5 / 4));
    made.answerMs = PageMs;
    return made;
}

}  // namespace

SyncModule::SyncModule(CommandRunner &runner, std::shared_ptr<const SyncAccess> access,
                       const ServiceContext &context)
    : m_runner(runner)
    , m_context(context)
    , m_engine(runner, access)
    , m_least(context.accounts, context.clock)
    , m_snapshots(MemberStreams::PerCore * std::max(1, int(std::thread::hardware_concurrency())))
{
    m_engine.setBudget({PushMs, PushRecords, [] {
                            using namespace std::chrono;
                            return qint64(
                                duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count());
                        }});
    m_engine.setCursorKey(context.keys.tokenKey());
    m_engine.onDiverged([this] { noteDiverged(); });
    m_commits = QObject::connect(
        &runner, &CommandRunner::committed, &runner, [this] { readHead(); }, Qt::DirectConnection);
    m_publishing = std::make_unique<Publishing>(runner, PublishedFeed(std::move(access), runner.clock(), [] {
                                                    return quint32(randombytes_random());
                                                }));
}

SyncModule::~SyncModule()
{
    QObject::disconnect(m_commits);
    if (!m_mark)
        return;
    Result<LedgerHead> head = LedgerHead();
    m_runner.workspace().readNow([&](ReadSession &session) { head = session.ledger().head(); });
    m_mark->sinceWritten.invalidate();
    if (head.ok())
        m_mark->note(*head);
}

Result<void> SyncModule::load()
{
    Result<LedgerHead> head = LedgerHead();
    m_runner.workspace().readNow([&](ReadSession &session) { head = session.ledger().head(); });
    if (!head.ok())
        return head.error();
    Result<std::optional<Instant>> suspect = std::optional<Instant>();
    m_runner.workspace().readNow(
        [&](ReadSession &session) { suspect = HistoryGuard::suspectSince(session); });
    if (!suspect.ok())
        return suspect.error();
    m_suspectSince = *suspect ? (*suspect)->ms : 0;
    m_head->take(*head);
    return {};
}

QByteArray SyncModule::epoch() const
{
    const std::lock_guard lock(m_head->mutex);
    return m_head->epoch;
}

void SyncModule::Head::take(const LedgerHead &head)
{
    sequence = head.sequence;
    const std::lock_guard lock(mutex);
    epoch = head.epoch.toString().toLatin1();
}

// From a reader, in its snapshot; what runs there names nothing of this thread's stack.
void SyncModule::noteDiverged()
{
    if (m_suspectSince != 0)
        return;
    const Instant now = m_context.clock.now();
    m_suspectSince = now.ms;
    m_context.log.write(ServiceLog::Level::Error, "history_diverged", {});
    m_runner.workspace().write(Workspace::Priority::User, [now](WriteSession &session, const Ticket &) {
        if (const Result<void> noted = HistoryGuard::suspect(session, now); !noted.ok())
            qWarning("the history's doubt could not be kept: %s", qPrintable(noted.error().key));
    });
}

// The account store has it first: a workspace takes over what stands there whenever it is opened.
Result<void> SyncModule::beginEpoch()
{
    const Id epoch = m_context.ids.next();
    DW_TRY(m_context.accounts.setSetting(ServerFolder::epochSetting(), epoch.toString().toLatin1()));
    Result<void> begun;
    m_runner.workspace().writeNow([&](WriteSession &session) {
        begun = HistoryGuard::beginEpoch(session, epoch, m_context.clock.now());
    });
    DW_TRY(begun);
    m_context.log.write(ServiceLog::Level::Warning, "epoch_begun",
                        {{QStringLiteral("epoch"), epoch.toString()}});
    return load();
}

// Nobody looked at it for long enough.
std::optional<HttpResponse> SyncModule::settleDoubt()
{
    const qint64 since = m_suspectSince;
    if (since == 0 || m_context.clock.now().ms - since < HistoryGuard::PatienceMs)
        return {};
    const std::lock_guard lock(m_settling);
    if (m_suspectSince != since)
        return {};
    // An administrator may have asked another server.
    if (const Result<void> read = load(); !read.ok())
        return HttpResponse::problem(Problem::of(read.error()));
    if (m_suspectSince == 0)
        return {};
    const Result<void> begun = beginEpoch();
    return begun.ok() ? std::optional<HttpResponse>() : HttpResponse::problem(Problem::of(begun.error()));
}

void SyncModule::readHead()
{
    // The newest request counts: after many commits it is read once.
    m_runner.workspace().read(Workspace::Lane::Detail, QStringLiteral("sync.head"),
                              [known = m_head, mark = m_mark](ReadSession &session, const Ticket &) {
                                  const auto head = session.ledger().head();
                                  if (!head.ok())
                                      return;
                                  known->take(*head);
                                  if (mark)
                                      mark->note(*head);
                              });
}

void SyncModule::Mark::note(const LedgerHead &head)
{
    const std::lock_guard lock(mutex);
    if (sinceWritten.isValid() && sinceWritten.elapsed() < MarkEveryMs)
        return;
    sinceWritten.start();
    if (const Result<void> written = file.write(head); !written.ok())
        qWarning("%s", qPrintable(describe(written.error())));
}

void SyncModule::addRoutes(Router &router)
{
    router.add(route("/api/v1/sync/hello", Lane::Read, {"hello", 120, 20}, SmallBody),
               [this](const HttpRequest &request) { return hello(request); });
    router.add(route("/api/v1/sync/push", Lane::Write, {"push", 120, 20}, PushBytes + PushFrame),
               [this](const HttpRequest &request) { return push(request); });
    router.add(route("/api/v1/sync/pull", Lane::Read, {"pull", 600, 20}, PullBody),
               [this](const HttpRequest &request) {
                   return read(request, Workspace::Lane::Detail,
                               [this](ReadSession &session, const Caller &caller, const QJsonObject &body) {
                                   return m_engine.pull(session, caller.device, body);
                               });
               });
    addHistoryRoutes(router);
    // Each takes numbers away for good.
    router.add(route("/api/v1/numbers/lease", Lane::Write, {"lease", 30, 10}, SmallBody),
               [this](const HttpRequest &request) { return lease(request); });
    // A first synchronisation is hundreds of these in a row.
    router.add(route("/api/v1/sync/members", Lane::Read, {"members", 6000, 200}, SmallBody),
               [this](const HttpRequest &request) {
                   return read(request, Workspace::Lane::List,
                               [this](ReadSession &session, const Caller &caller, const QJsonObject &body) {
                                   return m_engine.members(session, caller.device, body);
                               });
               });
    // Two for each scope of a user: what is recent, and what is older.
    Route snapshots = route("/api/v1/sync/snapshot", Lane::Read, {"snapshot", 1200, 120}, SmallBody);
    // Then it goes on with another request, so that nobody holds a place for ever.
    snapshots.answerMs = SnapshotMs;
    router.add(snapshots, [this](const HttpRequest &request) { return snapshot(request); });
}

HttpResponse SyncModule::snapshot(const HttpRequest &request)
{
    QJsonObject body;
    if (std::optional<HttpResponse> refused = refusal(request, body))
        return std::move(*refused);
    MemberStreams::Opened opened = m_snapshots.open(
        request.caller.device, body, ContentCodings::preferred(request.header("accept-encoding")),
        [this, device = request.caller.device](const QJsonObject &wanted) {
            std::optional<SyncServer::MemberFrames> frames;
            if (!onReader(Workspace::Lane::List, [&](ReadSession &session) {
                    frames = m_engine.memberFrames(session, device, wanted);
                }))
                frames.reset();
            return frames;
        });
    if (opened.problem)
        return responseOf(*opened.problem, request);
    return opened.response ? std::move(*opened.response) : busy();
}

void SyncModule::addHistoryRoutes(Router &router)
{
    using Compare = SyncAnswer (SyncServer::*)(ReadSession &, const Id &, const QJsonObject &);
    const auto add = [&](const char *pattern, const char *rate, qint64 limit, Compare answer) {
        router.add(route(pattern, Lane::Read, {rate, 120, 60}, limit), [this,
                                                                        answer](const HttpRequest &request) {
            return read(request, Workspace::Lane::List,
                        [this, answer](ReadSession &session, const Caller &caller, const QJsonObject &body) {
                            return (m_engine.*answer)(session, caller.device, body);
                        });
        });
    };
    add("/api/v1/sync/reconcile", "reconcile", PullBody, &SyncServer::reconcile);
    add("/api/v1/sync/tx-status", "status", PullBody, &SyncServer::status);
    add("/api/v1/sync/verify", "verify", PullBody, &SyncServer::verify);
}

QList<std::pair<QByteArray, QByteArray>> SyncModule::headers() const
{
    return {{"X-Epoch", epoch()}, {"X-Head", QByteArray::number(m_head->sequence.load())}};
}

void SyncModule::writeMetrics(MetricsText &text) const
{
    text.begin("dealwright_sync_head", MetricsText::Kind::Gauge, "Number of the newest commit");
    text.value("dealwright_sync_head", double(m_head->sequence.load()));
    static constexpr const char *outcomes[] = {"applied", "merged", "rejected"};
    text.begin("dealwright_sync_transactions_total", MetricsText::Kind::Counter,
               "Transactions of laptops, by what became of them");
    for (size_t i = 0; i < m_counts.size(); ++i)
        text.value("dealwright_sync_transactions_total", double(m_counts[i].load()),
                   {{"outcome", outcomes[i]}});
    text.begin("dealwright_sync_snapshots", MetricsText::Kind::Gauge,
               "Snapshots that are sent, and laptops that wait for one");
    text.value("dealwright_sync_snapshots", m_snapshots.active(), {{"state", "sent"}});
    text.value("dealwright_sync_snapshots", m_snapshots.waiting(), {{"state", "waiting"}});
    text.begin("dealwright_sync_busy_total", MetricsText::Kind::Counter,
               "Requests for which the store had no time");
    text.value("dealwright_sync_busy_total", double(m_busy.load()));
}

std::optional<HttpResponse> SyncModule::refusal(const HttpRequest &request, QJsonObject &body,
                                                LeastProgram::Known least)
{
    Result<QJsonObject> sent = request.json();
    if (!sent.ok())
        return HttpResponse::problem(Problem::of(sent.error()));
    body = std::move(sent).value();
    const QByteArray protocol = request.header("x-proto");
    if (!protocol.isEmpty() && protocol != "1")
        return HttpResponse::problem(ProblemCode::UpgradeRequired);
    const Result<std::optional<Problem>> tooOld = m_least.refusal(request, least);
    if (!tooOld.ok())
        return HttpResponse::problem(Problem::of(tooOld.error()));
    if (*tooOld)
        return HttpResponse::problem(**tooOld);
    if (std::optional<HttpResponse> refused = settleDoubt())
        return refused;
    return ensureKnown(request.caller);
}

std::optional<HttpResponse> SyncModule::ensureKnown(const Caller &caller)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_known.contains(caller.device))
            return {};
    }
    const auto account = m_context.accounts.device(caller.device);
    if (!account.ok())
        return HttpResponse::problem(Problem::of(account.error()));
    if (!*account)
        return HttpResponse::problem(ProblemCode::DeviceRevoked);
    SyncAnswer answer;
    const bool done = onWriter([&](WriteSession &session) {
        const auto known = session.ledger().device(caller.device);
        if (!known.ok())
            answer = syncProblem(503, QStringLiteral("overloaded"), QStringLiteral("retry"));
        else if (!*known)
            answer = m_engine.enrol(session, caller.device, caller.user, (*account)->shortCode,
                                    (*account)->registeredAt);
    });
    if (!done)
        return busy();
    if (!answer.ok())
        return HttpResponse::json(answer.body, answer.status);
    const std::lock_guard lock(m_mutex);
    m_known.insert(caller.device);
    return {};
}

bool SyncModule::onWriter(std::function<void(WriteSession &)> work)
{
    return TimedJob::onWriter(m_runner.workspace(), PatienceMs, std::move(work));
}

bool SyncModule::onReader(Workspace::Lane lane, std::function<void(ReadSession &)> work)
{
    return TimedJob::onReader(m_runner.workspace(), lane, PatienceMs, std::move(work));
}

HttpResponse SyncModule::busy()
{
    ++m_busy;
    return HttpResponse::problem(
        Problem(ProblemCode::Overloaded, {}, 1 + int(randombytes_uniform(LongestRetryS))));
}

HttpResponse SyncModule::responseOf(const SyncAnswer &answer, const HttpRequest &request)
{
    HttpResponse response = HttpResponse::json(answer.body, answer.status);
    if (answer.ok())
        return response;
    QJsonObject body = answer.body;
    body.insert(QStringLiteral("request_id"), request.id);
    response = HttpResponse::json(body, answer.status);
    response.type = QByteArrayLiteral("application/problem+json");
    if (answer.status == 503)
        response.with("Retry-After", QByteArray::number(1 + randombytes_uniform(LongestRetryS)));
    return response;
}

HttpResponse SyncModule::hello(const HttpRequest &request)
{
    return read(
        request, Workspace::Lane::Detail,
        [this](ReadSession &session, const Caller &caller, const QJsonObject &body) {
            const Result<SyncAnswer> answer = greeting(session, caller, body);
            return answer.ok() ? *answer
                               : syncProblem(503, QStringLiteral("overloaded"), QStringLiteral("retry"));
        },
        LeastProgram::Known::Now);
}

Result<SyncAnswer> SyncModule::greeting(ReadSession &session, const Caller &caller,
                                        const QJsonObject &request) const
{
    const QJsonArray protocols = request.value(QLatin1String("proto")).toArray();
    if (!protocols.contains(1))
        return syncProblem(426, QStringLiteral("upgrade_required"), QStringLiteral("upgrade"));
    DW_ASSIGN(const auto problem, m_engine.greet(session, request));
    if (problem)
        return *problem;
    DW_ASSIGN(const LedgerHead head, session.ledger().head());
    DW_ASSIGN(const auto device, session.ledger().device(caller.device));
    DW_ASSIGN(const LaptopPolicy policy,
              WorkspacePolicies(m_context.accounts).of(session, *m_runner.configuration(), caller.user));
    const WorkspaceInfo &info = m_runner.workspace().info();
    return SyncAnswer{200,
                      {{QStringLiteral("proto"), 1},
                       {QStringLiteral("epoch"), head.epoch.toString()},
                       {QStringLiteral("head"), double(head.sequence)},
                       {QStringLiteral("meta"), double(head.metadata)},
                       {QStringLiteral("horizon"), double(head.horizon)},
                       {QStringLiteral("dev_last_dseq"), double(device ? device->lastNumber : 0)},
                       {QStringLiteral("limits"),
                        QJsonObject{{QStringLiteral("push_tx"), SyncServer::PushTransactions},
                                    {QStringLiteral("push_bytes"), double(PushBytes)},
                                    {QStringLiteral("page_rows"), SyncServer::PageAggregates},
                                    {QStringLiteral("page_bytes"), double(AnswerPage::MaxBytes)}}},
                       {QStringLiteral("policy"), policy.toJson()},
                       {QStringLiteral("time"), m_context.clock.now().toIso()},
                       {QStringLiteral("workspace"),
                        QJsonObject{{QStringLiteral("name"), m_context.workspace},
                                    {QStringLiteral("zone"), QString::fromLatin1(info.zoneName)},
                                    {QStringLiteral("currency"), info.currency.code()},
                                    {QStringLiteral("fiscal_start_month"), info.fiscalStartMonth}}},
                       {QStringLiteral("user"), QJsonObject{{QStringLiteral("id"), caller.user.toString()},
                                                            {QStringLiteral("login"), caller.login},
                                                            {QStringLiteral("name"), caller.name}}},
                       {QStringLiteral("notices"), QJsonArray()}}};
}

HttpResponse SyncModule::push(const HttpRequest &request)
{
    QJsonObject body;
    if (std::optional<HttpResponse> refused = refusal(request, body))
        return std::move(*refused);
    QByteArray key;
    if (body.contains(QLatin1String("log"))) {
        const auto device = m_context.accounts.device(request.caller.device);
        if (device.ok() && *device)
            key = (*device)->publicKey;
    }
    SyncAnswer answer;
    if (!onWriter([&](WriteSession &session) {
            answer = m_engine.push(session, request.caller.device, body, key);
        }))
        return busy();
    if (answer.ok())
        count(answer.body.value(QLatin1String("results")).toArray());
    return responseOf(answer, request);
}

HttpResponse SyncModule::lease(const HttpRequest &request)
{
    QJsonObject body;
    if (std::optional<HttpResponse> refused = refusal(request, body))
        return std::move(*refused);
    SyncAnswer answer;
    if (!onWriter(
            [&](WriteSession &session) { answer = m_engine.lease(session, request.caller.device, body); }))
        return busy();
    return responseOf(answer, request);
}

HttpResponse SyncModule::read(const HttpRequest &request, Workspace::Lane lane, const Reading &work,
                              LeastProgram::Known least)
{
    QJsonObject body;
    if (std::optional<HttpResponse> refused = refusal(request, body, least))
        return std::move(*refused);
    SyncAnswer answer;
    if (!onReader(lane, [&](ReadSession &session) { answer = work(session, request.caller, body); }))
        return busy();
    return responseOf(answer, request);
}

void SyncModule::count(const QJsonArray &results)
{
    static const QStringList outcomes{QStringLiteral("applied"), QStringLiteral("merged"),
                                      QStringLiteral("rejected")};
    for (const QJsonValue &result : results) {
        const qsizetype at = outcomes.indexOf(result.toObject().value(QLatin1String("st")).toString());
        if (at >= 0)
            ++m_counts[size_t(at)];
    }
}

}  // namespace dw
