// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/initcommand.h"

#include "app/server/passwordoption.h"
#include "core/base/currencycode.h"
#include "core/base/wording.h"
#include "core/service/http/tlscertificate.h"
#include "core/service/passwordhasher.h"

#include <QDir>
#include <QFileInfo>
#include <QSysInfo>
#include <QTimeZone>

namespace dw
{

namespace
{

struct Wanted
{
    ServerFolder::New server;
    QStringList hosts;
    bool joins = false;
    bool showPassword = false;
};

Error badValue(const QString &value, const char *option)
{
    return {ErrorCode::Invalid, QStringLiteral("cli.bad_value"), {value, QString::fromLatin1(option)}};
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
    DW_ASSIGN(const PasswordOption password, PasswordOption::take(options, context));
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
    DW_TRY(PasswordHasher::check(password.text, wanted.server.login));
    wanted.server.password = password.text;
    wanted.server.mustChange = password.made;
    wanted.showPassword = password.made;
    return wanted;
}

}  // namespace

QString InitCommand::usage() const
{
    return QStringLiteral(
        "init [--name WORKSPACE] [--admin LOGIN] [--admin-name N] [--password-file F] [--zone Z] "
        "[--currency C] [--host H]... [--database postgresql://USER@HOST/DATABASE [--join]]");
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
    if (context.json) {
        QJsonObject answer{{QStringLiteral("folder"), context.folder.path()},
                           {QStringLiteral("workspace"), wanted->server.name},
                           {QStringLiteral("fingerprint"), certificate.fingerprint()}};
        if (!wanted->joins)
            answer.insert(QStringLiteral("login"), wanted->server.login);
        if (wanted->showPassword)
            answer.insert(QStringLiteral("password"), wanted->server.password);
        context.answer(answer);
        return ServerExit::Done;
    }
    context.say(wording(QStringLiteral("server.made"), {context.folder.path(), wanted->server.name}));
    if (wanted->showPassword)
        context.say(
            wording(QStringLiteral("server.password_made"), {wanted->server.login, wanted->server.password}));
    context.say(wording(QStringLiteral("server.fingerprint"), {certificate.fingerprint()}));
    return ServerExit::Done;
}

}  // namespace dw
