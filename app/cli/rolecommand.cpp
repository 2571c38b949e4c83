// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/rolecommand.h"

#include "app/cli/accessanswer.h"
#include "app/cli/tableanswer.h"
#include "core/base/clioptions.h"
#include "core/commands/explainaccess.h"
#include "core/commands/rolegrant.h"
#include "core/rules/findingtext.h"

#include <QJsonArray>
#include <QJsonObject>

namespace dw
{

namespace
{

ExitCode needs(CliContext &context, const char *what)
{
    context.complain(Error(ErrorCode::Invalid, QStringLiteral("cli.needs_one"), {QString::fromLatin1(what)}));
    return ExitCode::Usage;
}

// Every record of `object` that fulfils `where`, sorted; as far as the actor sees it.
Result<QList<Record>> recordsOf(const Reader &reader, const char *object, const QString &where,
                                const QStringList &sort)
{
    DW_ASSIGN(const Query query, reader.query(QString::fromLatin1(object), where, sort));
    DW_ASSIGN(const auto rows, reader.rows(query));
    QList<int> fields;
    for (int i = 0; i < query.object->fieldCount(); ++i)
        fields.append(i);
    return reader.page(query.object, rows, fields);
}

ExitCode list(CliContext &context)
{
    auto opened = CliWorkspace::open(context, Workspace::Access::ReadOnly);
    if (!opened.ok())
        return failWith(context, opened.error());
    QJsonArray rows;
    const Result<void> done = (*opened)->read([&](const Reader &reader) -> Result<void> {
        DW_ASSIGN(const QList<Record> users, recordsOf(reader, "user", {}, {}));
        DW_ASSIGN(const QList<Record> roles, recordsOf(reader, "role", {}, {QStringLiteral("code")}));
        for (const Record &role : roles) {
            const auto holders = std::count_if(users.begin(), users.end(), [&](const Record &user) {
                return user.value(u"role_ids").ids().contains(role.id());
            });
            rows.append(QJsonObject{{QStringLiteral("code"), role.value(u"code").text()},
                                    {QStringLiteral("name"), role.value(u"name").text()},
                                    {QStringLiteral("kind"), role.value(u"kind").text()},
                                    {QStringLiteral("users"), qint64(holders)}});
        }
        return {};
    });
    if (!done.ok())
        return failWith(context, done.error());
    answerTable(
        context,
        {QStringLiteral("code"), QStringLiteral("name"), QStringLiteral("kind"), QStringLiteral("users")},
        rows, context.clock.now());
    return ExitCode::Done;
}

ExitCode show(CliContext &context, const QString &code)
{
    auto opened = CliWorkspace::open(context, Workspace::Access::ReadOnly);
    if (!opened.ok())
        return failWith(context, opened.error());
    const Result<Record> role = roleByCode(**opened, code);
    if (!role.ok())
        return failWith(context, role.error());
    const QStringList columns{
        QStringLiteral("object_type"),  QStringLiteral("field_name"), QStringLiteral("create"),
        QStringLiteral("read"),         QStringLiteral("edit"),       QStringLiteral("delete"),
        QStringLiteral("export"),       QStringLiteral("approve"),    QStringLiteral("transfer"),
        QStringLiteral("waive"),        QStringLiteral("field_read"), QStringLiteral("field_edit"),
        QStringLiteral("record_filter")};
    QJsonArray rows;
    const Result<void> done = (*opened)->read([&](const Reader &reader) -> Result<void> {
        DW_ASSIGN(
            const QList<Record> permissions,
            recordsOf(reader, "permission", QStringLiteral("role_id = \"%1\"").arg(role->id().toString()),
                      {QStringLiteral("object_type"), QStringLiteral("field_name")}));
        for (const Record &permission : permissions) {
            QJsonObject row;
            for (const QString &column : columns)
                row.insert(column, permission.value(column).toJson());
            rows.append(row);
        }
        return {};
    });
    if (!done.ok())
        return failWith(context, done.error());
    answerTable(context, columns, rows, context.clock.now());
    return ExitCode::Done;
}

ExitCode assign(CliContext &context, const QString &login, const QString &code, bool grant)
{
    auto opened = CliWorkspace::open(context, Workspace::Access::ReadWrite);
    if (!opened.ok())
        return failWith(context, opened.error());
    const Result<Record> user = userByLogin(**opened, login);
    if (!user.ok())
        return failWith(context, user.error());
    const Result<Record> role = roleByCode(**opened, code);
    if (!role.ok())
        return failWith(context, role.error());
    return runAndAnswer(**opened, context,
                        grant ? grantRole(*user, role->id()) : revokeRole(*user, role->id()));
}

QString verdictKey(AccessReason::Verdict verdict)
{
    switch (verdict) {
        case AccessReason::Verdict::Grants:
            return QStringLiteral("grants");
        case AccessReason::Verdict::Denies:
            return QStringLiteral("denies");
        case AccessReason::Verdict::Concludes:
            break;
    }
    return QStringLiteral("so");
}

Result<QJsonArray> explain(CliWorkspace &opened, const CliContext &context, const AccessQuestion &question)
{
    const ConfigurationPtr configuration = opened.runner().configuration();
    Result<QList<AccessReason>> reasons = QList<AccessReason>();
    opened.workspace().readNow([&](ReadSession &session) {
        reasons = explainAccess(session, *configuration, context.clock, opened.actor(), question);
    });
    if (!reasons.ok())
        return reasons.error();
    QJsonArray rows;
    for (const AccessReason &reason : *reasons) {
        Finding finding;
        finding.key = reason.key;
        finding.arguments = reason.arguments;
        rows.append(QJsonObject{
            {QStringLiteral("verdict"), verdictKey(reason.verdict)},
            {QStringLiteral("key"), reason.key},
            {QStringLiteral("text"), findingText(finding, *configuration->rulebook, context.language)}});
    }
    return rows;
}

ExitCode why(CliContext &context, const QStringList &arguments, const QString &field)
{
    const auto id = Id::fromString(arguments[2]);
    if (!id)
        return needs(context, "LOGIN OBJECT ID");
    auto opened = CliWorkspace::open(context, Workspace::Access::ReadOnly);
    if (!opened.ok())
        return failWith(context, opened.error());
    const Result<Record> user = userByLogin(**opened, arguments[0]);
    if (!user.ok())
        return failWith(context, user.error());
    const Result<QJsonArray> rows =
        explain(**opened, context, {user->id(), {arguments[1], *id}, Action::Read, field});
    if (!rows.ok())
        return failWith(context, rows.error());
    answerTable(context, {QStringLiteral("verdict"), QStringLiteral("text")}, *rows, context.clock.now());
    return ExitCode::Done;
}

}  // namespace

QString RoleCommand::usage() const
{
    return QStringLiteral(
        "role list | show CODE | grant LOGIN CODE | revoke LOGIN CODE | "
        "why LOGIN OBJECT ID [--field F]");
}

ExitCode RoleCommand::run(const QStringList &arguments, CliContext &context) const
{
    CliOptions options(arguments);
    const auto field = options.takeValue(QStringLiteral("--field"));
    const auto rest = options.rest();
    for (const Error &error : {field.ok() ? Error() : field.error(), rest.ok() ? Error() : rest.error()}) {
        if (!error.key.isEmpty()) {
            context.complain(error);
            return ExitCode::Usage;
        }
    }
    const QString what = rest->value(0);
    const QStringList given = rest->mid(1);
    if (field->has_value() && what != QLatin1String("why")) {
        context.complain(
            Error(ErrorCode::Invalid, QStringLiteral("cli.unknown_argument"), {QStringLiteral("--field")}));
        return ExitCode::Usage;
    }
    if (what == QLatin1String("list"))
        return given.isEmpty() ? list(context) : needs(context, "role list");
    if (what == QLatin1String("show"))
        return given.size() == 1 ? show(context, given[0]) : needs(context, "CODE");
    if (what == QLatin1String("grant") || what == QLatin1String("revoke"))
        return given.size() == 2 ? assign(context, given[0], given[1], what == QLatin1String("grant"))
                                 : needs(context, "LOGIN CODE");
    if (what == QLatin1String("why"))
        return given.size() == 3 ? why(context, given, field->value_or(QString()))
                                 : needs(context, "LOGIN OBJECT ID");
    return needs(context, "list, show, grant, revoke or why");
}

}  // namespace dw
