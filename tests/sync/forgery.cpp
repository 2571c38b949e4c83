// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sync/forgery.h"

#include "core/sync/useractor.h"

#include <QJsonDocument>

namespace dw::test
{

namespace
{

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

QJsonObject reference(const char *object, const Id &id)
{
    return {{text("object"), text(object)}, {text("id"), id.toString()}};
}

Id dealOf(SyncLaptop &laptop, const Id &account, const char *name)
{
    return laptop.create("opportunity", {{text("name"), text(name)},
                                         {text("account_id"), account.toString()},
                                         {text("amount"), text("1200.00")},
                                         {text("expected_close"), text("2030-03-31")},
                                         {text("next_step"), text(name)},
                                         {text("next_step_at"), text("2030-01-07T01:00:00Z")}});
}

Id taskOf(SyncLaptop &laptop, const Id &deal, const char *name)
{
    return laptop.create("task", {{text("subject"), text(name)},
                                  {text("related"), reference("opportunity", deal)},
                                  {text("due_at"), text("2026-12-01T02:00:00.000Z")}});
}

}  // namespace

Forgery::Forgery(const QString &role)
{
    SyncLaptop &lin = world.laptop(0);
    SyncLaptop &anna = world.laptop(1);
    own = lin.create("account", {{text("name"), text("Own")},
                                 {text("website"), text("https://own.example")},
                                 {text("phone"), text("13900001111")},
                                 {text("short_name"), text("O")}});
    ownDeal = dealOf(lin, own, "Own deal");
    ownTask = taskOf(lin, ownDeal, "Own task");
    account = anna.create(
        "account", {{text("name"), text("Zebra Works")}, {text("website"), text("https://Zebra.example")}});
    contact =
        anna.create("contact", {{text("name"), text("Zebra Li")}, {text("account_id"), account.toString()}});
    deal = dealOf(anna, account, "Zebra deal");
    line = anna.create("opportunity_line", {{text("opportunity_id"), deal.toString()},
                                            {text("line_no"), 1},
                                            {text("free_text"), text("Zebra pump")},
                                            {text("qty"), text("2")},
                                            {text("unit_price"), text("3")}});
    task = taskOf(anna, deal, "Zebra task");
    activity = anna.done("activity.log",
                         {{text("set"), QJsonObject{{text("kind"), text("note")},
                                                    {text("subject"), text("Zebra call")},
                                                    {text("outcome"), text("neutral")},
                                                    {text("content"), text("Zebra call")},
                                                    {text("related"), reference("opportunity", deal)}}}});
    comment = anna.create(
        "comment", {{text("related"), reference("account", account)}, {text("body"), text("Zebra remark")}});
    binned = anna.create("account", {{text("name"), text("Zebra in the bin")}});
    done = anna.update("account", account, {{text("short_name"), text("Zebra")}}).transaction;
    world.syncAll();
    world.server().done("record.delete",
                        {{text("object"), text("account")}, {text("ids"), QJsonArray{binned.toString()}}});
    m_number = int(lin.outbox().size());
    world.server().workspace->readNow([&](ReadSession &session) {
        m_number = int(session.ledger().device(lin.device).value()->lastNumber);
    });
    world.setRoles(user(), {role});
    // Whoever leads a team leads another one.
    if (role == text("manager")) {
        const Id north = world.server().create(
                     "team", {{text("name"), text("North")}, {text("leader_id"), user().toString()}}),
                 south = world.server().create(
                     "team", {{text("name"), text("South")}, {text("leader_id"), victim().toString()}});
        world.server().update("user", user(), {{text("team_id"), north.toString()}});
        world.server().update("user", victim(), {{text("team_id"), south.toString()}});
    }
    note();
}

QJsonObject Forgery::update(const QString &object, const Id &id, const QString &field,
                            const QJsonValue &after)
{
    return {{text("op"), text("update")},
            {text("obj"), object},
            {text("id"), id.toString()},
            {text("set"), QJsonObject{{field, QJsonArray{QJsonValue(), after}}}},
            {text("asked"), QJsonArray{field}}};
}

QList<QJsonObject> Forgery::send(const QList<Message> &messages)
{
    QList<QJsonObject> answers;
    QJsonArray waiting;
    const auto push = [&] {
        const SyncAnswer answer =
            world.send(world.laptop(0), {{text("epoch"), epoch()}, {text("txs"), waiting}});
        if (!answer.ok())
            qFatal("%s", QJsonDocument(answer.body).toJson().constData());
        const QJsonArray results = answer.body.value(text("results")).toArray();
        // What is not answered yet is sent again.
        for (const QJsonValue &result : results) {
            answers.append(result.toObject());
            waiting.removeFirst();
        }
        if (results.isEmpty())
            qFatal("nothing is answered");
    };
    for (const Message &message : messages) {
        ++m_number;
        waiting.append(
            QJsonObject{{text("v"), 1},
                        {text("dseq"), m_number},
                        {text("id"), Id::named("forged" + QByteArray::number(m_number)).toString()},
                        {text("cmd"), message.command},
                        {text("args"), message.arguments},
                        {text("asof"), 0},
                        {text("ts"), text("2026-11-19T02:00:00.000Z")},
                        {text("made"), message.made},
                        {text("ops"), message.operations}});
        if (waiting.size() == SyncServer::PushTransactions)
            push();
    }
    while (!waiting.isEmpty())
        push();
    return answers;
}

QStringList Forgery::complaints(const QString &what, const QList<QJsonObject> &answers)
{
    QStringList wrong;
    const bool seesAll =
        world.server().stored("user", user()).value(u"role_ids").ids().contains(Id::named("role:read_only"));
    for (const QJsonObject &answer : answers) {
        const QByteArray told = QJsonDocument(answer).toJson();
        if (!seesAll && told.contains("Zebra"))
            wrong += what + text(" tells ") + QString::fromUtf8(told);
    }
    const auto now = world.server().contents();
    if (now == m_contents)
        return wrong;
    for (auto one = now.cbegin(); one != now.cend(); ++one) {
        if (m_contents.value(one.key()) != one.value())
            wrong += what + text(" changed ") + one.key() + text(" to ") + QString::fromUtf8(one.value());
    }
    for (auto one = m_contents.cbegin(); one != m_contents.cend(); ++one) {
        if (!now.contains(one.key()))
            wrong += what + text(" removed ") + one.key();
    }
    m_contents = now;
    return wrong;
}

Id Forgery::foreign(const QString &object)
{
    const QByteArray mine = user().toString().toLatin1();
    Id found = Id::named("no such record");
    for (auto one = m_contents.cbegin(); one != m_contents.cend(); ++one) {
        if (one.key().section(QLatin1Char(' '), 0, 0) != object || one.key().endsWith(text(mine)))
            continue;
        found = Id::fromString(one.key().section(QLatin1Char(' '), 1)).value();
        if (!one->contains(mine))
            break;
    }
    return found;
}

QJsonValue Forgery::valueOf(const Field &field) const
{
    switch (field.type) {
        case FieldType::Integer:
        case FieldType::Duration:
            return 7;
        case FieldType::Boolean:
            return true;
        case FieldType::Decimal:
        case FieldType::Money:
        case FieldType::Percent:
            return text("7");
        case FieldType::Date:
            return text("2030-01-07");
        case FieldType::DateTime:
            return text("2030-01-07T01:00:00.000Z");
        case FieldType::Picklist:
            return field.values.isEmpty() ? text("other") : field.values.last().key;
        case FieldType::MultiPicklist:
            return field.values.isEmpty() ? QJsonArray() : QJsonArray{field.values.last().key};
        case FieldType::Reference:
        case FieldType::Uuid:
            return user().toString();
        case FieldType::AnyReference:
            return reference("user", user());
        case FieldType::ReferenceList:
            return QJsonArray{user().toString()};
        case FieldType::Tags:
            return QJsonArray{text("forged")};
        case FieldType::Url:
            return text("https://forged.example");
        case FieldType::Email:
            return text("forged@forged.example");
        case FieldType::Phone:
            return text("13912345678");
        default:
            return text("Forged");
    }
}

void Forgery::readOnly(const QString &object, const QString &field)
{
    const auto all = world.server().contents();
    for (auto one = all.cbegin(); one != all.cend(); ++one) {
        const QJsonObject values = QJsonDocument::fromJson(*one).object();
        if (!one.key().startsWith(text("permission ")) || values.value(text("object_type")) != object ||
            values.value(text("field_name")) != field)
            continue;
        const Id id = Id::fromString(one.key().section(QLatin1Char(' '), 1)).value();
        const CommandResult result = world.server().update("permission", id, {{text("field_edit"), false}});
        if (result.status != CommandResult::Status::Applied)
            qFatal("read-only: %s", qPrintable(result.error.key));
    }
}

Actor Forgery::actor()
{
    Actor actor;
    world.server().workspace->readNow([&](ReadSession &session) {
        actor = userActor(session, *world.server().runner->configuration(), user()).value();
    });
    return actor;
}

QString Forgery::epoch()
{
    QString epoch;
    world.server().workspace->readNow(
        [&](ReadSession &session) { epoch = session.ledger().head().value().epoch.toString(); });
    return epoch;
}

}  // namespace dw::test
