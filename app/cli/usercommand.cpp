// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/usercommand.h"

#include "app/cli/accessanswer.h"
#include "app/cli/passwordinput.h"
#include "app/cli/tableanswer.h"
#include "core/access/rightorigin.h"
#include "core/base/clioptions.h"
#include "core/base/wording.h"
#include "core/commands/accessloader.h"
#include "core/sync/deviceidentity.h"
#include "core/sync/serverpasswords.h"

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

QString codesOf(const Record &user, const QHash<Id, QString> &codes)
{
    QStringList names;
    const QList<Id> roles = user.value(u"role_ids").ids();
    for (const Id &role : roles)
        names.append(codes.value(role));
    names.sort();
    return names.join(QLatin1String(", "));
}

ExitCode list(CliContext &context)
{
    auto opened = CliWorkspace::open(context, Workspace::Access::ReadOnly);
    if (!opened.ok())
        return failWith(context, opened.error());
    QJsonArray rows;
    const Result<void> done = (*opened)->read([&](const Reader &reader) -> Result<void> {
        const auto all = [&](const char *object, const QStringList &sort) -> Result<QList<Record>> {
            DW_ASSIGN(const Query query, reader.query(QString::fromLatin1(object), {}, sort));
            DW_ASSIGN(const auto found, reader.rows(query));
            QList<int> fields;
            for (int i = 0; i < query.object->fieldCount(); ++i)
                fields.append(i);
            return reader.page(query.object, found, fields);
        };
        QHash<Id, QString> codes;
        DW_ASSIGN(const QList<Record> roles, all("role", {}));
        for (const Record &role : roles)
            codes.insert(role.id(), role.value(u"code").text());
        DW_ASSIGN(const QList<Record> users, all("user", {QStringLiteral("login")}));
        DW_ASSIGN(const auto titles, reader.titlesOf(users));
        for (const Record &user : users) {
            rows.append(QJsonObject{
                {QStringLiteral("id"), user.id().toString()},
                {QStringLiteral("login"), user.value(u"login").text()},
                {QStringLiteral("name"), user.value(u"name").text()},
                {QStringLiteral("team"), titles.value({QStringLiteral("team"), user.value(u"team_id").id()})},
                {QStringLiteral("status"), user.value(u"status").text()},
                {QStringLiteral("roles"), codesOf(user, codes)}});
        }
        return {};
    });
    if (!done.ok())
        return failWith(context, done.error());
    answerTable(context,
                {QStringLiteral("id"), QStringLiteral("login"), QStringLiteral("name"),
                 QStringLiteral("team"), QStringLiteral("status"), QStringLiteral("roles")},
                rows, context.clock.now());
    return ExitCode::Done;
}

struct NewUser
{
    QString login;
    QString name;
    QString email;
    QString language;
    QStringList roles;
};

ExitCode add(CliContext &context, const NewUser &wanted)
{
    auto opened = CliWorkspace::open(context, Workspace::Access::ReadWrite);
    if (!opened.ok())
        return failWith(context, opened.error());
    QJsonArray roles;
    for (const QString &code : wanted.roles) {
        const Result<Record> role = roleByCode(**opened, code);
        if (!role.ok())
            return failWith(context, role.error());
        roles.append(role->id().toString());
    }
    const QByteArray zone = (*opened)->workspace().info().zoneName;
    const QJsonObject set{{QStringLiteral("login"), wanted.login},
                          {QStringLiteral("name"), wanted.name},
                          {QStringLiteral("email"), wanted.email},
                          {QStringLiteral("language"), wanted.language},
                          {QStringLiteral("status"), QStringLiteral("active")},
                          {QStringLiteral("team_id"), (*opened)->actor().team.toString()},
                          {QStringLiteral("time_zone"), QString::fromLatin1(zone)},
                          {QStringLiteral("role_ids"), roles}};
    return runAndAnswer(**opened, context,
                        {QStringLiteral("record.create"),
                         {{QStringLiteral("object"), QStringLiteral("user")}, {QStringLiteral("set"), set}}});
}

// At the server, which alone knows passwords.
ExitCode givePassword(CliContext &context, const QString &login, const std::optional<QString> &file)
{
    auto opened = CliWorkspace::open(context, Workspace::Access::ReadOnly);
    if (!opened.ok())
        return failWith(context, opened.error());
    const Result<DeviceIdentity> identity = DeviceIdentity::load(context.folder);
    if (!identity.ok())
        return failWith(context, identity.error());
    const Result<Record> user = userByLogin(**opened, login);
    if (!user.ok())
        return failWith(context, user.error());
    std::optional<QString> wanted;
    if (file) {
        const Result<QString> read = readPassword(file == QLatin1String("-") ? std::nullopt : file);
        if (!read.ok())
            return failWith(context, read.error());
        wanted = *read;
    }
    HttpTransport transport(identity->server, identity->pin, {});
    ServerLine line(*identity, context.folder, transport, {2, 500, 2'000});
    const Result<QString> given = ServerPasswords::give(line, user->id(), wanted);
    if (!given.ok())
        return failWith(context, given.error());
    if (context.json) {
        QJsonObject answer{{QStringLiteral("id"), user->id().toString()}, {QStringLiteral("login"), login}};
        if (!file)
            answer.insert(QStringLiteral("password"), *given);
        context.answer(answer);
        return ExitCode::Done;
    }
    context.out << (file ? wording(QStringLiteral("cli.password_taken"), {login})
                         : wording(QStringLiteral("cli.password_given"), {login, *given}))
                << '\n';
    context.out.flush();
    return ExitCode::Done;
}

// The rights that a user has on every object, of all roles together.
ExitCode rights(CliContext &context, const QString &login)
{
    auto opened = CliWorkspace::open(context, Workspace::Access::ReadOnly);
    if (!opened.ok())
        return failWith(context, opened.error());
    const Result<Record> user = userByLogin(**opened, login);
    if (!user.ok())
        return failWith(context, user.error());
    const ConfigurationPtr configuration = (*opened)->runner().configuration();
    const ObjectType &roles = configuration->dictionary->object(u"role");
    const bool own = user->id() == (*opened)->actor().user;
    if (!own && !configuration->policy->may((*opened)->actor(), Action::Configure, roles, nullptr).allowed)
        return failWith(context, Error(ErrorCode::Forbidden, QStringLiteral("access.action_forbidden"),
                                       {roles.key(), {}}));
    const auto policy = std::dynamic_pointer_cast<const RolePolicy>(configuration->policy);
    QJsonArray rows;
    const auto scopes = [&](const QList<RightSource> &sources) {
        QStringList keys;
        for (const RightOrigin &origin : originsOf(sources, policy->model().roles())) {
            using Kind = RightSource::Kind;
            const QString from = origin.role                       ? origin.role->code
                                 : origin.kind == Kind::Share      ? QStringLiteral("shared")
                                 : origin.kind == Kind::Everything ? QStringLiteral("everything")
                                                                   : QStringLiteral("everybody");
            const QString reach =
                origin.kind == Kind::Parent ? QStringLiteral("with_parent") : scopeKey(origin.scope);
            const QString key = reach + QLatin1Char('@') + from;
            if (!keys.contains(key))
                keys.append(key);
        }
        return keys.join(QLatin1Char(' '));
    };
    for (const ObjectTypePtr &object : configuration->dictionary->objects()) {
        const auto held = policy->rightsOf(user->id())->of(object->key());
        if (held->read.isEmpty() && !held->create)
            continue;
        QStringList fields;
        for (auto right = held->fields.byField.cbegin(); right != held->fields.byField.cend(); ++right) {
            if (right.value() < FieldRight::ReadOnly)
                fields.append(right.key());
        }
        fields.sort();
        rows.append(QJsonObject{{QStringLiteral("object"), object->key()},
                                {QStringLiteral("create"), held->create},
                                {QStringLiteral("read"), scopes(held->read)},
                                {QStringLiteral("edit"), scopes(held->edit)},
                                {QStringLiteral("delete"), scopes(held->remove)},
                                {QStringLiteral("export"), held->exports},
                                {QStringLiteral("import"), held->imports},
                                {QStringLiteral("hidden_fields"), fields.join(QLatin1Char(' '))}});
    }
    answerTable(context,
                {QStringLiteral("object"), QStringLiteral("create"), QStringLiteral("read"),
                 QStringLiteral("edit"), QStringLiteral("delete"), QStringLiteral("export"),
                 QStringLiteral("import"), QStringLiteral("hidden_fields")},
                rows, context.clock.now());
    return ExitCode::Done;
}

}  // namespace

QString UserCommand::usage() const
{
    return QStringLiteral(
        "user list | add LOGIN --name N --email E [--language zh_cn|en] [--role CODE]... | roles LOGIN | "
        "password LOGIN [--password-file F]");
}

ExitCode UserCommand::run(const QStringList &arguments, CliContext &context) const
{
    CliOptions options(arguments);
    const auto name = options.takeValue(QStringLiteral("--name"));
    const auto email = options.takeValue(QStringLiteral("--email"));
    const auto language = options.takeValue(QStringLiteral("--language"));
    const auto roles = options.takeValues(QStringLiteral("--role"));
    const auto passwordFile = options.takeValue(QStringLiteral("--password-file"));
    const auto rest = options.rest();
    if (!passwordFile.ok()) {
        context.complain(passwordFile.error());
        return ExitCode::Usage;
    }
    if (!name.ok() || !email.ok() || !language.ok() || !roles.ok() || !rest.ok()) {
        context.complain(!name.ok()       ? name.error()
                         : !email.ok()    ? email.error()
                         : !language.ok() ? language.error()
                         : !roles.ok()    ? roles.error()
                                          : rest.error());
        return ExitCode::Usage;
    }
    const QString what = rest->value(0);
    const QStringList given = rest->mid(1);
    if (what == QLatin1String("list"))
        return given.isEmpty() ? list(context) : needs(context, "user list");
    if (what == QLatin1String("roles"))
        return given.size() == 1 ? rights(context, given[0]) : needs(context, "LOGIN");
    if (what == QLatin1String("password"))
        return given.size() == 1 ? givePassword(context, given[0], *passwordFile) : needs(context, "LOGIN");
    if (what == QLatin1String("add")) {
        if (given.size() != 1 || !*name || !*email)
            return needs(context, "LOGIN --name N --email E");
        return add(context, {given[0], **name, **email, language->value_or(QStringLiteral("en")), *roles});
    }
    return needs(context, "list, add, roles or password");
}

}  // namespace dw
