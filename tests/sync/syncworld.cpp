// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sync/syncworld.h"

#include "core/base/canonicaljson.h"
#include "core/commands/newworkspace.h"
#include "core/dictionary/builtindictionary.h"
#include "core/records/valuejson.h"
#include "core/sync/ledgerwriter.h"
#include "core/sync/openaccess.h"
#include "core/sync/outboxwriter.h"
#include "core/sync/roleaccess.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTimeZone>

#include <algorithm>
#include <numeric>

namespace dw::test
{

namespace
{

DictionaryPtr builtin()
{
    auto definitions = BuiltinDictionary::definitions();
    auto dictionary = Dictionary::build(*definitions);
    return *dictionary;
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
    return done("record.create",
                {{QStringLiteral("object"), QString::fromLatin1(object)}, {QStringLiteral("set"), set}});
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

SyncWorld::SyncWorld(int laptops, Access access)
    : m_clock(*Instant::fromIso(u"2026-11-19T02:00:00Z", QTimeZone::utc())), m_ids(m_clock, 11)
{
    const Workspace::NewWorkspace options{"Asia/Shanghai", *Currency::fromCode(u"CNY")};
    orDie(createStandaloneWorkspace(m_server.folder.path() + QLatin1String("/w"), options,
                                    {QStringLiteral("chen"), QStringLiteral("Chen")}, m_clock, m_ids),
          "create");
    m_server.workspace = open(m_server);
    m_server.runner = orDie(CommandRunner::open(*m_server.workspace, m_clock, m_ids), "run");
    m_server.actor.user = Id::named("user:owner");
    m_server.actor.team = Id::named("team:first");
    // Behind what opening the workspace began.
    m_server.write([](WriteSession &) {});
    m_access = std::make_shared<OpenAccess>();
    if (access == Access::Roles)
        m_server.workspace->readNow([&](ReadSession &session) {
            m_access = orDie(RoleAccess::open(session, *m_server.runner->configuration()), "access");
        });
    m_server.runner->setHook(std::make_shared<LedgerWriter>(m_access, m_clock, [this] { return ++m_tag; }));
    m_engine = std::make_unique<SyncServer>(*m_server.runner, m_access);
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
    syncAll();
}

void SyncWorld::setRoles(const Id &user, const QStringList &codes)
{
    QJsonArray roles;
    for (const QString &code : codes)
        roles.append(Id::named("role:" + code.toLatin1()).toString());
    // The owner that every workspace starts with has neither.
    const CommandResult result =
        m_server.update("user", user,
                        {{QStringLiteral("role_ids"), roles},
                         {QStringLiteral("email"), user.toString().right(6) + QLatin1String("@acme.cn")},
                         {QStringLiteral("language"), QStringLiteral("zh_cn")}});
    if (result.status != CommandResult::Status::Applied)
        qFatal("roles: %s", qPrintable(textOf(result)));
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
    laptop->actor.team = Id::named("team:first");
    laptop->actor.device = laptop->device;
    QString epoch;
    m_server.write([&](WriteSession &session) {
        const SyncAnswer answer = m_engine->enrol(session, laptop->device, user);
        if (!answer.ok())
            qFatal("enrol: %s", qPrintable(answer.code()));
        epoch = answer.body.value(QLatin1String("epoch")).toString();
    });
    laptop->write([&](WriteSession &session) {
        orDie(SyncClient::join(session, laptop->device, *Id::fromString(epoch)), "join");
    });
    laptop->runner = orDie(CommandRunner::open(*laptop->workspace, m_clock, m_ids), "run");
    laptop->runner->setHook(std::make_shared<OutboxWriter>());
    laptop->client = std::make_unique<SyncClient>(*laptop->runner);
    m_laptops.push_back(std::move(laptop));
}

SyncAnswer SyncWorld::send(SyncLaptop &laptop, const QJsonObject &push)
{
    SyncAnswer answer;
    m_server.write([&](WriteSession &session) { answer = m_engine->push(session, laptop.device, push); });
    return answer;
}

bool SyncWorld::push(SyncLaptop &laptop, Wire wire)
{
    std::optional<QJsonObject> request;
    laptop.write(
        [&](WriteSession &session) { request = orDie(laptop.client->pushRequest(session), "push"); });
    if (!request)
        return false;
    if (wire == Wire::RequestLost)
        return true;
    const SyncAnswer answer = send(laptop, *request);
    if (wire == Wire::AnswerLost)
        return true;
    if (!answer.ok())
        qFatal("push: %s", QJsonDocument(answer.body).toJson().constData());
    laptop.write(
        [&](WriteSession &session) { orDie(laptop.client->applyPush(session, answer), "applyPush"); });
    return true;
}

void SyncWorld::pull(SyncLaptop &laptop, int pageSize)
{
    auto scopes = SyncClient::Scopes::Digest;
    for (int turn = 0; turn < 1000; ++turn) {
        QJsonObject request;
        SyncAnswer answer;
        laptop.workspace->readNow([&](ReadSession &session) {
            request = orDie(laptop.client->pullRequest(session, scopes), "pullRequest");
        });
        request.insert(QStringLiteral("limit"), pageSize);
        m_server.workspace->readNow(
            [&](ReadSession &session) { answer = m_engine->pull(session, laptop.device, request); });
        if (!answer.ok())
            qFatal("pull: %s", QJsonDocument(answer.body).toJson().constData());
        SyncClient::Outcome outcome;
        laptop.write([&](WriteSession &session) {
            outcome = orDie(laptop.client->applyPull(session, request, answer), "applyPull");
        });
        scopes = outcome.needsScopes ? SyncClient::Scopes::List : SyncClient::Scopes::Digest;
        if (!outcome.complete)
            continue;
        std::optional<QJsonObject> members;
        laptop.workspace->readNow([&](ReadSession &session) {
            members = orDie(laptop.client->membersRequest(session), "membersRequest");
        });
        if (!members) {
            laptop.write([&](WriteSession &session) {
                if (!orDie(laptop.client->scrub(session), "scrub"))
                    qFatal("scrub: a reader is in the way");
            });
            return;
        }
        m_server.workspace->readNow(
            [&](ReadSession &session) { answer = m_engine->members(session, laptop.device, *members); });
        laptop.write([&](WriteSession &session) {
            outcome = orDie(laptop.client->applyMembers(session, *members, answer), "applyMembers");
        });
    }
    qFatal("pull: it does not end");
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
