// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/serveradmin.h"

#include "core/reading/exportsearch.h"
#include "core/reading/readsearch.h"
#include "core/rules/findingtext.h"
#include "core/service/backupbook.h"
#include "core/service/devicecontents.h"
#include "core/service/deviceroutes.h"
#include "core/service/leastprogram.h"
#include "core/service/serverfolder.h"
#include "core/service/workspacepolicies.h"
#include "core/store/ledger.h"
#include "core/sync/historyguard.h"
#include "core/sync/issuebook.h"

#include <QJsonArray>

#include <algorithm>

namespace dw
{

namespace
{

constexpr int MostSignIns = 1000;

QString login(const QJsonObject &arguments)
{
    return arguments.value(QLatin1String("login")).toString();
}

QJsonObject named(const Id &id, const QString &loginName)
{
    return {{QStringLiteral("id"), id.toString()}, {QStringLiteral("login"), loginName}};
}

}  // namespace

bool ServerAdmin::writesWorkspace(const QString &command)
{
    return command == QLatin1String("user.add") || command == QLatin1String("user.disable") ||
           command == QLatin1String("user.enable") || command == QLatin1String("history.confirm") ||
           command == QLatin1String("housekeep");
}

Result<QJsonObject> ServerAdmin::perform(const QString &command, const QJsonObject &arguments)
{
    if (command == QLatin1String("user.add"))
        return addUser(arguments);
    if (command == QLatin1String("user.passwd"))
        return setPassword(arguments);
    if (command == QLatin1String("user.disable"))
        return setStatus(arguments, QStringLiteral("disabled"));
    if (command == QLatin1String("user.enable"))
        return setStatus(arguments, QStringLiteral("active"));
    if (command == QLatin1String("user.list"))
        return listUsers();
    if (command == QLatin1String("user.signins"))
        return listSignIns(arguments);
    if (command == QLatin1String("device.list"))
        return listDevices(arguments);
    if (command == QLatin1String("device.revoke"))
        return revokeDevice(arguments);
    if (command == QLatin1String("device.contents"))
        return deviceContents(arguments);
    if (command == QLatin1String("read.list"))
        return listReads(arguments);
    if (command == QLatin1String("export.list"))
        return listExports(arguments);
    if (command == QLatin1String("issue.list"))
        return listIssues(arguments);
    if (command == QLatin1String("issue.discard"))
        return discardIssues(arguments);
    if (command == QLatin1String("history.state"))
        return historyState();
    if (command == QLatin1String("history.confirm"))
        return confirmHistory();
    if (command == QLatin1String("policy.list"))
        return listPolicies();
    if (command == QLatin1String("policy.set"))
        return setPolicy(arguments);
    if (command == QLatin1String("program.least"))
        return leastProgram();
    if (command == QLatin1String("program.set"))
        return setLeastProgram(arguments);
    if (command == QLatin1String("housekeep") && m_housekeeping)
        return housekeep();
    if (command == QLatin1String("stats"))
        return stats();
    return Error(ErrorCode::Invalid, QStringLiteral("cli.unknown_command"), {command});
}

Actor ServerAdmin::ownerOf(const Workspace &workspace)
{
    Actor actor;
    actor.user = Id::named("user:owner");
    actor.team = Id::named("team:first");
    actor.device = workspace.info().device;
    actor.openedBy = qEnvironmentVariable("USER");
    return actor;
}

Result<Record> ServerAdmin::recordNamed(const char *object, QStringView key, const QString &value,
                                        const char *missing)
{
    const ObjectTypePtr type = m_runner.configuration()->dictionary->find(QString::fromLatin1(object));
    Result<QList<Record>> found = QList<Record>();
    m_runner.workspace().readNow([&](ReadSession &session) {
        found = session.findByValue(type, type->indexOf(key), Value(value), ReadSession::Match::Exact, 1);
    });
    if (!found.ok())
        return found.error();
    if (found->isEmpty())
        return Error(ErrorCode::NotFound, QString::fromLatin1(missing), {value});
    return found->first();
}

Result<CommandResult> ServerAdmin::run(const QString &command, const QJsonObject &arguments)
{
    const CommandResult result = m_runner.runNow({command, arguments}, owner());
    if (result.status == CommandResult::Status::Applied)
        return result;
    for (const Finding &finding : result.findings) {
        if (finding.severity == Finding::Severity::Blocker)
            return Error(ErrorCode::Refused, QStringLiteral("service.refused"),
                         {findingText(finding, *m_runner.configuration()->rulebook, Language::English)},
                         finding.key);
    }
    return result.error;
}

Result<void> ServerAdmin::keepPassword(const Id &user, const QString &loginName, const QJsonObject &arguments)
{
    const QString password = arguments.value(QLatin1String("password")).toString();
    DW_TRY(PasswordHasher::check(password, loginName));
    DW_ASSIGN(const QByteArray hash, m_hasher.hash(password));
    return m_accounts.setPassword(
        {user, hash, arguments.value(QLatin1String("must_change")).toBool(), m_clock.now()});
}

Result<QJsonObject> ServerAdmin::addUser(const QJsonObject &arguments)
{
    const QString loginName = login(arguments);
    // Before anything is written.
    DW_TRY(PasswordHasher::check(arguments.value(QLatin1String("password")).toString(), loginName));
    QJsonArray roles;
    const QJsonArray codes = arguments.value(QLatin1String("roles")).toArray();
    for (const QJsonValue &code : codes) {
        DW_ASSIGN(const Record role, recordNamed("role", u"code", code.toString(), "cli.unknown_role"));
        roles.append(role.id().toString());
    }
    const QJsonObject set{
        {QStringLiteral("login"), loginName},
        {QStringLiteral("name"), arguments.value(QLatin1String("name")).toString(loginName)},
        {QStringLiteral("email"), arguments.value(QLatin1String("email"))},
        {QStringLiteral("language"),
         arguments.value(QLatin1String("language")).toString(QStringLiteral("en"))},
        {QStringLiteral("status"), QStringLiteral("active")},
        {QStringLiteral("team_id"), owner().team.toString()},
        {QStringLiteral("time_zone"), QString::fromLatin1(m_runner.workspace().info().zoneName)},
        {QStringLiteral("role_ids"), roles}};
    DW_ASSIGN(const CommandResult made,
              run(QStringLiteral("record.create"),
                  {{QStringLiteral("object"), QStringLiteral("user")}, {QStringLiteral("set"), set}}));
    DW_TRY(keepPassword(made.ids.first(), loginName, arguments));
    return named(made.ids.first(), loginName);
}

Result<QJsonObject> ServerAdmin::setPassword(const QJsonObject &arguments)
{
    DW_ASSIGN(const Record user, recordNamed("user", u"login", login(arguments), "cli.unknown_login"));
    DW_TRY(keepPassword(user.id(), login(arguments), arguments));
    DW_TRY(m_accounts.appendSignIn(
        {0, m_clock.now(), QStringLiteral("password_given"), user.id(), login(arguments), {}, {}}));
    return named(user.id(), login(arguments));
}

Result<QJsonObject> ServerAdmin::setStatus(const QJsonObject &arguments, const QString &status)
{
    DW_ASSIGN(const Record user, recordNamed("user", u"login", login(arguments), "cli.unknown_login"));
    if (user.value(u"status").text() != status)
        DW_TRY(run(QStringLiteral("record.update"),
                   {{QStringLiteral("object"), QStringLiteral("user")},
                    {QStringLiteral("id"), user.id().toString()},
                    {QStringLiteral("set"), QJsonObject{{QStringLiteral("status"), status}}}}));
    // Sessions stay: an enabled user goes on, a disabled one hears why not.
    return named(user.id(), login(arguments));
}

Result<QJsonObject> ServerAdmin::read(
    const std::function<Result<QJsonObject>(const ReadSession &, const ReadContext &)> &work)
{
    const ConfigurationPtr configuration = m_runner.configuration();
    const ReadContext context{
        configuration->dictionary, configuration->settings, configuration->policy, owner(), m_clock.now(),
        Language::English};
    Result<QJsonObject> answer = QJsonObject();
    m_runner.workspace().readNow([&](ReadSession &session) {
        if (const auto begun = session.beginRead(); !begun.ok()) {
            answer = begun.error();
            return;
        }
        answer = work(session, context);
        session.endRead();
    });
    return answer;
}

Result<QList<Record>> ServerAdmin::all(const char *object, const char *order)
{
    QList<Record> found;
    DW_TRY(read([&](const ReadSession &session, const ReadContext &context) -> Result<QJsonObject> {
        const Reader reader(session, context);
        DW_ASSIGN(const Query query,
                  reader.query(QString::fromLatin1(object), {}, {QString::fromLatin1(order)}));
        DW_ASSIGN(const auto rows, reader.rows(query));
        QList<int> fields;
        for (int i = 0; i < query.object->fieldCount(); ++i)
            fields.append(i);
        DW_ASSIGN(found, reader.page(query.object, rows, fields));
        return QJsonObject();
    }));
    return found;
}

Result<QJsonObject> ServerAdmin::listUsers()
{
    DW_ASSIGN(const QList<Record> all, users());
    DW_ASSIGN(const QList<DeviceRecord> devices, m_accounts.devices());
    QHash<Id, int> count;
    for (const DeviceRecord &device : devices)
        count[device.user] += device.state == DeviceState::Active ? 1 : 0;
    QJsonArray rows;
    for (const Record &user : all) {
        DW_ASSIGN(const auto password, m_accounts.password(user.id()));
        rows.append(QJsonObject{{QStringLiteral("id"), user.id().toString()},
                                {QStringLiteral("login"), user.value(u"login").text()},
                                {QStringLiteral("name"), user.value(u"name").text()},
                                {QStringLiteral("status"), user.value(u"status").text()},
                                {QStringLiteral("password"), AccountService::stateOf(password)},
                                {QStringLiteral("devices"), count.value(user.id())}});
    }
    return QJsonObject{{QStringLiteral("rows"), rows}, {QStringLiteral("count"), rows.size()}};
}

Result<QJsonObject> ServerAdmin::listSignIns(const QJsonObject &arguments)
{
    const int limit = std::clamp(arguments.value(QLatin1String("limit")).toInt(100), 1, MostSignIns);
    Id only;
    if (!login(arguments).isEmpty()) {
        DW_ASSIGN(const Record user, recordNamed("user", u"login", login(arguments), "cli.unknown_login"));
        only = user.id();
    }
    QJsonArray rows;
    qint64 before = 0;
    while (rows.size() < limit) {
        DW_ASSIGN(const QList<SignInRecord> page, m_accounts.signIns(MostSignIns, before));
        for (const SignInRecord &line : page) {
            before = line.number;
            if ((!only.isNull() && line.user != only) || rows.size() >= limit)
                continue;
            rows.append(QJsonObject{
                {QStringLiteral("at"), line.at.toIso()},
                {QStringLiteral("event"), line.event},
                {QStringLiteral("login"), line.login},
                {QStringLiteral("device"), line.device.isNull() ? QString() : line.device.toString()},
                {QStringLiteral("address"), line.address}});
        }
        if (page.size() < MostSignIns)
            break;
    }
    return QJsonObject{{QStringLiteral("rows"), rows}, {QStringLiteral("count"), rows.size()}};
}

Result<QJsonObject> ServerAdmin::listDevices(const QJsonObject &arguments)
{
    Id only;
    if (!login(arguments).isEmpty()) {
        DW_ASSIGN(const Record user, recordNamed("user", u"login", login(arguments), "cli.unknown_login"));
        only = user.id();
    }
    DW_ASSIGN(const QList<DeviceRecord> devices, m_accounts.devices(only));
    DW_ASSIGN(const QList<Record> all, users());
    QHash<Id, QString> logins;
    for (const Record &user : all)
        logins.insert(user.id(), user.value(u"login").text());
    QJsonArray rows;
    for (const DeviceRecord &device : devices) {
        QJsonObject row = toJson(device);
        row.insert(QStringLiteral("login"), logins.value(device.user));
        rows.append(row);
    }
    return QJsonObject{{QStringLiteral("rows"), rows}, {QStringLiteral("count"), rows.size()}};
}

Result<QJsonObject> ServerAdmin::revokeDevice(const QJsonObject &arguments)
{
    const QString text = arguments.value(QLatin1String("device")).toString();
    const std::optional<Id> id = Id::fromString(text);
    if (!id)
        return Error(ErrorCode::NotFound, QStringLiteral("service.no_such_device"), {text});
    const bool wipe = arguments.value(QLatin1String("wipe")).toBool();
    const Instant now = m_clock.now();
    QByteArray order;
    if (wipe) {
        DW_ASSIGN(const ServerKeys keys, ServerKeys::load(m_accounts));
        DW_ASSIGN(const QByteArray name, m_accounts.setting(ServerFolder::nameSetting()));
        order = DeviceService::wipeOrder(keys, QString::fromUtf8(name), *id, now);
    }
    DW_TRY(m_accounts.revokeDevice(*id, wipe ? DeviceState::Wiped : DeviceState::Revoked,
                                   arguments.value(QLatin1String("reason")).toString(), order, now));
    const QString event = wipe ? QStringLiteral("device_wiped") : QStringLiteral("device_revoked");
    DW_TRY(m_accounts.appendSignIn({0, now, event, owner().user, owner().openedBy, *id, {}}));
    DW_ASSIGN(const auto device, m_accounts.device(*id));
    return toJson(*device);
}

Result<QJsonObject> ServerAdmin::deviceContents(const QJsonObject &arguments)
{
    const QString text = arguments.value(QLatin1String("device")).toString();
    const std::optional<Id> id = Id::fromString(text);
    const auto device = id ? m_accounts.device(*id) : Result<std::optional<DeviceRecord>>(std::nullopt);
    DW_TRY(device);
    if (!*device)
        return Error(ErrorCode::NotFound, QStringLiteral("service.no_such_device"), {text});
    return read([&](const ReadSession &session, const ReadContext &context) {
        return DeviceContents(m_runner, context.now).of(session, **device);
    });
}

Result<QJsonObject> ServerAdmin::listExports(const QJsonObject &arguments)
{
    std::optional<QByteArray> sha256;
    if (const QString given = arguments.value(QLatin1String("sha256")).toString(); !given.isEmpty()) {
        DW_ASSIGN(sha256, ExportSearch::fingerprint({}, given));
    }
    const int limit = arguments.value(QLatin1String("limit")).toInt(100);
    return read([&](const ReadSession &session, const ReadContext &context) -> Result<QJsonObject> {
        DW_ASSIGN(const QJsonArray rows, ExportSearch(Reader(session, context)).table(sha256, limit));
        return QJsonObject{{QStringLiteral("rows"), rows}, {QStringLiteral("count"), rows.size()}};
    });
}

Result<QJsonObject> ServerAdmin::listReads(const QJsonObject &arguments)
{
    const auto text = [&arguments](const char *key) {
        return arguments.value(QLatin1String(key)).toString();
    };
    DW_ASSIGN(const auto wanted, ReadSearch::wanted(text("object"), text("id"),
                                                    arguments.value(QLatin1String("limit")).toInt(100)));
    return read([&](const ReadSession &session, const ReadContext &context) -> Result<QJsonObject> {
        DW_ASSIGN(const QJsonArray rows, ReadSearch(Reader(session, context)).table(wanted));
        return QJsonObject{{QStringLiteral("rows"), rows}, {QStringLiteral("count"), rows.size()}};
    });
}

Result<QJsonObject> ServerAdmin::listIssues(const QJsonObject &arguments)
{
    const ConfigurationPtr configuration = m_runner.configuration();
    const int limit = arguments.value(QLatin1String("limit")).toInt(100);
    Result<QJsonArray> issues = QJsonArray();
    m_runner.workspace().readNow([&](ReadSession &session) {
        issues = IssueBook(session).list(*configuration, owner(), m_clock.now(), limit);
    });
    if (!issues.ok())
        return issues.error();
    return QJsonObject{{QStringLiteral("rows"), *issues}};
}

Result<QJsonObject> ServerAdmin::discardIssues(const QJsonObject &arguments)
{
    QList<Id> ids;
    const QJsonArray given = arguments.value(QLatin1String("ids")).toArray();
    for (const QJsonValue &one : given) {
        const std::optional<Id> id = Id::fromString(one.toString());
        if (!id)
            return Error(ErrorCode::NotFound, QStringLiteral("sync.no_issue"), {one.toString()});
        if (!ids.contains(*id))
            ids.append(*id);
    }
    Result<int> discarded = 0;
    m_runner.workspace().writeNow(
        [&](WriteSession &session) { discarded = IssueBook::discard(session, ids, m_clock.now()); });
    if (!discarded.ok())
        return discarded.error();
    return QJsonObject{{QStringLiteral("discarded"), *discarded}};
}

Result<QJsonObject> ServerAdmin::historyState()
{
    Result<LedgerHead> head = LedgerHead();
    Result<std::optional<Instant>> doubt = std::optional<Instant>();
    m_runner.workspace().readNow([&](ReadSession &session) {
        head = session.ledger().head();
        doubt = HistoryGuard::suspectSince(session);
    });
    DW_TRY(head);
    DW_TRY(doubt);
    return QJsonObject{{QStringLiteral("epoch"), head->epoch.toString()},
                       {QStringLiteral("head"), double(head->sequence)},
                       {QStringLiteral("in_doubt_since"), *doubt ? (*doubt)->toIso() : QString()}};
}

// The account store has it first: a workspace takes over what stands there whenever it is opened.
Result<QJsonObject> ServerAdmin::confirmHistory()
{
    const Id epoch = m_runner.ids().next();
    DW_TRY(m_accounts.setSetting(ServerFolder::epochSetting(), epoch.toString().toLatin1()));
    Result<void> begun;
    m_runner.workspace().writeNow([&](WriteSession &session) {
        begun = HistoryGuard::beginEpoch(session, epoch, m_runner.clock().now());
    });
    DW_TRY(begun);
    return historyState();
}

Result<QJsonObject> ServerAdmin::listPolicies()
{
    DW_ASSIGN(const QList<Record> roles, all("role", "code"));
    QStringList codes;
    for (const Record &role : roles)
        codes.append(role.value(u"code").text());
    DW_ASSIGN(const QJsonArray rows, WorkspacePolicies(m_accounts).list(codes));
    return QJsonObject{{QStringLiteral("rows"), rows}, {QStringLiteral("count"), rows.size()}};
}

Result<QJsonObject> ServerAdmin::setPolicy(const QJsonObject &arguments)
{
    const QString role = arguments.value(QLatin1String("role")).toString();
    if (!role.isEmpty())
        DW_TRY(recordNamed("role", u"code", role, "cli.unknown_role"));
    const QJsonValue value = arguments.value(QLatin1String("value"));
    DW_TRY(WorkspacePolicies(m_accounts)
               .set(arguments.value(QLatin1String("name")).toString(), role,
                    value.isDouble() ? std::optional(qint64(value.toDouble())) : std::nullopt));
    return listPolicies();
}

Result<QJsonObject> ServerAdmin::leastProgram()
{
    DW_ASSIGN(const auto rule, LeastProgram(m_accounts, m_clock).rule());
    return QJsonObject{{QStringLiteral("least"), rule ? rule->version.text() : QString()},
                       {QStringLiteral("from"), rule ? rule->from : QString()},
                       {QStringLiteral("server"), ProgramVersion::ofThis().text()}};
}

Result<QJsonObject> ServerAdmin::setLeastProgram(const QJsonObject &arguments)
{
    DW_TRY(LeastProgram(m_accounts, m_clock)
               .set(arguments.value(QLatin1String("version")).toString(),
                    arguments.value(QLatin1String("from")).toString()));
    return leastProgram();
}

Result<QJsonObject> ServerAdmin::housekeep()
{
    DW_ASSIGN(const ServerHousekeeping::Done done, m_housekeeping->run());
    return QJsonObject{{QStringLiteral("purged"), double(done.purged)},
                       {QStringLiteral("files"), double(done.files)},
                       {QStringLiteral("issues"), double(done.issues)},
                       {QStringLiteral("horizon"), double(done.horizon)}};
}

Result<QJsonObject> ServerAdmin::stats()
{
    DW_ASSIGN(const QList<Record> all, users());
    DW_ASSIGN(const AccountStore::Counts counts, m_accounts.counts());
    DW_ASSIGN(const QByteArray name, m_accounts.setting(ServerFolder::nameSetting()));
    DW_ASSIGN(const QByteArray epoch, m_accounts.setting(ServerFolder::epochSetting()));
    QJsonObject stats{{QStringLiteral("name"), QString::fromUtf8(name)},
                      {QStringLiteral("epoch"), QString::fromUtf8(epoch)},
                      {QStringLiteral("users"), all.size()},
                      {QStringLiteral("passwords"), counts.passwords},
                      {QStringLiteral("devices"), counts.devices},
                      {QStringLiteral("active_devices"), counts.activeDevices},
                      {QStringLiteral("sessions"), counts.sessions}};
    DW_ASSIGN(const QList<BackupBook::Entry> book, BackupBook::load(m_accounts));
    const auto insert = [&](const char *key, const std::optional<BackupBook::Entry> &entry) {
        if (entry)
            stats.insert(QLatin1String(key), entry->toJson());
    };
    insert("backup", BackupBook::lastGood(book, BackupBook::What::Backup));
    insert("backup_failed", BackupBook::openFailure(book, BackupBook::What::Backup));
    insert("restore_test", BackupBook::lastGood(book, BackupBook::What::RestoreTest));
    insert("restore_test_failed", BackupBook::openFailure(book, BackupBook::What::RestoreTest));
    return stats;
}

}  // namespace dw
