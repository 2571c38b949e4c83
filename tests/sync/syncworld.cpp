// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sync/syncworld.h"

#include "core/base/canonicaljson.h"
#include "core/dictionary/builtindictionary.h"
#include "core/records/valuejson.h"
#include "core/sync/laptopnumbering.h"
#include "core/sync/ledgerwriter.h"
#include "core/sync/openaccess.h"
#include "core/sync/outboxwriter.h"
#include "core/sync/publishedfeed.h"
#include "core/sync/roleaccess.h"
#include "tests/sync/faultyaccess.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTimeZone>

#include <algorithm>
#include <map>
#include <numeric>
#include <stdexcept>

namespace dw::test
{

namespace
{

DictionaryPtr builtin()
{
    static const DictionaryPtr dictionary = [] {
        auto definitions = BuiltinDictionary::definitions();
        return *Dictionary::build(*definitions);
    }();
    return dictionary;
}

// What a process that is gone leaves behind: no lock, and no index of the log, which is made anew.
void copyFolder(const QString &from, const QString &to)
{
    QDirIterator files(from, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString file = files.next();
        const QString name = QDir(from).relativeFilePath(file);
        if (name.endsWith(QLatin1String("-shm")) || name.endsWith(QLatin1String("lock")))
            continue;
        const QString target = to + QLatin1Char('/') + name;
        QDir().mkpath(QFileInfo(target).path());
        if (!QFile::copy(file, target))
            qFatal("copy %s", qPrintable(file));
    }
}

QString textOf(const CommandResult &result)
{
    QString all = result.error.key + QLatin1Char(' ') + result.error.arguments.join(QLatin1Char('|')) +
                  QLatin1Char(' ') + result.error.detail;
    for (const Finding &finding : result.findings)
        all += QLatin1Char('\n') + finding.key + QLatin1Char(' ') + finding.arguments.join(QLatin1Char('|'));
    return all;
}

template <typename T>
T orDie(Result<T> result, const char *what)
{
    if (!result.ok())
        qFatal("%s: %s %s %s", what, qPrintable(result.error().key),
               qPrintable(result.error().arguments.join(QLatin1Char('|'))),
               qPrintable(result.error().detail));
    if constexpr (!std::is_void_v<T>)
        return std::move(result).value();
}

}  // namespace

CommandResult SyncParty::run(const char *command, const QJsonObject &arguments)
{
    return runner->runNow({QString::fromLatin1(command), arguments}, actor);
}

Id SyncParty::done(const char *command, const QJsonObject &arguments)
{
    const CommandResult result = run(command, arguments);
    if (result.status != CommandResult::Status::Applied)
        qFatal("%s: %s", command, qPrintable(textOf(result)));
    return result.ids.value(0);
}

Id SyncParty::create(const char *object, const QJsonObject &set)
{
    // The worlds give few names to many records.
    const QJsonObject meant{{QStringLiteral("duplicate"), QStringLiteral("Another of this name")}};
    return done("record.create", {{QStringLiteral("object"), QString::fromLatin1(object)},
                                  {QStringLiteral("set"), set},
                                  {QStringLiteral("waive"), meant}});
}

CommandResult SyncParty::update(const char *object, const Id &id, const QJsonObject &set)
{
    return run("record.update", {{QStringLiteral("object"), QString::fromLatin1(object)},
                                 {QStringLiteral("id"), id.toString()},
                                 {QStringLiteral("set"), set}});
}

Record SyncParty::stored(const char *object, const Id &id)
{
    Record found;
    workspace->readNow([&](ReadSession &session) {
        found = orDie(
            session.find(runner->configuration()->dictionary->find(QString::fromLatin1(object)), id), object);
    });
    return found;
}

QMap<QString, QByteArray> SyncParty::contents()
{
    QMap<QString, QByteArray> all;
    workspace->readNow([&](ReadSession &session) {
        const ConfigurationPtr configuration = runner->configuration();
        const EvaluationContext evaluation =
            configuration->settings.context(runner->clock().now(), actor.user, actor.team);
        for (const ObjectTypePtr &object : configuration->dictionary->objects()) {
            QList<int> fields(object->fieldCount());
            std::iota(fields.begin(), fields.end(), 0);
            const auto cursor = orDie(
                session.open({object, nullptr, {}, Query::Deleted::Include}, fields, evaluation), "open");
            QList<Record> chunk;
            do {
                const Result<void> read = cursor->next(chunk, 500);
                if (!read.ok())
                    qFatal("%s", qPrintable(read.error().detail));
                for (const Record &record : std::as_const(chunk)) {
                    QJsonObject values = recordToJson(record);
                    values.remove(QStringLiteral("rev"));
                    all.insert(object->key() + QLatin1Char(' ') + record.id().toString(),
                               canonicalJson(values));
                }
            } while (!chunk.isEmpty());
        }
    });
    return all;
}

QList<OutboxEntry> SyncLaptop::outbox()
{
    QList<OutboxEntry> entries;
    workspace->readNow(
        [&](ReadSession &session) { entries = orDie(session.replica().outbox(0, -1), "outbox"); });
    return entries;
}

QList<InboxEntry> SyncLaptop::inbox()
{
    QList<InboxEntry> entries;
    workspace->readNow([&](ReadSession &session) { entries = orDie(session.replica().inbox(), "inbox"); });
    return entries;
}

struct SyncWorld::Template
{
    QTemporaryDir folder;
    TestWorkspace server{folder.path() + QLatin1String("/database")};
    quint32 tag = 1;
    QList<Id> users;
    QList<Id> devices;
};

// The company that a number of laptops is joined to is founded once in a process.
const SyncWorld::Template &SyncWorld::templateOf(int laptops, Access access)
{
    const bool postgres = TestWorkspace::onPostgres();
    static std::map<std::pair<int, Access>, std::unique_ptr<Template>> known;
    std::unique_ptr<Template> &made = known[{laptops, access}];
    if (made)
        return *made;
    made = std::make_unique<Template>();
    SyncWorld fresh(Fresh{}, laptops, access);
    fresh.syncAll();
    fresh.close();
    made->tag = fresh.m_tag;
    made->users = fresh.m_users;
    if (postgres) {
        made->server.take(fresh.m_place);
        orDie(made->server.becomeTemplate(), "template");
    }
    copyFolder(fresh.m_server.folder.path(), made->folder.path() + QLatin1String("/server"));
    for (int i = 0; i < laptops; ++i) {
        made->devices.append(fresh.laptop(i).device);
        copyFolder(fresh.laptop(i).folder.path(), made->folder.path() + QStringLiteral("/laptop%1").arg(i));
    }
    return *made;
}

SyncWorld::SyncWorld(int laptops, Access access)
    : m_clock(*Instant::fromIso(u"2026-11-19T02:00:00Z", QTimeZone::utc()))
    , m_ids(m_clock, 12)
    , m_kind(access)
{
    const Template &made = templateOf(laptops, access);
    m_tag = made.tag;
    m_users = made.users;
    if (TestWorkspace::onPostgres())
        orDie(m_place.copy(made.server), "copy");
    copyFolder(made.folder.path() + QLatin1String("/server"), m_server.folder.path());
    serve();
    for (int i = 0; i < laptops; ++i) {
        auto laptop = std::make_unique<SyncLaptop>();
        copyFolder(made.folder.path() + QStringLiteral("/laptop%1").arg(i), laptop->folder.path());
        laptop->device = made.devices[i];
        laptop->actor.user = m_users[i];
        run(*laptop);
        m_laptops.push_back(std::move(laptop));
    }
}

SyncWorld::SyncWorld(Fresh, int laptops, Access access)
    : m_clock(*Instant::fromIso(u"2026-11-19T02:00:00Z", QTimeZone::utc()))
    , m_ids(m_clock, 11)
    , m_kind(access)
{
    const Workspace::NewWorkspace options{"Asia/Shanghai", *Currency::fromCode(u"CNY")};
    orDie(m_place.create(options, {QStringLiteral("chen"), QStringLiteral("Chen")}, m_clock, m_ids),
          "create");
    serve();
    m_server.write([&](WriteSession &session) { orDie(m_engine->found(session), "found"); });
    for (int i = 0; i < laptops; ++i) {
        const QString login = QStringLiteral("rep%1").arg(i);
        m_users.append(
            m_server.create("user", {{QStringLiteral("login"), login},
                                     {QStringLiteral("name"), login},
                                     {QStringLiteral("status"), QStringLiteral("active")},
                                     {QStringLiteral("email"), login + QLatin1String("@acme.cn")},
                                     {QStringLiteral("language"), QStringLiteral("zh_cn")},
                                     {QStringLiteral("time_zone"), QStringLiteral("Asia/Shanghai")},
                                     {QStringLiteral("team_id"), Id::named("team:first").toString()}}));
    }
    if (access == Access::Roles) {
        setRoles(m_server.actor.user, {QStringLiteral("administrator")});
        for (const Id &user : std::as_const(m_users))
            setRoles(user, {QStringLiteral("sales_rep")});
    }
    for (const Id &user : std::as_const(m_users))
        addLaptop(user);
}

void SyncWorld::serve()
{
    m_server.workspace = orDie(m_place.open(builtin(), m_clock, m_ids), "open");
    m_server.runner = orDie(CommandRunner::open(*m_server.workspace, m_clock, m_ids), "run");
    m_server.actor.user = Id::named("user:owner");
    m_server.actor.team = Id::named("team:first");
    // Behind what opening the workspace began.
    m_server.write([](WriteSession &) {});
    std::shared_ptr<const SyncAccess> right = std::make_shared<OpenAccess>();
    if (m_kind == Access::Roles)
        m_server.workspace->readNow([&](ReadSession &session) {
            right = orDie(RoleAccess::open(session, *m_server.runner->configuration()), "access");
        });
    m_access = std::make_shared<FaultyAccess>(std::move(right));
    m_hook = std::make_shared<FaultyHook>(
        std::make_shared<LedgerWriter>(m_access, m_clock, [this] { return ++m_tag; }));
    m_server.runner->setHook(m_hook);
    m_engine = std::make_unique<SyncServer>(*m_server.runner, m_access);
    setFault(m_fault);
}

void SyncWorld::run(SyncLaptop &laptop)
{
    laptop.workspace = open(laptop);
    laptop.actor.team = Id::named("team:first");
    laptop.actor.device = laptop.device;
    laptop.runner = orDie(CommandRunner::open(*laptop.workspace, m_clock, m_ids), "run");
    laptop.runner->setHook(std::make_shared<OutboxWriter>());
    laptop.client = std::make_unique<SyncClient>(*laptop.runner);
}

void SyncWorld::closeServer()
{
    m_engine.reset();
    m_server.runner.reset();
    m_server.workspace.reset();
}

void SyncWorld::close()
{
    closeServer();
    for (const auto &laptop : m_laptops) {
        laptop->client.reset();
        laptop->runner.reset();
        laptop->workspace.reset();
    }
}

// What is on the disk while `party` runs is what it finds when it starts again.
template <typename Stop>
void SyncWorld::restart(SyncParty &party, const Stop &stop)
{
    QTemporaryDir disk;
    // On the writer's thread: nothing writes meanwhile.
    party.write([&](WriteSession &) { copyFolder(party.folder.path(), disk.path()); });
    stop();
    party.runner.reset();
    party.workspace.reset();
    QDir(party.folder.path() + QLatin1String("/w")).removeRecursively();
    copyFolder(disk.path(), party.folder.path());
}

void SyncWorld::crash(SyncLaptop &laptop)
{
    restart(laptop, [&] { laptop.client.reset(); });
    run(laptop);
}

void SyncWorld::crashServer()
{
    // What a database has is not the dying server's to lose.
    if (TestWorkspace::onPostgres())
        closeServer();
    else
        restart(m_server, [&] { m_engine.reset(); });
    serve();
}

std::unique_ptr<Workspace> SyncWorld::open(SyncParty &party)
{
    return orDie(Workspace::open(party.folder.path() + QLatin1String("/w"), Workspace::Access::ReadWrite,
                                 builtin(), m_clock, m_ids),
                 "open");
}

void SyncWorld::addLaptop(const Id &user)
{
    auto laptop = std::make_unique<SyncLaptop>();
    const Workspace::NewWorkspace options{"Asia/Shanghai", *Currency::fromCode(u"CNY")};
    orDie(Workspace::create(laptop->folder.path() + QLatin1String("/w"), options, builtin(), m_clock, m_ids),
          "create");
    laptop->workspace = open(*laptop);
    laptop->device = m_ids.next();
    laptop->actor.user = user;
    QString epoch, shortName;
    m_server.write([&](WriteSession &session) {
        const SyncAnswer answer = m_engine->enrol(session, laptop->device, user);
        if (!answer.ok())
            qFatal("enrol: %s", qPrintable(answer.code()));
        epoch = answer.body.value(QLatin1String("epoch")).toString();
        shortName = answer.body.value(QLatin1String("short")).toString();
    });
    laptop->write([&](WriteSession &session) {
        orDie(SyncClient::join(session, laptop->device, *Id::fromString(epoch)), "join");
        orDie(session.begin(Durability::Saved), "begin");
        orDie(LaptopNumbering::setShortName(session, laptop->device, shortName), "short");
        orDie(session.commit(), "commit");
    });
    laptop->workspace.reset();
    run(*laptop);
    m_laptops.push_back(std::move(laptop));
}

SyncWorld::~SyncWorld()
{
    closeServer();
}

void SyncWorld::complain(const QString &what) const
{
    if (m_throws)
        throw std::runtime_error(what.toStdString());
    qFatal("%s", qPrintable(what));
}

SyncAnswer SyncWorld::send(SyncLaptop &laptop, const QJsonObject &push)
{
    if (m_fault == Fault::AnswersForged)
        return forged(push);
    const QJsonObject request = spoiltPush(push);
    SyncAnswer answer;
    m_server.write([&](WriteSession &session) { answer = m_engine->push(session, laptop.device, request); });
    return answer;
}

bool SyncWorld::push(SyncLaptop &laptop, Wire wire)
{
    greet(laptop);
    if (!recover(laptop, SyncRecovery::Place::BeforePush))
        return false;
    Result<std::optional<QJsonObject>> request = std::optional<QJsonObject>();
    laptop.write([&](WriteSession &session) { request = laptop.client->pushRequest(session); });
    const std::optional<QJsonObject> body = checked(request, "pushRequest");
    if (!body)
        return false;
    if (wire == Wire::RequestLost)
        return true;
    const SyncAnswer answer = send(laptop, *body);
    if (wire == Wire::AnswerLost)
        return true;
    if (!answer.ok())
        complain(QLatin1String("push: ") + answer.code());
    Result<SyncClient::Outcome> outcome = SyncClient::Outcome();
    laptop.write([&](WriteSession &session) { outcome = laptop.client->applyPush(session, answer); });
    checked(outcome, "applyPush");
    if (m_fault == Fault::InboxLost)
        forgetInbox(laptop);
    return true;
}

bool SyncWorld::lease(SyncLaptop &laptop)
{
    Result<std::optional<QJsonObject>> request = std::optional<QJsonObject>();
    laptop.workspace->readNow([&](ReadSession &session) { request = laptop.client->leaseRequest(session); });
    const std::optional<QJsonObject> wish = checked(request, "leaseRequest");
    if (!wish)
        return false;
    SyncAnswer answer;
    m_server.write([&](WriteSession &session) { answer = m_engine->lease(session, laptop.device, *wish); });
    Result<void> applied;
    laptop.write([&](WriteSession &session) { applied = laptop.client->applyLease(session, *wish, answer); });
    checked(applied, "applyLease");
    return answer.ok();
}

bool SyncWorld::pull(SyncLaptop &laptop, int pageSize, int requests)
{
    greet(laptop);
    if (!recover(laptop, SyncRecovery::Place::BeforePush))
        return false;
    if (m_fault == Fault::BasesLost)
        forgetBases(laptop);
    if (m_publishes)
        publish();
    const Id asked = m_fault == Fault::SomebodyElse ? m_laptops.front()->device : laptop.device;
    auto scopes = SyncClient::Scopes::Digest;
    for (int turn = 0; turn < 1000; ++turn) {
        if (requests >= 0 && --requests < 0)
            return false;
        Result<QJsonObject> wish = QJsonObject();
        SyncAnswer answer, whole;
        laptop.workspace->readNow(
            [&](ReadSession &session) { wish = laptop.client->pullRequest(session, scopes); });
        QJsonObject request = checked(wish, "pullRequest");
        m_server.workspace->readNow([&](ReadSession &session) {
            whole = m_engine->pull(session, asked, request);
            request.insert(QStringLiteral("limit"), pageSize);
            request.insert(QStringLiteral("max_bytes"), double(m_pageBytes));
            answer = m_engine->pull(session, asked, request);
        });
        if (!answer.ok())
            complain(QLatin1String("pull: ") + answer.code());
        answer = seen(spoilt(answer, whole.body));
        Result<SyncClient::Outcome> outcome = SyncClient::Outcome();
        laptop.write(
            [&](WriteSession &session) { outcome = laptop.client->applyPull(session, request, answer); });
        const SyncClient::Outcome came = checked(outcome, "applyPull");
        if (!m_settles && !came.needsScopes)
            return false;
        settle(laptop);
        scopes = came.needsScopes ? SyncClient::Scopes::List : SyncClient::Scopes::Digest;
        if (!came.complete)
            continue;
        Result<std::optional<QJsonObject>> wanted = std::optional<QJsonObject>();
        laptop.workspace->readNow(
            [&](ReadSession &session) { wanted = laptop.client->membersRequest(session); });
        const std::optional<QJsonObject> members = checked(wanted, "membersRequest");
        if (!members) {
            const bool recovered = recover(laptop, SyncRecovery::Place::AtHead);
            if (recovered && isRecovering(laptop))
                continue;
            settle(laptop);
            Result<bool> clean = true;
            if (m_fault != Fault::NotScrubbed)
                laptop.write([&](WriteSession &session) { clean = laptop.client->scrub(session); });
            if (!checked(clean, "scrub"))
                complain(QStringLiteral("scrub: a reader is in the way"));
            return true;
        }
        if (requests >= 0 && --requests < 0)
            return false;
        fetch(laptop, *members, pageSize);
        settle(laptop);
    }
    complain(QStringLiteral("pull: it does not end"));
    return false;
}

// In frames, but for what is mended and for what a test does to the answers.
void SyncWorld::fetch(SyncLaptop &laptop, QJsonObject request, int pageSize)
{
    request.insert(QStringLiteral("max_bytes"), double(m_pageBytes));
    SyncServer::MemberFrames frames;
    bool pages = m_fault != Fault::None || m_lens || request.contains(QLatin1String("buckets")) ||
                 request.contains(QLatin1String("inside"));
    if (!pages) {
        QJsonObject limited = request;
        limited.insert(QStringLiteral("limit"), pageSize);
        m_server.workspace->readNow(
            [&](ReadSession &session) { frames = m_engine->memberFrames(session, laptop.device, limited); });
        pages = frames.problem && frames.problem->code() == QLatin1String("by_pages");
    }
    Result<SyncClient::Outcome> outcome = SyncClient::Outcome();
    if (pages) {
        SyncAnswer answer;
        m_server.workspace->readNow(
            [&](ReadSession &session) { answer = m_engine->members(session, laptop.device, request); });
        laptop.write([&](WriteSession &session) {
            outcome = laptop.client->applyMembers(session, request, seen(spoilt(answer, {})));
        });
        checked(outcome, "applyMembers");
        return;
    }
    if (frames.problem && frames.problem->code() == QLatin1String("scope_gone"))
        return;
    if (frames.problem)
        complain(QLatin1String("frames: ") + frames.problem->code());
    MemberChunkReader reader;
    checked(reader.feed(frames.bytes, laptop.runner->configuration()->dictionary), "frames");
    std::vector<MemberChunk> chunks;
    while (auto chunk = reader.take())
        chunks.push_back(std::move(*chunk));
    if (chunks.size() != 1 || reader.isCut())
        complain(QStringLiteral("frames: no whole chunk"));
    laptop.write([&](WriteSession &session) {
        outcome = laptop.client->applyChunks(session, request, std::move(chunks));
    });
    checked(outcome, "applyChunks");
}

void SyncWorld::failCommit(int number)
{
    m_hook->throws = number;
}

SyncAnswer SyncWorld::seen(const SyncAnswer &answer) const
{
    return m_lens ? m_lens(answer) : answer;
}

int SyncWorld::publish(int batches)
{
    const PublishedFeed feed(m_access, m_clock, [this] { return ++m_tag; });
    for (int done = 0; done != batches; ++done) {
        Result<bool> more = true;
        m_server.write([&](WriteSession &session) { more = feed.next(*m_server.runner, session); });
        if (!checked(more, "publish"))
            return done;
    }
    return batches;
}

void SyncWorld::settle(SyncLaptop &laptop)
{
    for (;;) {
        Result<bool> done = true;
        laptop.write([&](WriteSession &session) { done = laptop.client->settle(session); });
        if (checked(done, "settle"))
            return;
    }
}

void SyncWorld::sync(SyncLaptop &laptop)
{
    while (push(laptop)) {
        const QList<OutboxEntry> left = laptop.outbox();
        if (std::none_of(left.begin(), left.end(), [](const OutboxEntry &entry) {
                return entry.state != OutboxEntry::State::Answered;
            }))
            break;
    }
    pull(laptop);
}

void SyncWorld::syncAll()
{
    for (int round = 0; round < 2; ++round) {
        for (const auto &laptop : m_laptops)
            sync(*laptop);
    }
}

}  // namespace dw::test
