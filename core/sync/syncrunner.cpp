// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/syncrunner.h"

#include "core/store/blobstore.h"
#include "core/sync/inboxreader.h"
#include "core/sync/memberfetch.h"
#include "core/sync/numbersupply.h"
#include "core/sync/outboxexport.h"
#include "core/sync/syncguard.h"
#include "core/sync/syncrecovery.h"
#include "core/sync/syncserver.h"
#include "core/sync/writerjob.h"

#include <QJsonArray>
#include <QThread>
#include <QTimeZone>
#include <QTimer>

#include <algorithm>
#include <functional>
#include <utility>

namespace dw
{

namespace
{

// A push that brings no answer although the server took it: it asks for time.
constexpr int PushesWithoutAnswer = 3;
// Runs that follow each other closely are one conversation.
constexpr qint64 GreetEveryMs = 60'000;
constexpr qint64 SmallFile = 4LL * 1024 * 1024;

}  // namespace

// One run, on its thread.
class SyncRunner::Run
{
public:
    Run(SyncRunner &owner, ServerLine &line, HttpTransport &transport)
        : m_owner(owner)
        , m_line(line)
        , m_transport(transport)
        , m_workspace(owner.m_runner.workspace())
        , m_client(owner.m_runner)
        , m_recovery(owner.m_runner, m_client)
        , m_files(owner.m_runner, line)
        , m_user(line.identity().user)
    {}

    SyncReport report;
    std::optional<int> leaseDays;  // as the server told it

    Result<void> all()
    {
        // What was taken away when the program stopped goes, whether its server answers or not.
        DW_TRY(settle());
        DW_TRY(takeOwnName());
        NumberSupply numbers(m_workspace, m_client, m_line);
        DW_TRY(numbers.takeShortName());
        if (!m_owner.wasGreeted())
            DW_TRY(greet());
        DW_TRY(recover(SyncRecovery::Place::BeforePush));
        DW_TRY(sendLog());
        DW_TRY(sendFilesFirst());
        DW_TRY(push());
        DW_TRY(pullAll());
        DW_TRY(numbers.lease());
        DW_ASSIGN(const bool sent, bringFiles());
        // What arrived is told by the server.
        return sent ? pullAll() : Result<void>();
    }

    void countWhatWaits()
    {
        m_workspace.readNow([&](ReadSession &session) {
            const auto waiting = session.replica().outbox(0, -1);
            const auto inbox = InboxReader::count(session, m_owner.m_runner.configuration());
            const auto cursor = session.replica().value(QStringLiteral("cursor"));
            if (cursor.ok())
                report.reached = cursor->left(cursor->indexOf('.')).toLongLong();
            if (waiting.ok())
                report.waiting =
                    int(std::count_if(waiting->begin(), waiting->end(), [](const OutboxEntry &one) {
                        return one.state != OutboxEntry::State::Answered;
                    }));
            report.inbox = inbox.ok() ? *inbox : 0;
        });
    }

private:
    using Outcome = SyncClient::Outcome;

    Result<SyncAnswer> ask(const char *path, const QJsonObject &request)
    {
        DW_ASSIGN(const SyncAnswer answer, m_line.ask(QLatin1String("sync/") + QLatin1String(path), request));
        report.online = true;
        // The list of scopes of a laptop may be older than what it may hold: it pulls again.
        const bool ended = answer.ok() || answer.code() == QLatin1String("scope_gone");
        return ended ? Result<SyncAnswer>(answer) : ServerLine::errorOf(answer);
    }

    void tell(SyncProgress::Phase phase) { Q_EMIT m_owner.progressed({phase, report.pushed, report.pulled}); }

    // Where what waits will take its time: what of it is here now (B12). It proves something or nothing, and
    // stands in nobody's way.
    Result<void> sendLog()
    {
        Result<std::optional<QJsonObject>> request = std::optional<QJsonObject>();
        const auto sign = [identity = m_line.identity()](const QByteArray &message) {
            return identity.sign(message);
        };
        m_workspace.readNow([&](ReadSession &session) {
            if (SyncClient::takesTime(session))
                request = m_client.logRequest(session, sign);
        });
        DW_TRY(request);
        if (*request)
            (void)m_line.ask(QStringLiteral("sync/push"), **request);
        return {};
    }

    // The folder was registered anew (Enrolment::renew()): its work goes up as that device's.
    Result<void> takeOwnName()
    {
        const Id device = m_line.identity().device;
        Result<QByteArray> known = QByteArray();
        m_workspace.readNow(
            [&](ReadSession &session) { known = session.replica().value(QStringLiteral("device")); });
        DW_TRY(known);
        if (*known == device.toByteArray())
            return {};
        const auto begun = onWriter<bool>(m_workspace, [&](WriteSession &session) -> Result<bool> {
            DW_TRY(m_recovery.beginAs(session, device));
            return true;
        });
        return begun.ok() ? Result<void>() : Result<void>(begun.error());
    }

    Result<void> greet()
    {
        tell(SyncProgress::Phase::Greeting);
        Result<QByteArray> epoch = QByteArray();
        Result<QByteArray> cursor = QByteArray();
        Result<QByteArray> acknowledged = QByteArray();
        m_workspace.readNow([&](ReadSession &session) {
            epoch = session.replica().value(QStringLiteral("epoch"));
            cursor = session.replica().value(QStringLiteral("cursor"));
            acknowledged = session.replica().value(QStringLiteral("ack_results"));
        });
        DW_TRY(epoch);
        DW_TRY(cursor);
        DW_TRY(acknowledged);
        DW_ASSIGN(const SyncAnswer answer,
                  m_line.ask(QStringLiteral("sync/hello"),
                             {{QStringLiteral("proto"), QJsonArray{1}},
                              {QStringLiteral("epoch"), QString::fromLatin1(*epoch)},
                              {QStringLiteral("cursor"), QString::fromLatin1(*cursor)}}));
        report.online = true;
        if (answer.ok())
            DW_TRY(takePolicy(answer.body.value(QLatin1String("policy")).toObject()));
        const auto theirs =
            Instant::fromIso(answer.body.value(QLatin1String("time")).toString(), QTimeZone::utc());
        if (theirs)
            report.aheadMs = m_owner.m_runner.clock().now().ms - theirs->ms;
        // What it answered it still knows; else it was put back, even where the cursor stands.
        const bool knows = answer.body.value(QLatin1String("dev_last_dseq")).toDouble() >=
                           double(acknowledged->toLongLong());
        if (answer.ok() && knows && answer.body.value(QLatin1String("epoch")).toString().toLatin1() == *epoch)
            return {};
        if (answer.ok() || answer.action() == QLatin1String("reconcile"))
            return begin(SyncRecovery::Why::Restored);
        if (answer.action() == QLatin1String("resync"))
            return begin(SyncRecovery::Why::Expired);
        return ServerLine::errorOf(answer);
    }

    Result<void> takePolicy(const QJsonObject &told)
    {
        const LaptopPolicy policy = LaptopPolicy::fromJson(told);
        if (told.contains(QLatin1String("lease_days")))
            leaseDays = policy.leaseDays;
        DW_ASSIGN(const LaptopPolicy kept, keptPolicy());
        if (policy == kept)
            return {};
        return saveOnWriter(m_workspace, Durability::Redoable,
                            [&](WriteSession &session) { return policy.save(session.replica()); });
    }

    Result<LaptopPolicy> keptPolicy() const
    {
        Result<LaptopPolicy> kept = LaptopPolicy();
        m_workspace.readNow([&](ReadSession &session) { kept = LaptopPolicy::load(session.replica()); });
        return kept;
    }

    Result<void> begin(SyncRecovery::Why why)
    {
        const auto begun = onWriter<bool>(m_workspace, [&](WriteSession &session) -> Result<bool> {
            DW_TRY(m_recovery.begin(session, why));
            return true;
        });
        return begun.ok() ? Result<void>() : Result<void>(begun.error());
    }

    Result<void> lookForDrift()
    {
        DW_ASSIGN(const bool due, onWriter<bool>(m_workspace, [&](WriteSession &session) {
                      return m_recovery.isDue(session);
                  }));
        return due ? begin(SyncRecovery::Why::Drift) : Result<void>();
    }

    // Asks until nothing is to be asked at this place.
    Result<void> recover(SyncRecovery::Place place)
    {
        using Question = SyncRecovery::Question;
        for (;;) {
            DW_ASSIGN(const auto question,
                      onWriter<std::optional<Question>>(m_workspace, [&](WriteSession &session) {
                          return m_recovery.next(session, place);
                      }));
            if (!question)
                return {};
            DW_ASSIGN(const SyncAnswer answer, ask(question->path.toLatin1().constData(), question->body));
            const auto taken = onWriter<bool>(m_workspace, [&](WriteSession &session) -> Result<bool> {
                DW_TRY(m_recovery.take(session, *question, answer));
                return true;
            });
            DW_TRY(taken);
        }
    }

    Result<void> push()
    {
        int idle = 0;
        for (;;) {
            tell(SyncProgress::Phase::Pushing);
            DW_ASSIGN(const auto request,
                      onWriter<std::optional<QJsonObject>>(
                          m_workspace, [&](WriteSession &session) { return m_client.pushRequest(session); }));
            if (!request)
                return {};
            DW_ASSIGN(const SyncAnswer answer, ask("push", *request));
            DW_ASSIGN(const Outcome outcome, onWriter<Outcome>(m_workspace, [&](WriteSession &session) {
                          return m_client.applyPush(session, answer);
                      }));
            Q_UNUSED(outcome);
            if (count(answer) > 0) {
                idle = 0;
                continue;
            }
            // Either the server could not execute them now, or it waits for others that are not here any
            // more.
            if (++idle == PushesWithoutAnswer)
                return Error(ErrorCode::Network, QStringLiteral("sync.not_taken"));
            m_transport.pause(m_owner.m_options.patience.firstMs * idle);
        }
    }

    Result<void> pullAll()
    {
        for (;;) {
            DW_TRY(pull());
            DW_ASSIGN(const bool came, fetch());
            if (came)
                continue;
            DW_TRY(lookForDrift());
            DW_TRY(recover(SyncRecovery::Place::AtHead));
            Result<bool> recovers = false;
            m_workspace.readNow([&](ReadSession &session) { recovers = SyncRecovery::isRunning(session); });
            DW_TRY(recovers);
            if (!*recovers)
                return settle();
        }
    }

    Result<void> pull()
    {
        auto scopes = SyncClient::Scopes::Digest;
        for (;;) {
            tell(SyncProgress::Phase::Pulling);
            Result<QJsonObject> request = QJsonObject();
            m_workspace.readNow(
                [&](ReadSession &session) { request = m_client.pullRequest(session, scopes); });
            DW_TRY(request);
            DW_ASSIGN(const SyncAnswer answer, ask("pull", *request));
            DW_ASSIGN(const Outcome outcome, onWriter<Outcome>(m_workspace, [&](WriteSession &session) {
                          return m_client.applyPull(session, *request, answer);
                      }));
            (void)count(answer);
            report.pulled += outcome.applied;
            scopes = outcome.needsScopes ? SyncClient::Scopes::List : SyncClient::Scopes::Digest;
            DW_TRY(settle());
            // What it does not finish now stays noted, for the next time.
            DW_ASSIGN(const bool clean, onWriter<bool>(m_workspace, [](WriteSession &session) {
                          return SyncClient::scrub(session);
                      }));
            report.unclean = !clean;
            if (outcome.complete)
                return {};
        }
    }

    // In many short jobs: the user's own overtake them.
    Result<void> settle()
    {
        for (;;) {
            DW_ASSIGN(const bool done, onWriter<bool>(m_workspace, [&](WriteSession &session) {
                          return m_client.settle(session);
                      }));
            if (done)
                return {};
        }
    }

    // A laptop that holds nothing yet gets list indexes and search index at the end, also where the line
    // breaks: what has come is there to be used.
    Result<bool> fetch()
    {
        Result<bool> first = false;
        m_workspace.readNow([&](ReadSession &session) { first = SyncClient::isFirstLoad(session); });
        DW_TRY(first);
        if (!*first)
            return fetchAll();
        DW_TRY(bulk(&WriteSession::beginBulk));
        const Result<bool> came = fetchAll();
        tell(SyncProgress::Phase::Fetching);
        DW_TRY(bulk(&WriteSession::endBulk));
        return came;
    }

    Result<void> bulk(Result<void> (WriteSession::*step)())
    {
        const auto done = onWriter<bool>(m_workspace, [&](WriteSession &session) -> Result<bool> {
            DW_TRY((session.*step)());
            return true;
        });
        return done.ok() ? Result<void>() : Result<void>(done.error());
    }

    // True: something came, or has to be pulled first.
    Result<bool> fetchAll()
    {
        bool came = false;
        for (;;) {
            Result<std::optional<QJsonObject>> request = std::optional<QJsonObject>();
            m_workspace.readNow([&](ReadSession &session) { request = m_client.membersRequest(session); });
            DW_TRY(request);
            if (!*request)
                return came;
            tell(SyncProgress::Phase::Fetching);
            came = true;
            // What is mended is some parts of a scope: few.
            const bool pages = !m_snapshots || m_byPages || (*request)->contains(QLatin1String("buckets"));
            m_byPages = false;
            DW_ASSIGN(const bool pullFirst, pages ? fetchPage(**request) : fetchSnapshot());
            DW_TRY(settle());
            if (pullFirst)
                return true;
        }
    }

    // True: what the laptop may hold is another by now.
    Result<bool> fetchPage(const QJsonObject &request)
    {
        DW_ASSIGN(const SyncAnswer answer, ask("members", request));
        DW_ASSIGN(const Outcome outcome, onWriter<Outcome>(m_workspace, [&](WriteSession &session) {
                      return m_client.applyMembers(session, request, answer);
                  }));
        report.pulled += outcome.applied;
        // One that comes in pieces comes to its end.
        m_byPages = answer.ok() && !outcome.complete && !answer.body.contains(QLatin1String("next"));
        return outcome.needsScopes;
    }

    Result<bool> fetchSnapshot()
    {
        MemberFetch snapshot(m_owner.m_runner, m_client, m_line, m_transport);
        snapshot.onTaken([this](int aggregates) {
            report.online = true;
            report.pulled += aggregates;
            tell(SyncProgress::Phase::Fetching);
        });
        DW_ASSIGN(const MemberFetch::Outcome outcome, snapshot.run());
        report.online = true;
        // An older server.
        if (outcome.unknown)
            m_snapshots = false;
        m_byPages = outcome.byPages;
        return outcome.needsScopes;
    }

    // A stage asks for documents, and what has not arrived is none: files go before the moves that wait
    // behind them. Small ones always do.
    Result<void> sendFilesFirst()
    {
        Result<QList<OutboxEntry>> outbox = QList<OutboxEntry>();
        m_workspace.readNow([&](ReadSession &session) { outbox = session.replica().outbox(0, -1); });
        DW_TRY(outbox);
        const auto names = [&](const char *command) {
            return std::any_of(outbox->begin(), outbox->end(),
                               [&](const OutboxEntry &one) { return one.body.contains(command); });
        };
        const bool holds = m_owner.m_files == Files::Hold && !names("opportunity.advance");
        if (holds || !names("attachment.add"))
            return {};
        tell(SyncProgress::Phase::Files);
        DW_ASSIGN(const int sent,
                  m_files.send(m_user, names("opportunity.advance") ? BlobStore::MaxBytes : SmallFile));
        report.filesSent += sent;
        return {};
    }

    // True: the server got some.
    Result<bool> bringFiles()
    {
        const bool holds = m_owner.m_files == Files::Hold;
        std::optional<bool> &held = m_owner.m_filesHeld;
        const bool known = holds ? held.has_value() : m_owner.m_filesLookedAt && !held.has_value();
        report.filesHeld = holds && held.value_or(false);
        if (known && report.pushed + report.pulled == 0)
            return false;
        DW_ASSIGN(const LaptopPolicy policy, keptPolicy());
        m_files.setPolicy(m_owner.m_options.files.value_or(policy));
        if (holds) {
            DW_ASSIGN(const bool toSend, m_files.hasToSend(m_user));
            DW_ASSIGN(const bool toFetch, m_files.hasToFetch());
            held = report.filesHeld = toSend || toFetch;
            return false;
        }
        tell(SyncProgress::Phase::Files);
        m_owner.m_filesLookedAt = false;  // until all of it went well
        DW_TRY(m_files.sweep());
        DW_ASSIGN(const int sent, m_files.send(m_user, BlobStore::MaxBytes));
        DW_ASSIGN(const int fetched, m_files.fetchWanted());
        m_owner.m_filesLookedAt = true;
        held.reset();
        report.filesSent += sent;
        report.filesFetched += fetched;
        return sent > 0;
    }

    // What became of transactions that the laptop has not heard of before.
    int count(const SyncAnswer &answer)
    {
        int fresh = 0;
        const QJsonArray results = answer.body.value(QLatin1String("results")).toArray();
        for (const QJsonValue &one : results) {
            const QJsonObject result = one.toObject();
            const qint64 number = qint64(result.value(QLatin1String("dseq")).toDouble());
            if (m_counted.contains(number))
                continue;
            m_counted.insert(number);
            ++fresh;
            const QString status = result.value(QLatin1String("st")).toString();
            ++(status == QLatin1String("applied")  ? report.applied
               : status == QLatin1String("merged") ? report.merged
                                                   : report.rejected);
        }
        report.pushed += fresh;
        return fresh;
    }

    SyncRunner &m_owner;
    ServerLine &m_line;
    HttpTransport &m_transport;
    Workspace &m_workspace;
    SyncClient m_client;
    SyncRecovery m_recovery;
    FileSync m_files;
    const Id m_user;
    QSet<qint64> m_counted;
    bool m_byPages = false;   // what comes next is too large for a snapshot
    bool m_snapshots = true;  // until the server says that it knows none
};

SyncRunner::SyncRunner(CommandRunner &runner, const Options &options) : m_runner(runner), m_options(options)
{
    qRegisterMetaType<SyncReport>();
    qRegisterMetaType<SyncProgress>();
}

SyncRunner::~SyncRunner()
{
    cancel();
    wait();
}

bool SyncRunner::start(Files files)
{
    if (m_thread && !m_thread->isFinished())
        return false;
    if (m_thread)
        m_thread->wait();
    m_files = files;
    {
        const std::lock_guard lock(m_mutex);
        m_cancelled = false;
    }
    m_thread.reset(QThread::create([this] {
        m_report = work();
        Q_EMIT ended(m_report);
    }));
    m_thread->start();
    return true;
}

void SyncRunner::cancel()
{
    const std::lock_guard lock(m_mutex);
    m_cancelled = true;
    if (m_transport)
        m_transport->cancel();
}

void SyncRunner::wait()
{
    if (m_thread)
        m_thread->wait();
}

SyncReport SyncRunner::runNow(Files files)
{
    if (start(files))
        wait();
    return m_report;
}

// What it says is in the other answers, too; it says it first where something is amiss.
bool SyncRunner::wasGreeted() const
{
    return m_greeted.isValid() && !m_greeted.hasExpired(GreetEveryMs);
}

SyncReport SyncRunner::work()
{
    SyncReport report;
    const std::shared_ptr<SignIn> signIn =
        m_options.signIn ? m_options.signIn : std::make_shared<SignIn>(m_runner.workspace().folder());
    const Result<DeviceIdentity> identity = signIn->load();
    if (!identity.ok()) {
        report.error = identity.error();
        return report;
    }
    HttpTransport transport(identity->server, identity->pin, m_options.limits);
    bool late = false;
    QTimer whole;
    QObject::connect(&whole, &QTimer::timeout, &transport, [&] {
        late = true;
        transport.cancel();
    });
    whole.setSingleShot(true);
    if (m_options.wholeMs > 0)
        whole.start(m_options.wholeMs);
    {
        const std::lock_guard lock(m_mutex);
        m_transport = &transport;
        if (m_cancelled)
            transport.cancel();
    }
    ServerLine line(signIn, transport, m_options.patience);
    Run run(*this, line, transport);
    const Result<void> done = run.all();
    // Nobody signs in for this work any more: it is handed over before the laptop is locked. What cannot be
    // now is tried with the next run.
    std::optional<Error> kept;
    if (!done.ok() && done.error().key == QLatin1String("sync.user_disabled")) {
        const Result<int> handed = OutboxExport::handOver(m_runner.workspace(), transport, *identity);
        if (!handed.ok() && handed.error().code == ErrorCode::Limit)
            kept = handed.error();
    }
    // Also where another step failed: the server was there, or refused this laptop.
    SyncGuard guard(m_runner.workspace().folder(), m_runner.clock());
    const Result<void> heeded = line.refusal()      ? guard.refused(line.identity(), *line.refusal())
                                : run.report.online ? guard.contacted(run.leaseDays)
                                                    : Result<void>();
    {
        const std::lock_guard lock(m_mutex);
        m_transport = nullptr;
    }
    run.countWhatWaits();
    report = run.report;
    done.ok() ? m_greeted.start() : m_greeted.invalidate();
    if (!done.ok())
        report.error = late   ? Error(ErrorCode::Network, QStringLiteral("sync.timed_out"),
                                      {line.identity().server.host()})
                       : kept ? *kept
                              : done.error();
    else if (!heeded.ok())
        report.error = heeded.error();
    // What came is here; who may see it is another question.
    else if (const SyncGuard::Status status = guard.status(); status.reason)
        report.error = status.reason;
    return report;
}

}  // namespace dw
