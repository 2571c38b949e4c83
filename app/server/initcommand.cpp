// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/initcommand.h"

#include "app/server/adminwork.h"
#include "app/server/passwordoption.h"
#include "core/base/currencycode.h"
#include "core/base/wording.h"
#include "core/service/http/tlscertificate.h"
#include "core/service/passwordhasher.h"

#include <QDir>
#include <QFileInfo>
#include <QSysInfo>
#include <QTimeZone>

#include <algorithm>
#include <optional>
#include <utility>

namespace dw
{

namespace
{

struct Wanted
{
    ServerFolder::New server;
    QStringList hosts;
    bool joins = false;
    // Who may sign in besides the administrator: what user.add takes.
    QList<QJsonObject> people;
    bool showPasswords = false;
};

Error badValue(const QString &value, const char *option)
{
    return {ErrorCode::Invalid, QStringLiteral("cli.bad_value"), {value, QString::fromLatin1(option)}};
}

// "lin@example.com" signs in as "lin". Told before anything is made: logins are unique.
Result<QList<QJsonObject>> peopleOf(const QStringList &addresses, const QStringList &roles,
                                    const QString &admin)
{
    QList<QJsonObject> people;
    QStringList taken{admin.toCaseFolded()};
    for (const QString &address : addresses) {
        const qsizetype at = address.lastIndexOf(QLatin1Char('@'));
        const QString login = address.left(std::max<qsizetype>(at, 0)).trimmed();
        if (login.isEmpty() || login.size() > 80 || at + 1 == address.size() ||
            taken.contains(login.toCaseFolded()))
            return badValue(address, "--user");
        taken.append(login.toCaseFolded());
        people.append({{QStringLiteral("login"), login},
                       {QStringLiteral("email"), address},
                       {QStringLiteral("roles"), QJsonArray::fromStringList(roles)}});
    }
    return people;
}

Result<Wanted> parse(const QStringList &arguments, const ServerContext &context)
{
    CliOptions options(arguments);
    Wanted wanted;
    DW_ASSIGN(const auto name, options.takeValue(QStringLiteral("--name")));
    DW_ASSIGN(wanted.hosts, options.takeValues(QStringLiteral("--host")));
    DW_ASSIGN(const auto database, options.takeValue(QStringLiteral("--database")));
    wanted.server.database = database.value_or(QString());
    wanted.joins = options.takeFlag(QStringLiteral("--join"));
    wanted.server.name = name.value_or(QStringLiteral("sales")).trimmed();
    if (wanted.server.name.isEmpty() || wanted.server.name.size() > 80)
        return badValue(wanted.server.name, "--name");
    if (wanted.joins && wanted.server.database.isEmpty())
        return Error(ErrorCode::Invalid, QStringLiteral("cli.needs_option"),
                     {QStringLiteral("--join"), QStringLiteral("--database")});
    // Who has it made chose the rest.
    if (wanted.joins) {
        DW_ASSIGN(const QStringList more, options.rest());
        if (!more.isEmpty())
            return Error(ErrorCode::Invalid, QStringLiteral("cli.unknown_argument"), {more.first()});
        return wanted;
    }
    DW_ASSIGN(const auto admin, options.takeValue(QStringLiteral("--admin")));
    DW_ASSIGN(const auto adminName, options.takeValue(QStringLiteral("--admin-name")));
    DW_ASSIGN(const auto zone, options.takeValue(QStringLiteral("--zone")));
    DW_ASSIGN(const auto currency, options.takeValue(QStringLiteral("--currency")));
    DW_ASSIGN(const QStringList users, options.takeValues(QStringLiteral("--user")));
    DW_ASSIGN(const QStringList roles, options.takeValues(QStringLiteral("--role")));
    if (users.isEmpty() && !roles.isEmpty())
        return Error(ErrorCode::Invalid, QStringLiteral("cli.needs_option"),
                     {QStringLiteral("--role"), QStringLiteral("--user")});
    DW_ASSIGN(const QList<PasswordOption> passwords,
              PasswordOption::takeFor(1 + users.size(), options, context));
    DW_ASSIGN(const QStringList rest, options.rest());
    if (!rest.isEmpty())
        return Error(ErrorCode::Invalid, QStringLiteral("cli.unknown_argument"), {rest.first()});
    wanted.server.login = admin.value_or(QStringLiteral("admin"));
    wanted.server.userName = adminName.value_or(wanted.server.login);
    if (wanted.server.login.trimmed().isEmpty() || wanted.server.login.size() > 80)
        return badValue(wanted.server.login, "--admin");
    const auto code = Currency::fromCode(currency.value_or(QStringLiteral("CNY")));
    if (!code || !isStandard(*code))
        return badValue(*currency, "--currency");
    wanted.server.currency = *code;
    const QByteArray local = QTimeZone::systemTimeZoneId();
    wanted.server.zoneName = zone ? zone->toUtf8() : BusinessZone::named(local) ? local : QByteArray("UTC");
    if (!BusinessZone::named(wanted.server.zoneName))
        return badValue(zone.value_or(QString()), "--zone");
    DW_TRY(PasswordHasher::check(passwords.first().text, wanted.server.login));
    wanted.server.password = passwords.first().text;
    wanted.server.mustChange = passwords.first().made;
    wanted.showPasswords = passwords.first().made;
    DW_ASSIGN(wanted.people, peopleOf(users, roles, wanted.server.login));
    for (qsizetype i = 0; i < wanted.people.size(); ++i) {
        QJsonObject &person = wanted.people[i];
        const PasswordOption &password = passwords[i + 1];
        DW_TRY(PasswordHasher::check(password.text, person.value(QLatin1String("login")).toString()));
        person.insert(QStringLiteral("password"), password.text);
        person.insert(QStringLiteral("must_change"), password.made);
    }
    return wanted;
}

}  // namespace

QString InitCommand::usage() const
{
    return QStringLiteral(
        "init [--name WORKSPACE] [--admin LOGIN] [--admin-name N] [--user LOGIN@HOST]... [--role CODE]... "
        "[--password-file F] [--zone Z] [--currency C] [--host H]... "
        "[--database postgresql://USER@HOST/DATABASE [--join]]");
}

ServerExit InitCommand::run(const QStringList &arguments, ServerContext &context) const
{
    const Result<Wanted> wanted = parse(arguments, context);
    if (!wanted.ok())
        return failWith(context, wanted.error());
    const Result<void> made = wanted->joins
                                  ? context.folder.join(wanted->server.database, wanted->server.name)
                                  : context.folder.create(wanted->server, context.clock, context.ids);
    if (!made.ok())
        return failWith(context, made.error());
    QStringList hosts = wanted->hosts;
    hosts += {QSysInfo::machineHostName(), QStringLiteral("localhost"), QStringLiteral("127.0.0.1"),
              QStringLiteral("::1")};
    hosts.removeAll(QString());
    hosts.removeDuplicates();
    if (const auto certificate = context.folder.ensureCertificate(hosts, context.clock); !certificate.ok())
        return failWith(context, certificate.error());
    TlsCertificate certificate;
    if (const auto loaded = certificate.load(context.folder.certificate(), context.folder.key());
        !loaded.ok())
        return failWith(context, loaded.error());
    // What was made is said also where somebody could not be added: the administrator's password is shown
    // once.
    QJsonArray people;
    std::optional<Error> failed;
    for (const QJsonObject &person : wanted->people) {
        const Result<QJsonObject> added = performAdmin(QStringLiteral("user.add"), person, context);
        if (!added.ok()) {
            failed = added.error();
            break;
        }
        QJsonObject told{{QStringLiteral("login"), person.value(QLatin1String("login"))}};
        if (wanted->showPasswords)
            told.insert(QStringLiteral("password"), person.value(QLatin1String("password")));
        people.append(told);
    }
    if (context.json) {
        QJsonObject answer{{QStringLiteral("folder"), context.folder.path()},
                           {QStringLiteral("workspace"), wanted->server.name},
                           {QStringLiteral("fingerprint"), certificate.fingerprint()}};
        if (!wanted->joins)
            answer.insert(QStringLiteral("login"), wanted->server.login);
        if (wanted->showPasswords)
            answer.insert(QStringLiteral("password"), wanted->server.password);
        if (!people.isEmpty())
            answer.insert(QStringLiteral("users"), people);
        context.answer(answer);
        return failed ? failWith(context, *failed) : ServerExit::Done;
    }
    context.say(wording(QStringLiteral("server.made"), {context.folder.path(), wanted->server.name}));
    const auto showPassword = [&](const QString &login, const QString &password) {
        context.say(wording(QStringLiteral("server.password_made"), {login, password}));
    };
    if (wanted->showPasswords) {
        showPassword(wanted->server.login, wanted->server.password);
        for (const QJsonValue &person : std::as_const(people))
            showPassword(person[QLatin1String("login")].toString(),
                         person[QLatin1String("password")].toString());
    }
    context.say(wording(QStringLiteral("server.fingerprint"), {certificate.fingerprint()}));
    return failed ? failWith(context, *failed) : ServerExit::Done;
}

}  // namespace dw
