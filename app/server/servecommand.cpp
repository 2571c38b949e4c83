// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/servecommand.h"

#include "app/server/adminline.h"
#include "app/server/serveoptions.h"
#include "core/base/signals.h"
#include "core/base/wording.h"
#include "core/service/blobmodule.h"
#include "core/service/headsource.h"
#include "core/service/issueroutes.h"
#include "core/service/livemodule.h"
#include "core/service/oversightroutes.h"
#include "core/service/quarantineroutes.h"
#include "core/service/recordroutes.h"
#include "core/service/service.h"
#include "core/service/syncmodule.h"
#include "core/service/workspaceusers.h"

#include <QCoreApplication>
#include <QSysInfo>
#include <QThread>
#include <QThreadPool>
#include <QTimer>

#include <sys/resource.h>

#include <chrono>
#include <cstdio>

namespace dw
{

namespace
{

// Tells the sync of what the live lines hear, too.
class HeadsForBoth final : public HeadSource
{
public:
    HeadsForBoth(HeadSource &source, std::function<void()> other)
        : m_source(source), m_other(std::move(other))
    {}
    void start(std::function<void()> moved) override
    {
        m_source.start([this, moved = std::move(moved)] {
            moved();
            m_other();
        });
    }
    void stop() override { m_source.stop(); }

private:
    HeadSource &m_source;
    const std::function<void()> m_other;
};

// Each connection is a descriptor.
void allowDescriptors()
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max;
        ::setrlimit(RLIMIT_NOFILE, &limit);
    }
}

QString urlOf(const ServeOptions &options, quint16 port)
{
    if (!options.http.socketPath.isEmpty())
        return QStringLiteral("unix:") + options.http.socketPath;
    const QString &address = options.http.address;
    const QString host =
        address.contains(QLatin1Char(':')) ? QLatin1Char('[') + address + QLatin1Char(']') : address;
    return QStringLiteral("https://%1:%2").arg(host).arg(port);
}

// Loads the files that the options name, or the folder's own, made now if there are none.
Result<void> loadCertificate(TlsCertificate &certificate, const ServeOptions &options,
                             const ServerContext &context)
{
    if (!options.certificate.isEmpty())
        return certificate.load(options.certificate, options.key);
    QStringList hosts{QSysInfo::machineHostName(), QStringLiteral("localhost"), QStringLiteral("127.0.0.1"),
                      QStringLiteral("::1")};
    hosts.removeAll(QString());
    hosts.removeDuplicates();
    DW_TRY(context.folder.ensureCertificate(hosts, context.clock));
    return certificate.load(context.folder.certificate(), context.folder.key());
}

void tellStarted(const ServerContext &context, const QString &url, const QString &fingerprint)
{
    if (context.json) {
        context.answer({{QStringLiteral("url"), url}, {QStringLiteral("fingerprint"), fingerprint}});
        return;
    }
    context.say(wording(QStringLiteral("server.listening"), {url}));
    if (!fingerprint.isEmpty())
        context.say(wording(QStringLiteral("server.fingerprint"), {fingerprint}));
}

// Housekeeping when it is due, on a thread of its own.
class DailyDuty
{
public:
    DailyDuty(ServerHousekeeping &housekeeping, ServiceLog &log) : m_housekeeping(housekeeping), m_log(log)
    {
        m_thread.setMaxThreadCount(1);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
            if (m_thread.activeThreadCount() == 0)
                m_thread.start([this] { look(); });
        });
        m_timer.start(LookEvery);
    }
    ~DailyDuty()
    {
        m_housekeeping.stop();
        m_thread.waitForDone();
    }

private:
    static constexpr std::chrono::minutes LookEvery{10};

    void look()
    {
        const auto done = m_housekeeping.runIfDue();
        if (!done.ok())
            m_log.write(ServiceLog::Level::Error, "housekeeping_failed",
                        {{QStringLiteral("problem"), describe(done.error())}});
        else if (*done)
            m_log.write(ServiceLog::Level::Info, "housekeeping",
                        {{QStringLiteral("purged"), double((*done)->purged)},
                         {QStringLiteral("files"), double((*done)->files)}});
    }

    ServerHousekeeping &m_housekeeping;
    ServiceLog &m_log;
    QThreadPool m_thread;
    QTimer m_timer;
};

Result<void> serve(const ServeOptions &options, ServerContext &context)
{
    // Before any thread is made, so that all of them leave the signals to this one.
    Signals received;
    allowDescriptors();
    ServiceLog log(
        context.clock,
        [](const QByteArray &line) {
            std::fwrite(line.constData(), 1, size_t(line.size()), stderr);
            std::fflush(stderr);
        },
        options.logLevel);
    DW_ASSIGN(const ServerFolder::Opened opened,
              context.folder.openWorkspace(Workspace::Access::ReadWrite, context.clock, context.ids));
    DW_ASSIGN(const auto accounts, context.folder.openAccounts());
    DW_ASSIGN(const ServerKeys keys, ServerKeys::load(*accounts));
    DW_ASSIGN(const QByteArray name, accounts->setting(ServerFolder::nameSetting()));
    TlsCertificate certificate;
    const bool encrypted = options.http.socketPath.isEmpty();
    if (encrypted)
        DW_TRY(loadCertificate(certificate, options, context));

    WorkspaceUsers users(*opened.runner);
    const PasswordHasher hasher;
    const Tokens tokens(keys.tokenKey());
    const ServiceContext service{
        *accounts, users, hasher, keys, tokens, log, context.clock, context.ids, QString::fromUtf8(name)};
    SyncModule sync(*opened.runner, opened.access, service);
    sync.keepHighWater(context.folder.highWater());
    DW_TRY(sync.load());
    IssueRoutes issues(*opened.runner, service);
    RecordRoutes records(*opened.runner, service);
    OversightRoutes oversight(*opened.runner, service);
    QuarantineRoutes quarantine(*opened.runner, service);
    DW_ASSIGN(const auto uploads, context.folder.openUploads());
    sync.setFiles(uploads.get());
    BlobModule blobs(*opened.runner, *uploads, service);
    DW_ASSIGN(const auto heads, context.folder.openHeads(*opened.runner));
    HeadsForBoth told(*heads, [&sync] { sync.readHead(); });
    LiveModule live(*opened.runner, opened.access, service, told);
    Service server(
        service,
        {options.http, WorkerPool::Options::forCores(QThread::idealThreadCount()), options.addressRate},
        encrypted ? &certificate : nullptr, [&sync] { return QString::fromLatin1(sync.epoch()); });
    server.add(sync);
    server.add(issues);
    server.add(records);
    server.add(oversight);
    server.add(quarantine);
    server.add(blobs);
    server.add(live);
    DW_TRY(server.start());
    ServerHousekeeping housekeeping(*opened.runner, *accounts, *uploads, context.clock);
    ServerAdmin admin(*opened.runner, *accounts, hasher, context.clock);
    admin.setHousekeeping(&housekeeping);
    AdminLine line([&](const QString &command, const QJsonObject &arguments) -> Result<QJsonObject> {
        Result<QJsonObject> done = admin.perform(command, arguments);
        if (done.ok() && command == QLatin1String("history.confirm"))
            DW_TRY(sync.load());
        return done;
    });
    DW_TRY(line.listen(context.folder.adminSocket()));
    const QString url = urlOf(options, server.port());
    log.write(ServiceLog::Level::Info, "started", {{QStringLiteral("url"), url}});
    tellStarted(context, url, certificate.fingerprint());

    DailyDuty duty(housekeeping, log);
    QObject::connect(&received, &Signals::hangUp, &line, [&] {
        if (!encrypted)
            return;
        const Result<void> loaded = loadCertificate(certificate, options, context);
        log.write(loaded.ok() ? ServiceLog::Level::Info : ServiceLog::Level::Error, "certificate_loaded",
                  {{QStringLiteral("ok"), loaded.ok()},
                   {QStringLiteral("fingerprint"), certificate.fingerprint()},
                   {QStringLiteral("problem"), loaded.ok() ? QString() : describe(loaded.error())}});
    });
    QObject::connect(&received, &Signals::terminate, &line, [&] {
        server.drain(options.drainMs);
        QCoreApplication::quit();
    });
    QCoreApplication::exec();
    return {};
}

}  // namespace

QString ServeCommand::usage() const
{
    return ServeOptions::usage();
}

ServerExit ServeCommand::run(const QStringList &arguments, ServerContext &context) const
{
    const Result<ServeOptions> options = ServeOptions::parse(arguments);
    if (!options.ok())
        return failWith(context, options.error());
    const Result<void> served = serve(*options, context);
    return served.ok() ? ServerExit::Done : failWith(context, served.error());
}

}  // namespace dw
