// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/travellingcommands.h"
#include "tests/support/testrunner.h"
#include "tests/sync/forgery.h"

#include <QJsonDocument>
#include <QTest>
#include <QTimeZone>

namespace dw::test
{

namespace
{

QString text(const char *latin)
{
    return QString::fromLatin1(latin);
}

QString said(const QJsonObject &answer)
{
    return QString::fromUtf8(QJsonDocument(answer).toJson(QJsonDocument::Compact));
}

}  // namespace

// What even an administrator's device cannot do by crafting messages: who did something and when, what the
// engine works out, the server's own commands, other people's transactions and devices, another workspace.
class ForgedByAdministratorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatTheEngineWritesNobodyWrites();
    void authorsAreNotMadeUp();
    void theServersOwnCommandsStayItsOwn();
    void transactionsOfOthersAreTheirs();
    void anotherWorkspaceIsAnother();
};

// Every field of every object that is the engine's or a formula's, on a record that is there.
void ForgedByAdministratorTest::whatTheEngineWritesNobodyWrites()
{
    Forgery forgery(text("administrator"));
    const ConfigurationPtr configuration = forgery.world.server().runner->configuration();
    QStringList wrong;
    int tried = 0;
    for (const ObjectTypePtr &object : configuration->dictionary->objects()) {
        const Id record = forgery.foreign(object->key());
        QList<Forgery::Message> messages;
        QStringList fields;
        for (const Field &field : object->fields()) {
            // The currency comes with the amounts.
            if (!field.isReadOnly() || field.key == text("currency"))
                continue;
            const QJsonValue value = forgery.valueOf(field);
            const QJsonObject arguments{{text("object"), object->key()},
                                        {text("id"), record.toString()},
                                        {text("set"), QJsonObject{{field.key, value}}}};
            messages.append({text("record.update"), arguments, {}, {}});
            messages.append({text("record.update"),
                             arguments,
                             {Forgery::update(object->key(), record, field.key, value)},
                             {}});
            messages.append({text("record.bulk_update"),
                             {{text("object"), object->key()},
                              {text("ids"), QJsonArray{record.toString()}},
                              {text("set"), QJsonObject{{field.key, value}}}},
                             {},
                             {}});
            fields += QStringList(3, object->key() + QLatin1Char('.') + field.key);
        }
        const QList<QJsonObject> answers = forgery.send(messages);
        for (qsizetype i = 0; i < answers.size(); ++i) {
            if (answers[i].value(text("st")).toString() == text("applied"))
                wrong += fields[i] + text(" is applied: ") + said(answers[i]);
        }
        // They see it: what they are told is theirs to know.
        wrong += forgery.complaints(object->key(), {});
        tried += int(answers.size());
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
    QVERIFY(tried > 300);
}

void ForgedByAdministratorTest::authorsAreNotMadeUp()
{
    Forgery forgery(text("administrator"));
    const Id made = Id::named("made up");
    const QJsonObject forgedValues{{text("created_by"), forgery.victim().toString()},
                                   {text("updated_by"), forgery.victim().toString()},
                                   {text("created_at"), text("2001-01-01T00:00:00.000Z")},
                                   {text("updated_at"), text("2001-01-01T00:00:00.000Z")}};
    // As what was asked for, and as what the laptop says the engine wrote.
    QJsonObject asked = forgedValues, predicted;
    asked.insert(text("name"), text("Made up"));
    for (auto value = asked.begin(); value != asked.end(); ++value)
        predicted.insert(value.key(), QJsonArray{QJsonValue(), value.value()});
    const QJsonObject operation{{text("op"), text("create")},
                                {text("obj"), text("account")},
                                {text("id"), made.toString()},
                                {text("set"), predicted},
                                {text("asked"), QJsonArray{text("name")}}};
    const QList<QJsonObject> answers = forgery.send(
        {{text("record.create"),
          {{text("object"), text("account")}, {text("set"), asked}},
          {operation},
          {made.toString()}},
         {text("record.create"),
          {{text("object"), text("account")}, {text("set"), QJsonObject{{text("name"), text("Made up")}}}},
          {operation},
          {made.toString()}}});
    QCOMPARE(answers.first().value(text("st")).toString(), text("rejected"));
    const Record stored = forgery.world.server().stored("account", made);
    QVERIFY2(stored.isValid(), qPrintable(said(answers.last())));
    for (const QStringView author : {QStringView(u"created_by"), QStringView(u"updated_by")})
        QCOMPARE(stored.value(author).id().toString(), forgery.user().toString());
    for (const QStringView at : {QStringView(u"created_at"), QStringView(u"updated_at")})
        QVERIFY(stored.value(at).instant().ms >
                Instant::fromIso(u"2026-01-01T00:00:00Z", QTimeZone::utc())->ms);
    // And in the audit.
    forgery.world.server().workspace->readNow([&](ReadSession &session) {
        const auto lines = session.history({text("account"), made}, 10, 0).value();
        QCOMPARE(lines.size(), 1);
        QCOMPARE(lines.first().entry.user.toString(), forgery.user().toString());
        QCOMPARE(lines.first().entry.device.toString(), forgery.world.laptop(0).device.toString());
    });
}

void ForgedByAdministratorTest::theServersOwnCommandsStayItsOwn()
{
    Forgery forgery(text("administrator"));
    QStringList wrong;
    const QStringList names = forgery.world.server().runner->commandNames();
    int tried = 0;
    for (const QString &name : names) {
        if (travels(name))
            continue;
        const QJsonObject arguments{{text("object"), text("account")},
                                    {text("id"), forgery.account.toString()},
                                    {text("ids"), QJsonArray{forgery.account.toString()}},
                                    {text("batch"), forgery.account.toString()}};
        const QJsonObject answer = forgery.send({{name, arguments, {}, {}}}).first();
        if (answer.value(text("code")).toString() != text("unknown_command"))
            wrong += name + QLatin1Char(' ') + said(answer);
        wrong += forgery.complaints(name, {});
        ++tried;
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
    QVERIFY(tried >= 5);
}

void ForgedByAdministratorTest::transactionsOfOthersAreTheirs()
{
    Forgery forgery(text("administrator"));
    SyncWorld &world = forgery.world;
    // What another did is not taken back by naming it.
    const QJsonObject undo =
        forgery.send({{text("change.undo"), {{text("transaction"), forgery.done.toString()}}, {}, {}}})
            .first();
    QCOMPARE(undo.value(text("st")).toString(), text("rejected"));
    QCOMPARE(forgery.complaints(text("change.undo"), {}), QStringList());
    // Nor asked after.
    const QJsonObject asked{{text("epoch"), forgery.epoch()},
                            {text("ids"), QJsonArray{forgery.done.toString()}}};
    SyncAnswer answer;
    world.server().workspace->readNow([&](ReadSession &session) {
        answer = world.engine().status(session, world.laptop(0).device, asked);
    });
    QVERIFY(answer.body.value(text("results")).toArray().isEmpty());
    // Under its id nothing else is done, and nothing is told of it.
    world.server().workspace->readNow([&](ReadSession &session) {
        const auto device = session.ledger().device(world.laptop(0).device).value();
        answer.body = {{text("next"), double(device->lastNumber + 1)}};
    });
    const SyncAnswer replayed = world.send(
        world.laptop(0),
        {{text("epoch"), forgery.epoch()},
         {text("txs"),
          QJsonArray{QJsonObject{
              {text("v"), 1},
              {text("dseq"), answer.body.value(text("next"))},
              {text("id"), forgery.done.toString()},
              {text("cmd"), text("record.update")},
              {text("args"), QJsonObject{{text("object"), text("account")},
                                         {text("id"), forgery.account.toString()},
                                         {text("set"), QJsonObject{{text("name"), text("Mine")}}}}},
              {text("asof"), 0},
              {text("ts"), text("2026-11-19T02:00:00.000Z")},
              {text("made"), QJsonArray()},
              {text("ops"), QJsonArray()}}}}});
    QVERIFY2(!said(replayed.body).contains(text("Zebra")), qPrintable(said(replayed.body)));
    QCOMPARE(forgery.complaints(text("a transaction's id"), {}), QStringList());
}

void ForgedByAdministratorTest::anotherWorkspaceIsAnother()
{
    Forgery forgery(text("administrator"));
    SyncWorld &world = forgery.world;
    const QString elsewhere = Id::named("another workspace").toString();
    for (const char *path : {"push", "pull", "members", "reconcile"}) {
        const QJsonObject request{{text("epoch"), elsewhere}, {text("key"), text("all")}};
        SyncAnswer answer;
        if (QLatin1String(path) == QLatin1String("push")) {
            answer = world.send(world.laptop(0), request);
        } else {
            world.server().workspace->readNow([&](ReadSession &session) {
                SyncServer &engine = world.engine();
                const Id device = world.laptop(0).device;
                answer = QLatin1String(path) == QLatin1String("pull") ? engine.pull(session, device, request)
                         : QLatin1String(path) == QLatin1String("members")
                             ? engine.members(session, device, request)
                             : engine.reconcile(session, device, request);
            });
        }
        // Comparing is what a laptop does whose server is another.
        if (QLatin1String(path) == QLatin1String("reconcile"))
            QVERIFY(!said(answer.body).contains(text("Zebra")));
        else
            QVERIFY2(answer.code() == text("epoch_mismatch"), path);
        QCOMPARE(forgery.complaints(text(path), {}), QStringList());
    }
    // A device that is nobody's, or that was somebody's who is no more.
    SyncAnswer answer;
    const QJsonObject request{{text("epoch"), forgery.epoch()}};
    world.server().workspace->readNow([&](ReadSession &session) {
        answer = world.engine().pull(session, Id::named("no device"), request);
    });
    QCOMPARE(answer.code(), text("device_revoked"));
}

DW_TEST(ForgedByAdministratorTest)

}  // namespace dw::test

#include "forgedbyadministratortest.moc"
