// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/inbox.h"
#include "core/sync/inboxreader.h"
#include "tests/support/testrunner.h"
#include "tests/sync/definitions.h"

#include <QTest>

#include <functional>

namespace dw::test
{

// Work that was done under definitions that changed meanwhile (sync-protocol.md 3.17; cases 20 and 21 of its
// test plan): what still has a place is taken over, what has none any more waits in the inbox as it was
// typed.
class OlderDefinitionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFieldThatIsGone_data() { orders(); }
    void aFieldThatIsGone();
    void aNewRecordWithAFieldThatIsGone();
    void aValueThatIsGone_data() { orders(); }
    void aValueThatIsGone();
    void someOfSeveralValuesAreGone();
    void aRetiredValueIsStillOne();
    void case20AnotherTypeMeanwhile_data();
    void case20AnotherTypeMeanwhile();
    void case21AFieldBecameRequired_data() { orders(); }
    void case21AFieldBecameRequired();
    void case21ARecordLacksWhatIsRequiredNow();
    void aRequirementIsNoNewsAfterAMonth_data() { orders(); }
    void aRequirementIsNoNewsAfterAMonth();
    void aRequirementThatCameLateIsNews();
    void anotherChangeRenewsNoGrace();
    void onlyWhatIsNewIsExcused();
    void anObjectThatIsGone_data() { orders(); }
    void anObjectThatIsGone();
    void aStageThatIsGone();
    void manyRecordsAtOnce();
    void whatHasNoPlaceIsNotedOrLetGo();

private:
    using Way = InboxDecision::Action;

    // Whether the laptop hears of the change before it sends its work.
    static void orders()
    {
        QTest::addColumn<bool>("pullsFirst");
        QTest::newRow("sends first") << false;
        QTest::newRow("pulls first") << true;
    }
    static Id account(SyncParty &party, const QJsonObject &more = {})
    {
        QJsonObject set{{QStringLiteral("name"), QStringLiteral("Acme")}};
        for (auto value = more.constBegin(); value != more.constEnd(); ++value)
            set.insert(value.key(), value.value());
        return party.create("account", set);
    }
    static void retire(SyncParty &party, const Id &definition)
    {
        QCOMPARE(party
                     .update("field_definition", definition,
                             {{QStringLiteral("status"), QStringLiteral("deprecated")}})
                     .status,
                 CommandResult::Status::Applied);
    }
    static void change(SyncParty &party, const Id &account, const QJsonObject &set)
    {
        QCOMPARE(party.update("account", account, set).status, CommandResult::Status::Applied);
    }
    static void makeRequired(SyncParty &party, const Id &field)
    {
        QCOMPARE(
            party.update("field_definition", field, {{QStringLiteral("required"), QStringLiteral("always")}})
                .status,
            CommandResult::Status::Applied);
    }
    static void relabel(SyncParty &party, const Id &field, const char *label)
    {
        const QJsonObject set{{QStringLiteral("label_en"), QLatin1String(label)}};
        QCOMPARE(party.update("field_definition", field, set).status, CommandResult::Status::Applied);
    }
    static bool isIncomplete(SyncParty &party, const Id &account)
    {
        return party.stored("account", account).value(u"incomplete").boolean();
    }
    // Of the only one that waits: what somebody who took the program apart makes of it.
    static void forge(SyncLaptop &laptop, const std::function<void(SyncTransaction &)> &change)
    {
        laptop.write([&](WriteSession &session) {
            QVERIFY(session.begin(Durability::Saved).ok());
            const QList<OutboxEntry> waiting = session.replica().outbox(0, -1).value();
            QCOMPARE(waiting.size(), 1);
            const OutboxEntry &entry = waiting.first();
            auto made =
                InboxReader::transactionOf({0, entry.transaction, {}, entry.body, {}, {}, {}, {}, {}});
            QVERIFY(made.ok());
            change(*made);
            const QByteArray body = QJsonDocument(made->toJson()).toJson(QJsonDocument::Compact);
            QVERIFY(session.replica().setBody(waiting.first().number, body).ok());
            QVERIFY(session.commit().ok());
        });
    }
    static Id stageOf(SyncParty &party, const Id &deal, const QString &key)
    {
        const Id pipeline = party.stored("opportunity", deal).value(u"pipeline_id").id();
        const QMap<QString, QByteArray> all = party.contents();
        for (auto one = all.constBegin(); one != all.constEnd(); ++one) {
            const QJsonObject stage = QJsonDocument::fromJson(*one).object();
            if (one.key().startsWith(QLatin1String("stage_definition ")) &&
                stage.value(QLatin1String("key")).toString() == key &&
                stage.value(QLatin1String("pipeline_id")).toString() == pipeline.toString())
                return *Id::fromString(stage.value(QLatin1String("id")).toString());
        }
        return {};
    }
    static QString text(SyncParty &party, const Id &account, const char *field)
    {
        return party.stored("account", account).value(QString::fromLatin1(field)).text();
    }
    static void settleUp(SyncWorld &world, SyncLaptop &laptop, bool pullsFirst)
    {
        if (pullsFirst)
            world.pull(laptop);
        world.sync(laptop);
        world.syncAll();
        QVERIFY(laptop.outbox().isEmpty());
        QCOMPARE(laptop.contents(), world.server().contents());
    }
    static QList<InboxItem> itemsOf(SyncLaptop &laptop)
    {
        QList<InboxItem> items;
        laptop.workspace->readNow([&](ReadSession &session) {
            const auto read =
                InboxReader(session, laptop.runner->configuration(), laptop.actor, Language::English).items();
            if (!read.ok())
                qFatal("items: %s", qPrintable(read.error().key));
            items = *read;
        });
        return items;
    }
    static InboxOutcome decide(SyncLaptop &laptop, const InboxItem &item, Way way)
    {
        InboxDecision decision;
        decision.action = way;
        decision.number = item.number;
        decision.record = item.isKept() ? item.record : RecordRef();
        InboxOutcome outcome;
        laptop.write([&](WriteSession &session) {
            outcome = Inbox(*laptop.runner).decide(session, decision, laptop.actor, Language::English);
        });
        return outcome;
    }
    static void expectLost(SyncLaptop &laptop, const QString &label, const QString &typed)
    {
        const QList<InboxItem> items = itemsOf(laptop);
        QCOMPARE(items.size(), 1);
        QCOMPARE(items.first().lost.size(), 1);
        QCOMPARE(items.first().lost.first().label, label);
        QCOMPARE(items.first().lost.first().typed, typed);
        QVERIFY2(items.first().reason.contains(label), qPrintable(items.first().reason));
    }
};

void OlderDefinitionsTest::aFieldThatIsGone()
{
    QFETCH(bool, pullsFirst);
    SyncWorld world(1);
    SyncLaptop &lin = world.laptop(0);
    const Id field = defineField(world.server(), QStringLiteral("account"), QStringLiteral("c_tier"), {});
    const Id acme = account(world.server());
    world.syncAll();
    change(lin, acme,
           {{QStringLiteral("c_tier"), QStringLiteral("gold")},
            {QStringLiteral("website"), QStringLiteral("https://acme.example")}});
    retire(world.server(), field);
    settleUp(world, lin, pullsFirst);
    QCOMPARE(text(world.server(), acme, "website"), QStringLiteral("https://acme.example"));
    expectLost(lin, QStringLiteral("Label of c_tier"), QStringLiteral("gold"));
}

void OlderDefinitionsTest::aNewRecordWithAFieldThatIsGone()
{
    SyncWorld world(1);
    SyncLaptop &lin = world.laptop(0);
    const Id field = defineField(world.server(), QStringLiteral("account"), QStringLiteral("c_tier"), {});
    world.syncAll();
    const Id acme = account(lin, {{QStringLiteral("c_tier"), QStringLiteral("gold")}});
    // What builds on it goes up with it.
    const Id wang = lin.create("contact", {{QStringLiteral("name"), QStringLiteral("Wang")},
                                           {QStringLiteral("account_id"), acme.toString()}});
    retire(world.server(), field);
    settleUp(world, lin, false);
    QCOMPARE(text(world.server(), acme, "name"), QStringLiteral("Acme"));
    QVERIFY(world.server().stored("contact", wang).isValid());
    expectLost(lin, QStringLiteral("Label of c_tier"), QStringLiteral("gold"));
}

void OlderDefinitionsTest::aValueThatIsGone()
{
    QFETCH(bool, pullsFirst);
    SyncWorld world(1);
    SyncLaptop &lin = world.laptop(0);
    const Id field = defineField(
        world.server(), QStringLiteral("account"), QStringLiteral("c_tier"),
        {{QStringLiteral("type"), QStringLiteral("enum")},
         {QStringLiteral("options"), optionsOf({QStringLiteral("gold"), QStringLiteral("tin")})}});
    const Id acme = account(world.server(), {{QStringLiteral("c_tier"), QStringLiteral("tin")}});
    world.syncAll();
    change(lin, acme,
           {{QStringLiteral("c_tier"), QStringLiteral("gold")},
            {QStringLiteral("website"), QStringLiteral("https://acme.example")}});
    QCOMPARE(world.server()
                 .update("field_definition", field,
                         {{QStringLiteral("options"), optionsOf({QStringLiteral("tin")})}})
                 .status,
             CommandResult::Status::Applied);
    settleUp(world, lin, pullsFirst);
    QCOMPARE(text(world.server(), acme, "website"), QStringLiteral("https://acme.example"));
    QCOMPARE(text(world.server(), acme, "c_tier"), QStringLiteral("tin"));
    expectLost(lin, QStringLiteral("Label of c_tier"), QStringLiteral("gold"));
}

void OlderDefinitionsTest::someOfSeveralValuesAreGone()
{
    SyncWorld world(1);
    SyncLaptop &lin = world.laptop(0);
    const QStringList all{QStringLiteral("red"), QStringLiteral("green"), QStringLiteral("blue")};
    const Id field = defineField(
        world.server(), QStringLiteral("account"), QStringLiteral("c_colours"),
        {{QStringLiteral("type"), QStringLiteral("multienum")}, {QStringLiteral("options"), optionsOf(all)}});
    const Id acme = account(world.server());
    world.syncAll();
    change(lin, acme, {{QStringLiteral("c_colours"), QJsonArray{all.at(0), all.at(1)}}});
    QCOMPARE(world.server()
                 .update("field_definition", field, {{QStringLiteral("options"), optionsOf(all.mid(1))}})
                 .status,
             CommandResult::Status::Applied);
    settleUp(world, lin, false);
    QCOMPARE(world.server().stored("account", acme).value(u"c_colours").keys(), QStringList{all.at(1)});
    expectLost(lin, QStringLiteral("Label of c_colours"), QStringLiteral("red, green"));
}

void OlderDefinitionsTest::aRetiredValueIsStillOne()
{
    SyncWorld world(1);
    SyncLaptop &lin = world.laptop(0);
    const Id field = defineField(
        world.server(), QStringLiteral("account"), QStringLiteral("c_tier"),
        {{QStringLiteral("type"), QStringLiteral("enum")},
         {QStringLiteral("options"), optionsOf({QStringLiteral("gold"), QStringLiteral("tin")})}});
    const Id acme = account(world.server());
    world.syncAll();
    change(lin, acme, {{QStringLiteral("c_tier"), QStringLiteral("gold")}});
    QString options = optionsOf({QStringLiteral("gold"), QStringLiteral("tin")});
    options.replace(QLatin1String("\"label_zh\":\"gold\""),
                    QLatin1String("\"label_zh\":\"gold\",\"retired\":true"));
    QCOMPARE(world.server().update("field_definition", field, {{QStringLiteral("options"), options}}).status,
             CommandResult::Status::Applied);
    settleUp(world, lin, false);
    QCOMPARE(text(world.server(), acme, "c_tier"), QStringLiteral("gold"));
    QVERIFY(lin.inbox().isEmpty());
}

// Once a field is live its type stays; two people may still give one name to two types, each out of sight of
// the other.
void OlderDefinitionsTest::case20AnotherTypeMeanwhile_data()
{
    QTest::addColumn<bool>("pullsFirst");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("fits");
    for (const bool pullsFirst : {false, true}) {
        const char *order = pullsFirst ? "pulls first" : "sends first";
        QTest::addRow("a number, %s", order) << pullsFirst << QStringLiteral("5") << true;
        QTest::addRow("no number, %s", order) << pullsFirst << QStringLiteral("gold") << false;
    }
}

void OlderDefinitionsTest::case20AnotherTypeMeanwhile()
{
    QFETCH(bool, pullsFirst);
    QFETCH(QString, typed);
    QFETCH(bool, fits);
    SyncWorld world(2);
    SyncLaptop &lin = world.laptop(0);
    const Id acme = account(world.server());
    world.syncAll();
    const QString object = QStringLiteral("account"), name = QStringLiteral("c_tier");
    const Id mine = defineField(lin, object, name, {});
    change(lin, acme, {{name, typed}, {QStringLiteral("website"), QStringLiteral("https://acme.example")}});
    const Id theirs =
        defineField(world.server(), object, name, {{QStringLiteral("type"), QStringLiteral("int")}});
    // A live definition does not change its type.
    QCOMPARE(world.server()
                 .update("field_definition", theirs, {{QStringLiteral("type"), QStringLiteral("text")}})
                 .status,
             CommandResult::Status::Refused);
    settleUp(world, lin, pullsFirst);
    QVERIFY(!world.server().stored("field_definition", mine).isValid());
    QCOMPARE(text(world.server(), acme, "website"), QStringLiteral("https://acme.example"));
    const Value stored = world.server().stored("account", acme).value(name);
    QCOMPARE(stored, fits ? Value(qint64(5)) : Value());
    const QList<InboxItem> items = itemsOf(lin);
    QCOMPARE(items.size(), fits ? 1 : 2);
    QVERIFY(!items.first().isKept());
    QCOMPARE(items.first().record.id, mine);
    if (fits)
        return;
    QCOMPARE(items.last().lost.size(), 1);
    QCOMPARE(items.last().lost.first().typed, typed);
}

void OlderDefinitionsTest::case21AFieldBecameRequired()
{
    QFETCH(bool, pullsFirst);
    SyncWorld world(1);
    SyncLaptop &lin = world.laptop(0);
    const Id field = defineField(world.server(), QStringLiteral("account"), QStringLiteral("c_tier"), {});
    world.syncAll();
    const Id acme = account(lin);
    const Id wang = lin.create("contact", {{QStringLiteral("name"), QStringLiteral("Wang")},
                                           {QStringLiteral("account_id"), acme.toString()}});
    world.clock().advanceMs(qint64(21) * 86'400'000);
    makeRequired(world.server(), field);
    settleUp(world, lin, pullsFirst);
    // Nothing that was typed before falls for it.
    QVERIFY(itemsOf(lin).isEmpty());
    QVERIFY(isIncomplete(world.server(), acme));
    QVERIFY(isIncomplete(lin, acme));
    QVERIFY(world.server().stored("contact", wang).isValid());
    // The next edit asks.
    const CommandResult edit =
        lin.update("account", acme, {{QStringLiteral("website"), QStringLiteral("https://oslo.example")}});
    QCOMPARE(edit.status, CommandResult::Status::Refused);
    QVERIFY(!edit.findings.isEmpty());
    QCOMPARE(edit.findings.first().key, QStringLiteral("value.required"));
    QCOMPARE(edit.findings.first().field, QStringLiteral("c_tier"));
    change(lin, acme,
           {{QStringLiteral("website"), QStringLiteral("https://oslo.example")},
            {QStringLiteral("c_tier"), QStringLiteral("gold")}});
    settleUp(world, lin, false);
    QVERIFY(itemsOf(lin).isEmpty());
    QVERIFY(!isIncomplete(world.server(), acme));
    QCOMPARE(text(world.server(), acme, "c_tier"), QStringLiteral("gold"));
}

// The same of a change of a record that the server had before.
void OlderDefinitionsTest::case21ARecordLacksWhatIsRequiredNow()
{
    SyncWorld world(1);
    SyncLaptop &lin = world.laptop(0);
    const Id field = defineField(world.server(), QStringLiteral("account"), QStringLiteral("c_tier"), {});
    const Id acme = account(lin);
    world.syncAll();
    change(lin, acme, {{QStringLiteral("website"), QStringLiteral("https://oslo.example")}});
    makeRequired(world.server(), field);
    QVERIFY(!isIncomplete(world.server(), acme));
    settleUp(world, lin, true);
    QVERIFY(itemsOf(lin).isEmpty());
    QCOMPARE(text(world.server(), acme, "website"), QStringLiteral("https://oslo.example"));
    QVERIFY(isIncomplete(world.server(), acme));
}

void OlderDefinitionsTest::aRequirementIsNoNewsAfterAMonth()
{
    QFETCH(bool, pullsFirst);
    SyncWorld world(1);
    SyncLaptop &lin = world.laptop(0);
    const Id field = defineField(world.server(), QStringLiteral("account"), QStringLiteral("c_tier"), {});
    world.syncAll();
    const Id acme = account(lin);
    const Id wang = lin.create("contact", {{QStringLiteral("name"), QStringLiteral("Wang")},
                                           {QStringLiteral("account_id"), acme.toString()}});
    makeRequired(world.server(), field);
    world.clock().advanceMs(qint64(31) * 86'400'000);
    settleUp(world, lin, pullsFirst);
    // It waits with what builds on it, and says what is missing.
    const QList<InboxItem> items = itemsOf(lin);
    QCOMPARE(items.size(), 1);
    QCOMPARE(items.first().code, QStringLiteral("validation"));
    QVERIFY2(items.first().reason.contains(QLatin1String("Label of c_tier")),
             qPrintable(items.first().reason));
    QCOMPARE(items.first().followers.size(), 1);
    // The person fills it in; what waited with it goes up after it.
    InboxOutcome outcome;
    lin.write([&](WriteSession &session) {
        outcome = Inbox(*lin.runner)
                      .replace(session, items.first().number,
                               {{QStringLiteral("record.create"),
                                 {{QStringLiteral("object"), QStringLiteral("account")},
                                  {QStringLiteral("id"), acme.toString()},
                                  {QStringLiteral("set"),
                                   QJsonObject{{QStringLiteral("name"), QStringLiteral("Acme")},
                                               {QStringLiteral("c_tier"), QStringLiteral("gold")}}}}}},
                               lin.actor, Language::English);
    });
    QVERIFY2(outcome.ok(), qPrintable(outcome.result.error.key));
    settleUp(world, lin, false);
    QVERIFY(lin.inbox().isEmpty());
    QCOMPARE(text(world.server(), acme, "c_tier"), QStringLiteral("gold"));
    QVERIFY(world.server().stored("contact", wang).isValid());
}

// It counts from when others could know of it, not from when somebody without a line said so.
void OlderDefinitionsTest::aRequirementThatCameLateIsNews()
{
    SyncWorld world(2);
    SyncLaptop &lin = world.laptop(0);
    const Id field = defineField(world.server(), QStringLiteral("account"), QStringLiteral("c_tier"), {});
    world.syncAll();
    makeRequired(world.laptop(1), field);
    world.clock().advanceMs(qint64(40) * 86'400'000);
    const Id acme = account(lin);
    world.sync(world.laptop(1));
    settleUp(world, lin, false);
    QVERIFY(itemsOf(lin).isEmpty());
    QVERIFY(isIncomplete(world.server(), acme));
}

// A definition has one version, and more than one reason to change.
void OlderDefinitionsTest::anotherChangeRenewsNoGrace()
{
    SyncWorld world(1);
    SyncLaptop &lin = world.laptop(0);
    const Id field = defineField(world.server(), QStringLiteral("account"), QStringLiteral("c_tier"), {});
    world.syncAll();
    account(lin);
    makeRequired(world.server(), field);
    world.clock().advanceMs(qint64(31) * 86'400'000);
    relabel(world.server(), field, "Rank");
    world.sync(lin);
    QCOMPARE(itemsOf(lin).size(), 1);
    QCOMPARE(itemsOf(lin).first().code, QStringLiteral("validation"));
}

// What was required when the laptop last looked has no grace, and a laptop cannot unsee what it has seen.
void OlderDefinitionsTest::onlyWhatIsNewIsExcused()
{
    SyncWorld world(1);
    SyncLaptop &lin = world.laptop(0);
    const Id field = defineField(world.server(), QStringLiteral("account"), QStringLiteral("c_tier"), {});
    world.syncAll();
    makeRequired(world.server(), field);
    // Once more, with the laptop's knowing and without: neither is news of what was asked before.
    world.clock().advanceMs(86'400'000);
    relabel(world.server(), field, "Rank");
    world.syncAll();
    account(lin, {{QStringLiteral("c_tier"), QStringLiteral("gold")}});
    settleUp(world, lin, false);
    relabel(world.server(), field, "Class");
    // A program that does not ask, and says that it knew nothing.
    const Id second = account(lin, {{QStringLiteral("c_tier"), QStringLiteral("gold")}});
    forge(lin, [](SyncTransaction &transaction) {
        transaction.seenAt = 0;
        for (CommandRequest &request : transaction.requests) {
            QJsonObject set = request.arguments.value(QLatin1String("set")).toObject();
            set.remove(QStringLiteral("c_tier"));
            request.arguments.insert(QStringLiteral("set"), set);
        }
        for (SyncOperation &operation : transaction.operations)
            operation.fields.remove(QStringLiteral("c_tier"));
    });
    world.sync(lin);
    QVERIFY(!world.server().stored("account", second).isValid());
    QCOMPARE(itemsOf(lin).size(), 1);
    QCOMPARE(itemsOf(lin).first().code, QStringLiteral("validation"));
}

void OlderDefinitionsTest::anObjectThatIsGone()
{
    QFETCH(bool, pullsFirst);
    SyncWorld world(1);
    SyncLaptop &lin = world.laptop(0);
    const Id object = defineObject(world.server(), QStringLiteral("c_visit"));
    const Id first =
        world.server().create("c_visit", {{QStringLiteral("name"), QStringLiteral("First visit")}});
    world.syncAll();
    QVERIFY(lin.stored("c_visit", first).isValid());
    QCOMPARE(lin.update("c_visit", first, {{QStringLiteral("name"), QStringLiteral("Long visit")}}).status,
             CommandResult::Status::Applied);
    lin.create("c_visit", {{QStringLiteral("name"), QStringLiteral("Second visit")}});
    const Id acme = account(lin);
    world.server().done("record.delete", {{QStringLiteral("object"), QStringLiteral("object_definition")},
                                          {QStringLiteral("ids"), QJsonArray{object.toString()}}});
    settleUp(world, lin, pullsFirst);
    QVERIFY(!lin.runner->configuration()->dictionary->find(u"c_visit"));
    QVERIFY(world.server().stored("account", acme).isValid());
    const QList<InboxItem> items = itemsOf(lin);
    QCOMPARE(items.size(), 2);
    QStringList typed;
    for (const InboxItem &item : items) {
        QCOMPARE(item.code, QStringLiteral("meta_incompatible"));
        QCOMPARE(item.lost.size(), 1);
        typed.append(item.lost.first().typed);
        QVERIFY(decide(lin, item, Way::Note).ok());
    }
    QCOMPARE(typed, (QStringList{QStringLiteral("Long visit"), QStringLiteral("Second visit")}));
    settleUp(world, lin, false);
    QVERIFY(lin.inbox().isEmpty());
}

void OlderDefinitionsTest::aStageThatIsGone()
{
    SyncWorld world(1);
    SyncLaptop &lin = world.laptop(0);
    const Id acme = account(lin);
    const Id deal =
        lin.create("opportunity", {{QStringLiteral("name"), QStringLiteral("Deal")},
                                   {QStringLiteral("account_id"), acme.toString()},
                                   {QStringLiteral("amount"), QStringLiteral("5000")},
                                   {QStringLiteral("expected_close"), QStringLiteral("2027-01-15")},
                                   {QStringLiteral("next_step"), QStringLiteral("Call")},
                                   {QStringLiteral("next_step_at"), QStringLiteral("2026-11-25T02:00:00Z")}});
    world.syncAll();
    const Id needs = stageOf(world.server(), deal, QStringLiteral("needs"));
    QVERIFY(!needs.isNull());
    QJsonObject move{{QStringLiteral("id"), deal.toString()},
                     {QStringLiteral("to"), QStringLiteral("needs")}};
    QJsonObject waive;
    const CommandResult asked = lin.run("opportunity.advance", move);
    for (const Finding &finding : asked.findings)
        waive.insert(finding.item, QStringLiteral("it is so"));
    move.insert(QStringLiteral("waive"), waive);
    lin.done("opportunity.advance", move);
    world.server().done("record.delete", {{QStringLiteral("object"), QStringLiteral("stage_definition")},
                                          {QStringLiteral("ids"), QJsonArray{needs.toString()}}});
    settleUp(world, lin, false);
    const QList<InboxItem> items = itemsOf(lin);
    QCOMPARE(items.size(), 1);
    QCOMPARE(items.first().code, QStringLiteral("validation"));
    QCOMPARE(items.first().reason, QStringLiteral("The deal's pipeline has no stage needs."));
}

void OlderDefinitionsTest::manyRecordsAtOnce()
{
    SyncWorld world(1);
    SyncLaptop &lin = world.laptop(0);
    const Id field = defineField(world.server(), QStringLiteral("account"), QStringLiteral("c_tier"), {});
    const Id a = account(world.server()), b = account(world.server());
    world.syncAll();
    lin.done("record.bulk_update",
             {{QStringLiteral("object"), QStringLiteral("account")},
              {QStringLiteral("ids"), QJsonArray{a.toString(), b.toString()}},
              {QStringLiteral("set"), QJsonObject{{QStringLiteral("c_tier"), QStringLiteral("gold")},
                                                  {QStringLiteral("short_name"), QStringLiteral("A")}}}});
    retire(world.server(), field);
    settleUp(world, lin, true);
    QCOMPARE(text(world.server(), a, "short_name"), QStringLiteral("A"));
    QCOMPARE(text(world.server(), b, "short_name"), QStringLiteral("A"));
    const QList<InboxItem> items = itemsOf(lin);
    QCOMPARE(items.size(), 2);
    for (const InboxItem &item : items)
        QCOMPARE(item.lost.size(), 1);
}

void OlderDefinitionsTest::whatHasNoPlaceIsNotedOrLetGo()
{
    SyncWorld world(1);
    SyncLaptop &lin = world.laptop(0);
    const Id field = defineField(world.server(), QStringLiteral("account"), QStringLiteral("c_tier"), {});
    const Id acme = account(world.server());
    world.syncAll();
    change(lin, acme, {{QStringLiteral("c_tier"), QStringLiteral("gold")}});
    // Both sides changed the other one: a person decides on it, and the first goes on waiting.
    change(lin, acme, {{QStringLiteral("website"), QStringLiteral("https://mine.example")}});
    change(world.server(), acme, {{QStringLiteral("website"), QStringLiteral("https://theirs.example")}});
    retire(world.server(), field);
    settleUp(world, lin, false);
    QCOMPARE(itemsOf(lin).size(), 1);
    QCOMPARE(itemsOf(lin).first().fields.size(), 1);
    QCOMPARE(itemsOf(lin).first().lost.size(), 1);
    QVERIFY(decide(lin, itemsOf(lin).first(), Way::Mine).ok());
    settleUp(world, lin, false);
    QCOMPARE(text(world.server(), acme, "website"), QStringLiteral("https://mine.example"));
    expectLost(lin, QStringLiteral("Label of c_tier"), QStringLiteral("gold"));
    // It cannot be sent.
    const InboxOutcome mine = decide(lin, itemsOf(lin).first(), Way::Mine);
    QVERIFY(!mine.ok());
    QCOMPARE(mine.result.error.key, QStringLiteral("sync.inbox_no_place"));
    QVERIFY(decide(lin, itemsOf(lin).first(), Way::Note).ok());
    QVERIFY(lin.inbox().isEmpty());
    settleUp(world, lin, false);
    const QMap<QString, QByteArray> all = world.server().contents();
    const bool noted = std::any_of(all.keyValueBegin(), all.keyValueEnd(), [](const auto &record) {
        return record.first.startsWith(QLatin1String("activity ")) &&
               record.second.contains("Label of c_tier: gold");
    });
    QVERIFY(noted);
}

DW_TEST(OlderDefinitionsTest)

}  // namespace dw::test

#include "olderdefinitionstest.moc"
