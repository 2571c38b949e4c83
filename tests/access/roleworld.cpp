// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/access/roleworld.h"

#include "core/commands/allrecords.h"

namespace dw::test
{

namespace
{

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

QJsonObject related(const char *object, const Id &id)
{
    return {{text("object"), text(object)}, {text("id"), id.toString()}};
}

}  // namespace

RoleWorld::RoleWorld() : m_world(QStringLiteral("CNY"), nullptr)
{
    const Id east = create("team", {{text("name"), text("East")},
                                    {text("kind"), text("sales")},
                                    {text("leader_id"), m_world.actor.user.toString()}});
    const Id shore = create("team", {{text("name"), text("Shore")},
                                     {text("kind"), text("sales")},
                                     {text("parent_id"), east.toString()},
                                     {text("leader_id"), m_world.actor.user.toString()}});
    const Id north = create("team", {{text("name"), text("North")},
                                     {text("kind"), text("sales")},
                                     {text("leader_id"), m_world.actor.user.toString()}});
    person("rep", shore);
    person("mate", shore);
    person("boss", east);
    person("other", north);
}

Id RoleWorld::person(const char *login, const Id &team)
{
    const QString name = text(login);
    Own own;
    own.user = create("user", {{text("name"), name},
                               {text("login"), name},
                               {text("status"), text("active")},
                               {text("email"), name + text("@example.com")},
                               {text("language"), text("en")},
                               {text("time_zone"), text("Asia/Shanghai")},
                               {text("team_id"), team.toString()}});
    const QString owner = own.user.toString();
    own.account = create("account", {{text("name"), name + text(" works")},
                                     {text("kind"), text("company")},
                                     {text("website"), text("https://%1-site.example").arg(name)},
                                     {text("owner_id"), owner}});
    own.contact = create("contact", {{text("name"), name + text(" person")},
                                     {text("account_id"), own.account.toString()},
                                     {text("email"), text("%1-mail@example.com").arg(name)},
                                     {text("mobile"), text("1391234%1").arg(5678 + m_people.size())},
                                     {text("consent_state"), text("unknown")},
                                     {text("owner_id"), owner}});
    own.deal = create("opportunity", {{text("name"), name + text(" deal")},
                                      {text("account_id"), own.account.toString()},
                                      {text("amount"), text("1000")},
                                      {text("expected_close"), text("2027-01-15")},
                                      {text("next_step"), name + text(" calls")},
                                      {text("next_step_at"), text("2026-11-25T02:00:00.000Z")},
                                      {text("owner_id"), owner}});
    own.line = create("opportunity_line", {{text("opportunity_id"), own.deal.toString()},
                                           {text("line_no"), 1},
                                           {text("free_text"), name + text(" line")},
                                           {text("qty"), text("1")},
                                           {text("unit_price"), text("10")}});
    own.note = create("activity", {{text("kind"), text("note")},
                                   {text("subject"), name + text(" note")},
                                   {text("related"), related("opportunity", own.deal)},
                                   {text("outcome"), text("neutral")},
                                   {text("content"), name + text(" wrote")},
                                   {text("performer_id"), owner},
                                   {text("owner_id"), owner}});
    own.task = create("task", {{text("subject"), name + text(" task")},
                               {text("related"), related("opportunity", own.deal)},
                               {text("due_at"), text("2026-11-20T02:00:00.000Z")},
                               {text("assignee_id"), owner},
                               {text("owner_id"), owner}});
    own.comment = create("comment", {{text("body"), name + text(" says")},
                                     {text("related"), related("opportunity", own.deal)}});
    m_people.insert(name, own);
    return own.user;
}

Id RoleWorld::create(const char *object, const QJsonObject &set)
{
    return mine("record.create", {{text("object"), text(object)}, {text("set"), set}});
}

const RolePolicy &RoleWorld::policy() const
{
    return dynamic_cast<const RolePolicy &>(*m_world.runner->configuration()->policy);
}

Actor RoleWorld::actor(const char *login) const
{
    Actor actor = m_world.actor;
    if (text(login) == text("owner"))
        return actor;
    actor.user = m_people.value(text(login)).user;
    actor.login = text(login);
    const Company::Person *person = policy().model().company().person(actor.user);
    actor.team = person ? person->team : Id();
    return actor;
}

CommandResult RoleWorld::run(const Actor &actor, const char *command, const QJsonObject &arguments)
{
    return m_world.runner->runNow({text(command), arguments}, actor);
}

Id RoleWorld::mine(const char *command, const QJsonObject &arguments)
{
    const CommandResult result = run(m_world.actor, command, arguments);
    if (result.status != CommandResult::Status::Applied) {
        QString why = errorText(result.error);
        for (const Finding &finding : result.findings)
            why +=
                QLatin1Char(' ') + finding.key + QLatin1Char(' ') + finding.arguments.join(QLatin1Char('|'));
        qFatal("%s: %s", command, qPrintable(why));
    }
    return result.ids.value(0);
}

CommandResult RoleWorld::trySet(const Actor &actor, const char *object, const Id &id,
                                const QJsonObject &values)
{
    return run(actor, "record.update",
               {{text("object"), text(object)}, {text("id"), id.toString()}, {text("set"), values}});
}

void RoleWorld::set(const char *object, const Id &id, const QJsonObject &values)
{
    mine("record.update",
         {{text("object"), text(object)}, {text("id"), id.toString()}, {text("set"), values}});
}

void RoleWorld::give(const char *login, const QStringList &codes)
{
    QJsonArray ids;
    for (const auto &[id, role] : policy().model().roles().roles().asKeyValueRange()) {
        if (codes.contains(role.code))
            ids.append(id.toString());
    }
    set("user", of(login).user, {{text("role_ids"), ids}});
}

Id RoleWorld::role(const char *code, const char *kind)
{
    return create("role",
                  {{text("code"), text(code)}, {text("name"), text(code)}, {text("kind"), text(kind)}});
}

Id RoleWorld::permission(const Id &role, const char *object, const QJsonObject &values)
{
    QJsonObject set = values;
    set.insert(text("role_id"), role.toString());
    set.insert(text("object_type"), text(object));
    return create("permission", set);
}

Id RoleWorld::share(const char *object, const Id &record, const RecordRef &grantee, const QJsonObject &values)
{
    QJsonObject set = values;
    set.insert(text("record_ref"), related(object, record));
    set.insert(text("grantee"), Value(grantee).toJson());
    if (!set.contains(text("reason")))
        set.insert(text("reason"), text("They work on it together."));
    return create("record_share", set);
}

void RoleWorld::read(const Actor &actor, const std::function<void(const Reader &)> &work)
{
    const Actor before = m_world.actor;
    m_world.actor = actor;
    m_world.read(work);
    m_world.actor = before;
}

QStringList RoleWorld::seen(const char *login, const char *object, const char *field)
{
    QStringList names;
    read(actor(login), [&](const Reader &reader) {
        const auto query = reader.query(text(object), {}, {});
        if (!query.ok()) {
            names = {errorText(query.error()).section(QLatin1Char(' '), 0, 0)};
            return;
        }
        const auto rows = reader.rows(*query);
        const auto page = reader.page(query->object, *rows, {query->object->indexOf(text(field))});
        for (const Record &record : *page)
            names.append(record.isValid() ? record.value(text(field)).text() : text("<gone>"));
    });
    names.sort();
    return names;
}

Record RoleWorld::stored(const QString &object, const Id &id)
{
    Record found;
    m_world.workspace->readNow([&](ReadSession &session) {
        found = *session.find(m_world.runner->configuration()->dictionary->find(object), id);
    });
    return found;
}

QList<Record> RoleWorld::storedAll(const QString &object)
{
    QList<Record> found;
    m_world.workspace->readNow([&](ReadSession &session) {
        found = *allRecords(session, m_world.runner->configuration()->dictionary->find(object));
    });
    return found;
}

QString keysOf(const CommandResult &result)
{
    QStringList keys;
    if (!result.error.key.isEmpty())
        keys.append(result.error.key);
    for (const Finding &finding : result.findings)
        keys.append(finding.key);
    return keys.join(QLatin1Char(' '));
}

bool isApplied(const CommandResult &result)
{
    return result.status == CommandResult::Status::Applied;
}

}  // namespace dw::test
