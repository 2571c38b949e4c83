// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/travellingcommands.h"
#include "tests/support/testrunner.h"
#include "tests/sync/forgery.h"

#include <QJsonDocument>
#include <QTest>

#include <algorithm>

namespace dw::test
{

namespace
{

using Message = Forgery::Message;

// A command that a device sends although its user may not have it done, and the code of the refusal.
struct Line
{
    const char *command;
    const char *what;
    std::function<Message(Forgery &)> message;
    const char *unseen;    // the record is somebody else's, and out of the user's sight
    const char *readOnly;  // the user may see everything and change nothing
};

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

}  // namespace

// What a device sends is what somebody who took its program apart likes to send: every command of the
// registry and every field of every object, as a sales rep, as who leads another team and as one who may only
// read, gets the stated refusal, changes nothing and is told nothing (issue "bad input", DESIGN 7). Files go
// by blobtest.cpp.
class ForgedMessagesTest : public QObject
{
    Q_OBJECT

private:
    static QJsonObject named(const char *object, const Id &id, const QJsonObject &more = {})
    {
        QJsonObject all{{text("object"), text(object)}, {text("id"), id.toString()}};
        for (auto part = more.begin(); part != more.end(); ++part)
            all.insert(part.key(), part.value());
        return all;
    }
    static QJsonObject several(const char *object, const Id &id, const QJsonObject &more = {})
    {
        QJsonObject all{{text("object"), text(object)}, {text("ids"), QJsonArray{id.toString()}}};
        for (auto part = more.begin(); part != more.end(); ++part)
            all.insert(part.key(), part.value());
        return all;
    }
    static QJsonObject set(const char *field, const QJsonValue &value)
    {
        return {{text("set"), QJsonObject{{text(field), value}}}};
    }
    static QJsonObject about(const char *object, const Id &id)
    {
        return {{text("object"), text(object)}, {text("id"), id.toString()}};
    }

    static QList<Line> lines()
    {
        const auto update = [](const char *object, Id Forgery::*record, const char *field,
                               const QJsonValue &value) {
            return [=](Forgery &f) {
                return Message{text("record.update"), named(object, f.*record, set(field, value)), {}, {}};
            };
        };
        const auto predicted = [](const char *object, Id Forgery::*record, const char *field,
                                  const QJsonValue &value) {
            return [=](Forgery &f) {
                return Message{text("record.update"),
                               named(object, f.*record, set(field, value)),
                               {Forgery::update(text(object), f.*record, text(field), value)},
                               {}};
            };
        };
        return {
            {"attachment.add", "to a record of others",
             [](Forgery &f) {
                 return Message{text("attachment.add"),
                                {{text("file_name"), text("a.txt")},
                                 {text("sha256"), QString(64, QLatin1Char('a'))},
                                 {text("size"), 3},
                                 {text("related"), about("opportunity", f.deal)}},
                                {},
                                {}};
             },
             "not_visible validation", "forbidden"},
            {"attachment.arrived", "of others",
             [](Forgery &f) {
                 return Message{text("attachment.arrived"),
                                {{text("sha256"), QString(64, QLatin1Char('a'))},
                                 {text("size"), 3},
                                 {text("user"), f.victim().toString()}},
                                {},
                                {}};
             },
             "unknown_command", "unknown_command"},
            {"opportunity.advance", "a deal of others",
             [](Forgery &f) {
                 return Message{text("opportunity.advance"),
                                {{text("id"), f.deal.toString()}, {text("to"), text("needs")}},
                                {},
                                {}};
             },
             "not_visible", "forbidden"},
            {"record.bulk_update", "records of others",
             [](Forgery &f) {
                 return Message{text("record.bulk_update"),
                                several("account", f.account, set("short_name", text("Mine"))),
                                {},
                                {}};
             },
             "not_visible forbidden", "forbidden"},
            {"record.bulk_update", "whatever records there are",
             [](Forgery &) {
                 QJsonObject all = set("short_name", text("Mine"));
                 all.insert(text("object"), text("account"));
                 all.insert(text("where"), text("CONTAINS(name, \"Zebra\")"));
                 return Message{text("record.bulk_update"), all, {}, {}};
             },
             "validation", "validation"},
            {"record.create", "a part of a record of others",
             [](Forgery &f) {
                 return Message{text("record.create"),
                                {{text("object"), text("contact")},
                                 {text("set"), QJsonObject{{text("name"), text("New")},
                                                           {text("account_id"), f.account.toString()}}}},
                                {},
                                {}};
             },
             "not_visible validation", "forbidden"},
            {"record.create", "under the id of a record of others",
             [](Forgery &f) {
                 return Message{
                     text("record.create"),
                     {{text("object"), text("task")},
                      {text("set"), QJsonObject{{text("subject"), text("Twin")},
                                                {text("due_at"), text("2026-12-01T02:00:00.000Z")}}}},
                     {},
                     {f.account.toString()}};
             },
             "validation", "forbidden validation"},
            {"record.create", "an administrator",
             [](Forgery &) {
                 return Message{
                     text("record.create"),
                     {{text("object"), text("user")},
                      {text("set"), QJsonObject{{text("name"), text("Eve")},
                                                {text("login"), text("eve")},
                                                {text("role_ids"),
                                                 QJsonArray{Id::named("role:administrator").toString()}}}}},
                     {},
                     {}};
             },
             "forbidden_field", "forbidden_field"},
            {"record.create", "a right of one's own role",
             [](Forgery &) {
                 return Message{
                     text("record.create"),
                     {{text("object"), text("permission")},
                      {text("set"), QJsonObject{{text("role_id"), Id::named("role:sales_rep").toString()},
                                                {text("object_type"), text("exchange_rate")},
                                                {text("read"), text("all")}}}},
                     {},
                     {}};
             },
             "forbidden_field", "forbidden_field"},
            {"record.create", "a share of a record of others",
             [](Forgery &f) {
                 return Message{text("record.create"),
                                {{text("object"), text("record_share")},
                                 {text("set"), QJsonObject{{text("record_ref"), about("account", f.account)},
                                                           {text("grantee"), about("user", f.user())},
                                                           {text("right"), text("edit")},
                                                           {text("reason"), text("Mine")}}}},
                                {},
                                {}};
             },
             "not_visible validation forbidden", "forbidden forbidden_field"},
            {"record.update", "a record of others",
             update("account", &Forgery::account, "name", text("Mine")), "not_visible", "forbidden"},
            {"record.update", "a record of others, predicted",
             predicted("account", &Forgery::account, "name", text("Mine")), "not_visible", ""},
            {"record.update", "a line of others",
             update("opportunity_line", &Forgery::line, "qty", text("9")), "not_visible", "forbidden"},
            {"record.update", "one's own roles",
             [](Forgery &f) {
                 return Message{
                     text("record.update"),
                     named("user", f.user(),
                           set("role_ids", QJsonArray{Id::named("role:administrator").toString()})),
                     {},
                     {}};
             },
             "forbidden forbidden_field", "forbidden forbidden_field"},
            {"record.delete", "a record of others",
             [](Forgery &f) {
                 return Message{text("record.delete"), several("task", f.task), {}, {}};
             },
             "not_visible", "forbidden"},
            {"record.restore", "a record of others",
             [](Forgery &f) {
                 return Message{text("record.restore"), several("account", f.binned), {}, {}};
             },
             "not_visible forbidden", "forbidden"},
            {"activity.log", "on a record of others",
             [](Forgery &f) {
                 return Message{text("activity.log"),
                                {{text("set"), QJsonObject{{text("kind"), text("note")},
                                                           {text("subject"), text("A call")},
                                                           {text("outcome"), text("neutral")},
                                                           {text("content"), text("A call")},
                                                           {text("related"), about("opportunity", f.deal)}}}},
                                {},
                                {}};
             },
             "not_visible validation", "forbidden"},
            {"task.complete", "of others",
             [](Forgery &f) {
                 return Message{
                     text("task.complete"), {{text("ids"), QJsonArray{f.task.toString()}}}, {}, {}};
             },
             "not_visible", "forbidden"},
            {"task.snooze", "of others",
             [](Forgery &f) {
                 return Message{text("task.snooze"),
                                {{text("ids"), QJsonArray{f.task.toString()}},
                                 {text("due_at"), text("2026-12-05T02:00:00.000Z")}},
                                {},
                                {}};
             },
             "not_visible", "forbidden"},
            {"picklist.add_value", "to everybody's list",
             [](Forgery &) {
                 return Message{text("picklist.add_value"),
                                {{text("object"), text("account")},
                                 {text("field"), text("industry")},
                                 {text("label"), text("Shipyards")}},
                                {},
                                {}};
             },
             "forbidden validation", "forbidden validation"},
            {"change.undo", "what others did",
             [](Forgery &f) {
                 return Message{text("change.undo"), {{text("transaction"), f.done.toString()}}, {}, {}};
             },
             "validation", "validation"},
            {"change.undo", "whatever was done last",
             [](Forgery &) {
                 return Message{text("change.undo"), {}, {}, {}};
             },
             "validation", "validation"},
            {"import.rows", "over a record of others",
             [](Forgery &f) {
                 return Message{text("import.rows"),
                                {{text("object"), text("account")},
                                 {text("batch"), Id::named("batch").toString()},
                                 {text("rows"), QJsonArray{QJsonObject{{text("row"), 1}}}}},
                                {Forgery::update(text("account"), f.account, text("name"), text("Mine"))},
                                {}};
             },
             "validation not_visible forbidden", "validation forbidden not_visible"},
            {"import.note", "of others",
             [](Forgery &f) {
                 return Message{text("import.note"),
                                {{text("batch"), f.account.toString()}, {text("object"), text("account")}},
                                {},
                                {}};
             },
             "validation forbidden not_visible", "validation forbidden"},
            {"import.undo", "of others",
             [](Forgery &f) {
                 return Message{text("import.undo"), {{text("batch"), f.account.toString()}}, {}, {}};
             },
             "unknown_command", "unknown_command"},
            {"data.export", "without the right",
             [](Forgery &) {
                 return Message{text("data.export"),
                                {{text("object"), text("user")}, {text("file"), text("a.csv")}},
                                {},
                                {}};
             },
             "forbidden validation", "forbidden validation"},
            {"data.read_sensitive", "of what is no sensitive field",
             [](Forgery &f) {
                 return Message{text("data.read_sensitive"),
                                {{text("object"), text("account")},
                                 {text("id"), f.account.toString()},
                                 {text("fields"), QJsonArray{text("industry")}},
                                 {text("way"), text("reveal")}},
                                {},
                                {}};
             },
             "validation", "validation"},
            {"bin.purge", "the server's own",
             [](Forgery &) {
                 return Message{text("bin.purge"), {}, {}, {}};
             },
             "unknown_command", "unknown_command"},
            {"lead.claim", "of others",
             [](Forgery &f) {
                 return Message{text("lead.claim"), {{text("id"), f.lead.toString()}}, {}, {}};
             },
             "not_visible", "not_visible"},
            {"lead.release", "of others",
             [](Forgery &f) {
                 return Message{text("lead.release"), {{text("id"), f.lead.toString()}}, {}, {}};
             },
             "not_visible", "not_visible"},
            {"record.purge", "the server's own",
             [](Forgery &) {
                 return Message{text("record.purge"),
                                {{text("object"), text("account")},
                                 {text("ids"), QJsonArray{Id::named("account:any").toString()}}},
                                {},
                                {}};
             },
             "unknown_command", "unknown_command"},
            {"demo.remove", "the server's own",
             [](Forgery &) {
                 return Message{text("demo.remove"), {}, {}, {}};
             },
             "unknown_command", "unknown_command"},
            {"inbox.settle", "a laptop's own",
             [](Forgery &) {
                 return Message{text("inbox.settle"), {}, {}, {}};
             },
             "unknown_command", "unknown_command"},
            {"inbox.reopen", "a laptop's own",
             [](Forgery &) {
                 return Message{text("inbox.reopen"), {}, {}, {}};
             },
             "unknown_command", "unknown_command"},
        };
    }
    static void addRoles()
    {
        QTest::addColumn<QString>("role");
        for (const char *role : {"sales_rep", "manager", "read_only"})
            QTest::addRow("%s", role) << QString::fromLatin1(role);
    }

private Q_SLOTS:
    void everyCommandHasALine()
    {
        Forgery forgery(text("sales_rep"));
        const QList<Line> all = lines();
        const QStringList names = forgery.world.server().runner->commandNames();
        for (const QString &name : names) {
            const bool has = std::any_of(all.begin(), all.end(), [&](const Line &line) {
                return name == QLatin1String(line.command);
            });
            QVERIFY2(has, qPrintable(name + text(" has no line: what may nobody make a server do with it?")));
        }
    }

    void noCommandReachesBeyondARole_data() { addRoles(); }
    void noCommandReachesBeyondARole()
    {
        QFETCH(const QString, role);
        Forgery forgery(role);
        QStringList wrong;
        const QList<Line> all = lines();
        for (const Line &line : all) {
            const QJsonObject answer = forgery.send({line.message(forgery)}).first();
            const QString code = answer.value(text("code")).toString();
            const QString stated = text(role == text("read_only") ? line.readOnly : line.unseen);
            const QString what = text(line.command) + text(" ") + text(line.what);
            // Of what the user sees, what they say to have seen may differ: the server's stays, and nothing
            // is written.
            const bool stays = stated.isEmpty() && answer.value(text("st")).toString() == text("merged");
            if (stays)
                continue;
            if (answer.value(text("st")).toString() != text("rejected") ||
                !stated.split(QLatin1Char(' ')).contains(code))
                wrong += what + text(": ") + code + text(" in place of ") + stated;
            if (!travels(text(line.command)) && code != text("unknown_command"))
                wrong += what + text(" travels");
            wrong += forgery.complaints(what, {answer});
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
    }

    // What the user may not see, field by field; of objects of which there is nothing, a record that is not.
    void noFieldOfOthersIsWritten_data() { addRoles(); }
    void noFieldOfOthersIsWritten()
    {
        QFETCH(const QString, role);
        Forgery forgery(role);
        const ConfigurationPtr configuration = forgery.world.server().runner->configuration();
        QStringList wrong;
        int tried = 0;
        for (const ObjectTypePtr &object : configuration->dictionary->objects()) {
            const Id record = forgery.foreign(object->key());
            QList<Message> messages;
            for (const Field &field : object->fields()) {
                const QJsonValue value = forgery.valueOf(field);
                const QJsonObject arguments{{text("object"), object->key()},
                                            {text("id"), record.toString()},
                                            {text("set"), QJsonObject{{field.key, value}}}};
                messages.append({text("record.update"), arguments, {}, {}});
                messages.append({text("record.update"),
                                 arguments,
                                 {Forgery::update(object->key(), record, field.key, value)},
                                 {}});
            }
            const QList<QJsonObject> answers = forgery.send(messages);
            QCOMPARE(answers.size(), messages.size());
            for (qsizetype i = 0; i < answers.size(); ++i) {
                // What everybody sees may be answered like an edit that comes too late; nothing is written.
                static const QStringList unseen{
                    text("account"),  text("contact"), text("opportunity"), text("opportunity_line"),
                    text("activity"), text("task"),    text("comment")};
                if (role != text("read_only") && unseen.contains(object->key()) &&
                    answers[i].value(text("st")).toString() != text("rejected"))
                    wrong += object->key() + QLatin1Char('.') + object->fields()[i / 2].key + text(": ") +
                             answers[i].value(text("st")).toString();
            }
            tried += int(answers.size());
            wrong += forgery.complaints(object->key(), answers);
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
        QVERIFY(tried > 1000);
    }

    // Of what they do see: a part of it may be hidden, masked or not for them to change.
    void noForbiddenFieldOfOnesOwnIsWritten()
    {
        Forgery forgery(text("sales_rep"));
        for (const char *right : {"hidden", "masked", "read"}) {
            const char *field = right[0] == 'h' ? "website" : right[0] == 'm' ? "phone" : "short_name";
            forgery.world.setFieldRight(text("sales_rep"), text("account"), text(field), text(right));
        }
        // A right to read is one to edit in the world of these tests.
        forgery.readOnly(text("account"), text("short_name"));
        forgery.note();
        const ConfigurationPtr configuration = forgery.world.server().runner->configuration();
        QStringList wrong;
        QSet<QString> refused;
        const QList<std::pair<QString, Id>> own{{text("account"), forgery.own},
                                                {text("opportunity"), forgery.ownDeal},
                                                {text("task"), forgery.ownTask}};
        for (const auto &[key, id] : own) {
            const ObjectTypePtr object = configuration->dictionary->find(key);
            const FieldRights rights = configuration->policy->fields(forgery.actor(), *object);
            for (const Field &field : object->fields()) {
                if ((rights.mayEdit(field.key) && !field.isReadOnly()) || field.key == text("currency"))
                    continue;
                const QJsonValue value = forgery.valueOf(field);
                const QJsonObject arguments{{text("object"), key},
                                            {text("id"), id.toString()},
                                            {text("set"), QJsonObject{{field.key, value}}}};
                const QString what = key + QLatin1Char('.') + field.key;
                const QList<QJsonObject> answers = forgery.send(
                    {{text("record.update"), arguments, {}, {}},
                     {text("record.update"), arguments, {Forgery::update(key, id, field.key, value)}, {}},
                     {text("record.bulk_update"),
                      {{text("object"), key},
                       {text("ids"), QJsonArray{id.toString()}},
                       {text("set"), QJsonObject{{field.key, value}}}},
                      {},
                      {}}});
                wrong += forgery.complaints(what, answers);
                for (const QJsonObject &answer : answers) {
                    if (answer.value(text("st")).toString() == text("rejected"))
                        refused.insert(what);
                }
            }
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
        for (const char *field : {"account.website", "account.phone", "account.short_name"})
            QVERIFY2(refused.contains(text(field)), field);
    }

    // The refusals above are no accident of the messages: whoever has the right has the same done.
    void theSameMessagesServeWhoHasTheRight()
    {
        Forgery forgery(text("administrator"));
        const ObjectTypePtr object =
            forgery.world.server().runner->configuration()->dictionary->find(text("account"));
        int applied = 0;
        for (const char *key : {"name", "short_name", "name_en", "website", "payment_terms_days"}) {
            const Field *field = object->find(text(key));
            QVERIFY(field);
            const QJsonObject answer =
                forgery
                    .send({{text("record.update"),
                            named("account", forgery.account, set(key, forgery.valueOf(*field))),
                            {},
                            {}}})
                    .first();
            QVERIFY2(answer.value(text("st")).toString() == text("applied"),
                     qPrintable(QString::fromUtf8(QJsonDocument(answer).toJson())));
            ++applied;
        }
        QCOMPARE(applied, 5);
    }

    void nothingOfOthersIsTold()
    {
        Forgery forgery(text("sales_rep"));
        SyncWorld &world = forgery.world;
        SyncServer &engine = world.engine();
        const Id device = world.laptop(0).device;
        QStringList keys;
        world.server().workspace->readNow([&](ReadSession &session) {
            const auto placed = session.ledger().placement({text("account"), forgery.account});
            keys = placed->keys();
        });
        QVERIFY(!keys.isEmpty());
        const auto ask = [&](auto answering, QJsonObject request, const char *epoch = nullptr) {
            request.insert(text("epoch"), epoch ? text(epoch) : forgery.epoch());
            SyncAnswer answer;
            world.server().workspace->readNow(
                [&](ReadSession &session) { answer = (engine.*answering)(session, device, request); });
            return answer;
        };
        const auto told = [](const SyncAnswer &answer) {
            return QJsonDocument(answer.body).toJson().contains("Zebra");
        };
        QJsonArray claimed;
        for (const QString &key : keys) {
            claimed.append(QJsonObject{{text("ord"), int(claimed.size()) + 1},
                                       {text("key"), key},
                                       {text("objects"), QJsonArray{text("account:18446744073709551615")}}});
            for (const char *objects :
                 {"account", "account:1", "account:3", "account:18446744073709551615"}) {
                const QJsonObject request{{text("key"), key}, {text("objects"), QJsonArray{text(objects)}}};
                QCOMPARE(ask(&SyncServer::members, request).code(), text("scope_gone"));
                QJsonObject parts = request;
                parts.insert(text("buckets"), QJsonArray{0, 1, 2});
                QCOMPARE(ask(&SyncServer::members, parts).code(), text("scope_gone"));
                SyncServer::MemberFrames frames;
                QJsonObject framed = request;
                framed.insert(text("epoch"), forgery.epoch());
                world.server().workspace->readNow(
                    [&](ReadSession &session) { frames = engine.memberFrames(session, device, framed); });
                QVERIFY(frames.problem && frames.bytes.isEmpty());
                QCOMPARE(frames.problem->code(), text("scope_gone"));
            }
        }
        // A list that the device never got, from the start and from the newest commit on.
        SyncAnswer answer = ask(&SyncServer::pull, {{text("scopes"), claimed}});
        QVERIFY(answer.ok() && !told(answer));
        const QString cursor = answer.body.value(text("next")).toString();
        world.server().update("account", forgery.account, {{text("name"), text("Zebra again")}});
        for (const char *inside : {"", "/999/00000000-0000-0000-0000-000000000000"}) {
            answer = ask(&SyncServer::pull,
                         {{text("scopes"), claimed},
                          {text("cursor"), QString(cursor + text(inside))},
                          {text("inside"), QJsonObject{{text("of"), text("a")}, {text("from"), -7}}}});
            QVERIFY(answer.ok() && !told(answer));
            QVERIFY(answer.body.value(text("rows")).toArray().isEmpty());
        }
        QCOMPARE(ask(&SyncServer::pull, {{text("scopes"), claimed}}, "0").code(), text("epoch_mismatch"));
        QCOMPARE(ask(&SyncServer::members, {{text("key"), keys.first()}}, "0").code(),
                 text("epoch_mismatch"));
        for (const char *forged : {"999999.00000000", "1.deadbeef"})
            QCOMPARE(ask(&SyncServer::pull, {{text("cursor"), text(forged)}}).code(),
                     text("history_diverged"));
        for (const char *forged : {"-1.00000000", "1", "1.x", "1.00000000/2", "1.00000000/0/x"})
            QCOMPARE(ask(&SyncServer::pull, {{text("cursor"), text(forged)}}).code(), text("malformed"));
        // What became of a transaction is its user's to hear.
        answer = ask(&SyncServer::status, {{text("ids"), QJsonArray{forgery.done.toString()}}});
        QCOMPARE(answer.body.value(text("missing")).toArray().size(), 1);
        QVERIFY(answer.body.value(text("results")).toArray().isEmpty());
        answer = ask(&SyncServer::reconcile,
                     {{text("acked"), QJsonArray{QJsonObject{{text("id"), forgery.done.toString()}}}}});
        QCOMPARE(answer.body.value(text("missing")).toArray().size(), 1);
        // As another device; as none.
        const QJsonObject asked{{text("epoch"), forgery.epoch()}};
        for (const Id &other : {Id::named("nobody's"), forgery.account}) {
            world.server().workspace->readNow(
                [&](ReadSession &session) { answer = engine.pull(session, other, asked); });
            QCOMPARE(answer.code(), text("device_revoked"));
        }
    }
};

DW_TEST(ForgedMessagesTest)

}  // namespace dw::test

#include "forgedmessagestest.moc"
