// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/admincommand.h"

#include "app/server/adminwork.h"
#include "app/server/passwordoption.h"
#include "core/base/wording.h"
#include "core/reading/exportsearch.h"
#include "core/reading/readsearch.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace dw
{

namespace
{

struct Wanted
{
    QString command;
    QJsonObject arguments;
    QString madePassword;
};

Error needs(const char *what)
{
    return {ErrorCode::Invalid, QStringLiteral("cli.needs_one"), {QString::fromLatin1(what)}};
}

Result<QString> onlyArgument(const QStringList &rest, const char *what)
{
    if (rest.size() != 1)
        return needs(what);
    return rest.first();
}

void putIf(QJsonObject &object, const char *key, const std::optional<QString> &value)
{
    if (value)
        object.insert(QLatin1String(key), *value);
}

Result<Wanted> parseUser(CliOptions &options, const QString &what, const ServerContext &context)
{
    Wanted wanted;
    wanted.command = QStringLiteral("user.") + what;
    if (what == QLatin1String("list")) {
        DW_ASSIGN(const QStringList rest, options.rest());
        if (!rest.isEmpty())
            return Error(ErrorCode::Invalid, QStringLiteral("cli.unknown_argument"), {rest.first()});
        return wanted;
    }
    if (what == QLatin1String("signins")) {
        DW_ASSIGN(const auto limit, options.takeNumber(QStringLiteral("--limit"), 1));
        DW_ASSIGN(const QStringList rest, options.rest());
        if (rest.size() > 1)
            return needs("LOGIN");
        if (!rest.isEmpty())
            wanted.arguments.insert(QStringLiteral("login"), rest.first());
        wanted.arguments.insert(QStringLiteral("limit"), limit.value_or(100));
        return wanted;
    }
    if (what == QLatin1String("add")) {
        DW_ASSIGN(const auto name, options.takeValue(QStringLiteral("--name")));
        DW_ASSIGN(const auto email, options.takeValue(QStringLiteral("--email")));
        DW_ASSIGN(const auto language, options.takeValue(QStringLiteral("--language")));
        DW_ASSIGN(const QStringList roles, options.takeValues(QStringLiteral("--role")));
        if (!name || !email)
            return needs("LOGIN --name N --email E");
        putIf(wanted.arguments, "name", name);
        putIf(wanted.arguments, "email", email);
        putIf(wanted.arguments, "language", language);
        wanted.arguments.insert(QStringLiteral("roles"), QJsonArray::fromStringList(roles));
    }
    if (what == QLatin1String("add") || what == QLatin1String("passwd")) {
        DW_ASSIGN(const PasswordOption password, PasswordOption::take(options, context));
        wanted.arguments.insert(QStringLiteral("password"), password.text);
        wanted.arguments.insert(QStringLiteral("must_change"), password.made);
        if (password.made)
            wanted.madePassword = password.text;
    } else if (what != QLatin1String("disable") && what != QLatin1String("enable")) {
        return needs("list, add, passwd, disable, enable or signins");
    }
    DW_ASSIGN(const QStringList rest, options.rest());
    DW_ASSIGN(const QString login, onlyArgument(rest, "LOGIN"));
    wanted.arguments.insert(QStringLiteral("login"), login);
    return wanted;
}

Result<Wanted> parseDevice(CliOptions &options, const QString &what)
{
    Wanted wanted;
    wanted.command = QStringLiteral("device.") + what;
    if (what == QLatin1String("list")) {
        DW_ASSIGN(const auto user, options.takeValue(QStringLiteral("--user")));
        DW_ASSIGN(const QStringList rest, options.rest());
        if (!rest.isEmpty())
            return Error(ErrorCode::Invalid, QStringLiteral("cli.unknown_argument"), {rest.first()});
        putIf(wanted.arguments, "login", user);
        return wanted;
    }
    if (what == QLatin1String("contents")) {
        DW_ASSIGN(const QStringList rest, options.rest());
        DW_ASSIGN(const QString device, onlyArgument(rest, "DEVICE"));
        wanted.arguments.insert(QStringLiteral("device"), device);
        return wanted;
    }
    if (what != QLatin1String("revoke"))
        return needs("list, contents or revoke");
    wanted.arguments.insert(QStringLiteral("wipe"), options.takeFlag(QStringLiteral("--wipe")));
    DW_ASSIGN(const auto reason, options.takeValue(QStringLiteral("--reason")));
    putIf(wanted.arguments, "reason", reason);
    DW_ASSIGN(const QStringList rest, options.rest());
    DW_ASSIGN(const QString device, onlyArgument(rest, "DEVICE"));
    wanted.arguments.insert(QStringLiteral("device"), device);
    return wanted;
}

Result<Wanted> parseExports(CliOptions &options)
{
    DW_ASSIGN(const auto limit, options.takeNumber(QStringLiteral("--limit"), 1));
    DW_ASSIGN(const auto file, options.takeValue(QStringLiteral("--file")));
    DW_ASSIGN(const auto sha256, options.takeValue(QStringLiteral("--sha256")));
    DW_ASSIGN(const QStringList rest, options.rest());
    if (!rest.isEmpty() || (file && sha256))
        return Error(ErrorCode::Invalid, QStringLiteral("cli.unknown_argument"),
                     {rest.value(0, QStringLiteral("--sha256"))});
    Wanted wanted{
        QStringLiteral("export.list"), {{QStringLiteral("limit"), double(limit.value_or(100))}}, {}};
    if (file || sha256) {
        DW_ASSIGN(const QByteArray digest, ExportSearch::fingerprint(file, sha256));
        wanted.arguments.insert(QStringLiteral("sha256"), QString::fromLatin1(digest.toHex()));
    }
    return wanted;
}

Result<Wanted> parseReads(CliOptions &options)
{
    DW_ASSIGN(const auto limit, options.takeNumber(QStringLiteral("--limit"), 1));
    DW_ASSIGN(const auto object, options.takeValue(QStringLiteral("--object")));
    DW_ASSIGN(const auto id, options.takeValue(QStringLiteral("--id")));
    DW_ASSIGN(const QStringList rest, options.rest());
    if (!rest.isEmpty())
        return Error(ErrorCode::Invalid, QStringLiteral("cli.unknown_argument"), {rest.first()});
    DW_TRY(ReadSearch::wanted(object.value_or(QString()), id.value_or(QString()), 1));
    Wanted wanted{QStringLiteral("read.list"), {{QStringLiteral("limit"), double(limit.value_or(100))}}, {}};
    putIf(wanted.arguments, "object", object);
    putIf(wanted.arguments, "id", id);
    return wanted;
}

Result<Wanted> parseIssues(CliOptions &options)
{
    DW_ASSIGN(const auto limit, options.takeNumber(QStringLiteral("--limit"), 1));
    DW_ASSIGN(const QStringList rest, options.rest());
    if (rest.value(0) == QLatin1String("discard")) {
        if (rest.size() < 2 || limit)
            return needs("discard ID...");
        return Wanted{QStringLiteral("issue.discard"),
                      {{QStringLiteral("ids"), QJsonArray::fromStringList(rest.mid(1))}},
                      {}};
    }
    if (!rest.isEmpty())
        return Error(ErrorCode::Invalid, QStringLiteral("cli.unknown_argument"), {rest.first()});
    return Wanted{QStringLiteral("issue.list"), {{QStringLiteral("limit"), double(limit.value_or(100))}}, {}};
}

Result<Wanted> parseHistory(CliOptions &options, const QString &what)
{
    DW_ASSIGN(const QStringList rest, options.rest());
    if (!rest.isEmpty())
        return Error(ErrorCode::Invalid, QStringLiteral("cli.unknown_argument"), {rest.first()});
    if (what != QLatin1String("state") && what != QLatin1String("confirm"))
        return needs("state or confirm");
    return Wanted{QStringLiteral("history.") + what, {}, {}};
}

Result<Wanted> parsePolicy(CliOptions &options, const QString &what)
{
    Wanted wanted;
    wanted.command = QStringLiteral("policy.list");
    DW_ASSIGN(const auto role, options.takeValue(QStringLiteral("--role")));
    DW_ASSIGN(const QStringList rest, options.rest());
    if (what == QLatin1String("list") && !role && rest.isEmpty())
        return wanted;
    const bool sets = what == QLatin1String("set") && rest.size() == 2;
    if (!sets && (what != QLatin1String("reset") || rest.size() != 1))
        return needs("list, set NAME NUMBER or reset NAME");
    wanted.command = QStringLiteral("policy.set");
    wanted.arguments.insert(QStringLiteral("name"), rest.first());
    putIf(wanted.arguments, "role", role);
    if (!sets)
        return wanted;
    bool isNumber = false;
    const qint64 value = rest.last().toLongLong(&isNumber);
    if (!isNumber)
        return Error(ErrorCode::Invalid, QStringLiteral("cli.bad_value"), {rest.last(), rest.first()});
    wanted.arguments.insert(QStringLiteral("value"), double(value));
    return wanted;
}

Result<Wanted> parseProgram(CliOptions &options, const QString &what)
{
    DW_ASSIGN(const auto from, options.takeValue(QStringLiteral("--from")));
    DW_ASSIGN(const QStringList rest, options.rest());
    if ((what == QLatin1String("show") || what == QLatin1String("any")) && !from && rest.isEmpty())
        return Wanted{
            what == QLatin1String("show") ? QStringLiteral("program.least") : QStringLiteral("program.set"),
            {},
            {}};
    if (what != QLatin1String("least") || rest.size() != 1 || rest.first().isEmpty())
        return needs("show, least VERSION or any");
    Wanted wanted{QStringLiteral("program.set"), {{QStringLiteral("version"), rest.first()}}, {}};
    putIf(wanted.arguments, "from", from);
    return wanted;
}

QStringList columnsOf(const QString &command)
{
    if (command == QLatin1String("user.list"))
        return {QStringLiteral("login"),    QStringLiteral("name"),    QStringLiteral("status"),
                QStringLiteral("password"), QStringLiteral("devices"), QStringLiteral("id")};
    if (command == QLatin1String("user.signins"))
        return {QStringLiteral("at"), QStringLiteral("event"), QStringLiteral("login"),
                QStringLiteral("address"), QStringLiteral("device")};
    if (command == QLatin1String("device.contents"))
        return {QStringLiteral("object"), QStringLiteral("records"), QStringLiteral("sensitive")};
    if (command == QLatin1String("export.list"))
        return {QStringLiteral("at"),    QStringLiteral("user"), QStringLiteral("object"),
                QStringLiteral("rows"),  QStringLiteral("file"), QStringLiteral("where"),
                QStringLiteral("sha256")};
    if (command == QLatin1String("read.list"))
        return {QStringLiteral("at"),      QStringLiteral("user"), QStringLiteral("object"),
                QStringLiteral("records"), QStringLiteral("way"),  QStringLiteral("fields"),
                QStringLiteral("title"),   QStringLiteral("id")};
    if (command == QLatin1String("issue.list"))
        return {QStringLiteral("at"),      QStringLiteral("login"),  QStringLiteral("device"),
                QStringLiteral("command"), QStringLiteral("code"),   QStringLiteral("object"),
                QStringLiteral("title"),   QStringLiteral("record"), QStringLiteral("id")};
    if (command.startsWith(QLatin1String("policy.")))
        return {QStringLiteral("name"), QStringLiteral("role"), QStringLiteral("value"),
                QStringLiteral("set")};
    if (command == QLatin1String("device.list"))
        return {QStringLiteral("short"),        QStringLiteral("login"), QStringLiteral("name"),
                QStringLiteral("platform"),     QStringLiteral("app"),   QStringLiteral("state"),
                QStringLiteral("last_contact"), QStringLiteral("device")};
    return {};
}

}  // namespace

QString AdminCommand::name() const
{
    switch (m_kind) {
        case Kind::User:
            return QStringLiteral("user");
        case Kind::Device:
            return QStringLiteral("device");
        case Kind::Exports:
            return QStringLiteral("exports");
        case Kind::Reads:
            return QStringLiteral("reads");
        case Kind::Issues:
            return QStringLiteral("issues");
        case Kind::History:
            return QStringLiteral("history");
        case Kind::Policy:
            return QStringLiteral("policy");
        case Kind::Program:
            return QStringLiteral("program");
        case Kind::Housekeep:
            return QStringLiteral("housekeep");
        case Kind::Stats:
            break;
    }
    return QStringLiteral("stats");
}

QString AdminCommand::usage() const
{
    switch (m_kind) {
        case Kind::User:
            return QStringLiteral(
                "user list | add LOGIN --name N --email E [--role CODE]... [--language en|zh_cn] "
                "[--password-file F] | passwd LOGIN [--password-file F] | disable LOGIN | "
                "enable LOGIN | signins [LOGIN] [--limit N]");
        case Kind::Device:
            return QStringLiteral(
                "device list [--user LOGIN] | contents DEVICE | revoke DEVICE [--wipe] [--reason TEXT]");
        case Kind::Exports:
            return QStringLiteral("exports [--file FILE | --sha256 HEX] [--limit N]");
        case Kind::Reads:
            return QStringLiteral("reads [--object OBJECT [--id ID]] [--limit N]");
        case Kind::Issues:
            return QStringLiteral("issues [--limit N] | discard ID...");
        case Kind::History:
            return QStringLiteral("history state | confirm");
        case Kind::Policy:
            return QStringLiteral(
                "policy list | set NAME NUMBER [--role CODE] | reset NAME [--role CODE]   "
                "(revoked_input_days, "
                "lease_days, fetch_kib, laptop_files_mib, server_files_mib)");
        case Kind::Program:
            return QStringLiteral("program show | least VERSION [--from WHERE] | any");
        case Kind::Housekeep:
        case Kind::Stats:
            break;
    }
    return name();
}

ServerExit AdminCommand::run(const QStringList &arguments, ServerContext &context) const
{
    const bool hasParts = m_kind == Kind::User || m_kind == Kind::Device || m_kind == Kind::History ||
                          m_kind == Kind::Policy || m_kind == Kind::Program;
    CliOptions options(arguments.mid(hasParts ? 1 : 0));
    const QString what = arguments.value(0);
    Result<Wanted> wanted = Wanted{name(), {}, {}};
    if (m_kind == Kind::User)
        wanted = parseUser(options, what, context);
    else if (m_kind == Kind::Device)
        wanted = parseDevice(options, what);
    else if (m_kind == Kind::Exports)
        wanted = parseExports(options);
    else if (m_kind == Kind::Reads)
        wanted = parseReads(options);
    else if (m_kind == Kind::Issues)
        wanted = parseIssues(options);
    else if (m_kind == Kind::History)
        wanted = parseHistory(options, what);
    else if (m_kind == Kind::Policy)
        wanted = parsePolicy(options, what);
    else if (m_kind == Kind::Program)
        wanted = parseProgram(options, what);
    else if (!arguments.isEmpty())
        wanted = Error(ErrorCode::Invalid, QStringLiteral("cli.unknown_argument"), {what});
    if (!wanted.ok())
        return failWith(context, wanted.error());
    Result<QJsonObject> done = performAdmin(wanted->command, wanted->arguments, context);
    if (!done.ok())
        return failWith(context, done.error());
    if (!wanted->madePassword.isEmpty())
        done->insert(QStringLiteral("password"), wanted->madePassword);
    if (done->contains(QLatin1String("rows"))) {
        context.answerTable(columnsOf(wanted->command), done->value(QLatin1String("rows")).toArray());
    } else if (context.json) {
        context.answer(*done);
    } else {
        for (auto it = done->constBegin(); it != done->constEnd(); ++it)
            context.say(it.key() + QLatin1Char('\t') +
                        (it->isObject()
                             ? QString::fromUtf8(QJsonDocument(it->toObject()).toJson(QJsonDocument::Compact))
                             : it->toVariant().toString()));
    }
    return ServerExit::Done;
}

}  // namespace dw
