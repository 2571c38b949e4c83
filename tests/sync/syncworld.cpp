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
    SyncCrash::copyFolder(fresh.m_server.folder.path(), made->folder.path() + QLatin1String("/server"));
    for (int i = 0; i < laptops; ++i) {
        made->devices.append(fresh.laptop(i).device);
        SyncCrash::copyFolder(fresh.laptop(i).folder.path(),
                              made->folder.path() + QStringLiteral("/laptop%1").arg(i));
    }
    return *made;
}

SyncWorld::SyncWorld(int laptops, Access access)
    : m_clock(*Instant::fromIso(u"2026-11-19T02:00:00Z", QTimeZone::utc()))
    , m_ids(m_clock, 12)
    , m_kind(access)
{
    SyncCrash::install();
    const Template &made = templateOf(laptops, access);
    m_tag = made.tag;
    m_users = made.users;
    if (TestWorkspace::onPostgres())
        orDie(m_place.copy(made.server), "copy");
    SyncCrash::copyFolder(made.folder.path() + QLatin1String("/server"), m_server.folder.path());
    serve();
    for (int i = 0; i < laptops; ++i) {
        auto laptop = std::make_unique<SyncLaptop>();
        SyncCrash::copyFolder(made.folder.path() + QStringLiteral("/laptop%1").arg(i), laptop->folder.path());
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
    serveAnew();
    setFault(m_fault);
}

// As another program on the same database would.
void SyncWorld::serveAnew()
{
    m_engine = std::make_unique<SyncServer>(*m_server.runner, m_access);
    m_engine->setRecent(m_recentMs);
}

void SyncWorld::setRecent(qint64 ms)
{
    m_recentMs = ms;
    m_engine->setRecent(ms);
}

void SyncWorld::run(SyncLaptop &laptop)
{
    if (!laptop.clock)
        laptop.clock = std::make_unique<SkewedClock>(m_clock);
    laptop.workspace = checked(Workspace::open(laptop.folder.path() + QLatin1String("/w"),
                                               Workspace::Access::ReadWrite, builtin(), *laptop.clock, m_ids),
                               "open");
    laptop.actor.device = laptop.device;
    laptop.runner = orDie(CommandRunner::open(*laptop.workspace, *laptop.clock, m_ids), "run");
    laptop.runner->setHook(std::make_shared<OutboxWriter>());
    laptop.client = std::make_unique<SyncClient>(*laptop.runner);
    laptop.actor.team = Id::named("team:first");
    if (const Record user = laptop.stored("user", laptop.actor.user); user.isValid())
        laptop.actor.team = user.value(u"team_id").id();
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
void SyncWorld::restart(SyncParty &party)
{
    QTemporaryDir disk;
    // On the writer's thread: nothing writes meanwhile.
    party.write([&](WriteSession &) { SyncCrash::copyFolder(party.folder.path(), disk.path()); });
    restartFrom(party, disk.path());
}

void SyncWorld::restartFrom(SyncParty &party, const QString &files)
{
    const bool isServer = &party == &m_server;
    SyncLaptop *laptop = isServer ? nullptr : static_cast<SyncLaptop *>(&party);
    isServer ? m_engine.reset() : laptop->client.reset();
    party.runner.reset();
    party.workspace.reset();
    QDir(party.folder.path() + QLatin1String("/w")).removeRecursively();
    SyncCrash::copyFolder(files, party.folder.path());
    isServer ? serve() : run(*laptop);
}

void SyncWorld::crash(SyncLaptop &laptop)
{
    restart(laptop);
}

void SyncWorld::crashServer()
{
    // What a database has is not the dying server's to lose.
    if (!TestWorkspace::onPostgres())
        return restart(m_server);
    closeServer();
    serve();
}

void SyncWorld::addLaptop(const Id &user)
{
    auto laptop = std::make_unique<SyncLaptop>();
    const Workspace::NewWorkspace options{"Asia/Shanghai", *Currency::fromCode(u"CNY")};
    orDie(Workspace::create(laptop->folder.path() + QLatin1String("/w"), options, builtin(), m_clock, m_ids),
          "create");
    laptop->workspace = checked(Workspace::open(laptop->folder.path() + QLatin1String("/w"),
                                                Workspace::Access::ReadWrite, builtin(), m_clock, m_ids),
                                "open");
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
