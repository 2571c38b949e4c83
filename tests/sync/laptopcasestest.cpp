// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/localarea.h"
#include "tests/support/testrunner.h"
#include "tests/sync/syncworld.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>
#include <QTimeZone>

namespace dw::test
{

// What a laptop does with what comes: parts that move, scopes that change, values that only one may have.
class LaptopCasesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLineWithWorkMovesElsewhere();
    void anOwnMoveStandsUntilItIsAnswered();
    void editAndMoveFallTogether();
    void aNumberMovesToAnotherCustomer_data();
    void aNumberMovesToAnotherCustomer();
    void twoTypeTheSameNumber();
    void case10TheSecondOfTwoNewOnesIsMadeWithoutTheNumber_data();
    void case10TheSecondOfTwoNewOnesIsMadeWithoutTheNumber();
    void whatIsNothingWithoutItsCodeIsRefused();
    void aRoleGainsAnObject();
    void aRoleChangesWhileTheLineBreaks();
    void aRoleChangeMakesNoConflicts();
    void case30TheClockIsIn2099AndComesBack();

private:
    static Id account(SyncParty &party, const QString &name)
    {
        return party.create("account", {{QStringLiteral("name"), name}});
    }
    static Id deal(SyncParty &party, const Id &account)
    {
        return party.create("opportunity",
                            {{QStringLiteral("name"), QStringLiteral("Deal")},
                             {QStringLiteral("account_id"), account.toString()},
                             {QStringLiteral("amount"), QStringLiteral("5000")},
                             {QStringLiteral("expected_close"), QStringLiteral("2027-01-15")},
                             {QStringLiteral("next_step"), QStringLiteral("Call")},
                             {QStringLiteral("next_step_at"), QStringLiteral("2026-11-25T02:00:00.000Z")}});
    }
    static Id line(SyncParty &party, const Id &deal)
    {
        return party.create("opportunity_line", {{QStringLiteral("opportunity_id"), deal.toString()},
                                                 {QStringLiteral("line_no"), 1},
                                                 {QStringLiteral("free_text"), QStringLiteral("Pump")},
                                                 {QStringLiteral("qty"), QStringLiteral("2")},
                                                 {QStringLiteral("unit_price"), QStringLiteral("100")}});
    }
    static void move(SyncParty &party, const Id &line, const Id &deal)
    {
        const CommandResult result =
            party.update("opportunity_line", line, {{QStringLiteral("opportunity_id"), deal.toString()}});
        QCOMPARE(result.status, CommandResult::Status::Applied);
    }
    static CommandResult number(SyncParty &party, const Id &account, const QJsonValue &uscc)
    {
        return party.update("account", account, {{QStringLiteral("uscc"), uscc}});
    }
    static QString text(SyncParty &party, const char *object, const Id &id, QStringView field)
    {
        const Record record = party.stored(object, id);
        return record.isValid() ? record.value(field).text() : QStringLiteral("(gone)");
    }
};

void LaptopCasesTest::aLineWithWorkMovesElsewhere()
{
    SyncWorld world(2);
    SyncLaptop &lin = world.laptop(0);
    const Id customer = account(lin, QStringLiteral("Acme"));
    const Id from = deal(lin, customer), to = deal(lin, customer);
    const Id pump = line(lin, from);
    world.syncAll();
    lin.update("opportunity_line", pump, {{QStringLiteral("free_text"), QStringLiteral("Large pump")}});
    move(world.server(), pump, to);
    // Page by page, and before what she typed is sent: it cannot stand any more (case 6).
    world.pull(lin, 1);
    QCOMPARE(text(lin, "opportunity_line", pump, u"free_text"), QStringLiteral("Pump"));
    QCOMPARE(lin.stored("opportunity_line", pump).value(u"opportunity_id").id(), to);
    world.syncAll();
    QCOMPARE(lin.inbox().size(), 1);
    QCOMPARE(lin.inbox().first().code, QStringLiteral("aggregate_changed"));
    QVERIFY(lin.inbox().first().body.contains("Large pump"));
    QCOMPARE(text(world.server(), "opportunity_line", pump, u"free_text"), QStringLiteral("Pump"));
    QCOMPARE(lin.contents(), world.server().contents());
    QCOMPARE(world.laptop(1).contents(), world.server().contents());
}

void LaptopCasesTest::anOwnMoveStandsUntilItIsAnswered()
{
    SyncWorld world(1);
    SyncLaptop &lin = world.laptop(0);
    const Id customer = account(lin, QStringLiteral("Acme"));
    const Id from = deal(lin, customer), to = deal(lin, customer);
    const Id pump = line(lin, from);
    world.syncAll();
    move(lin, pump, to);
    // The deal that it left comes as the server still has it.
    world.server().update("opportunity", from, {{QStringLiteral("next_step"), QStringLiteral("Visit")}});
    world.pull(lin, 1);
    QCOMPARE(lin.stored("opportunity_line", pump).value(u"opportunity_id").id(), to);
    while (world.push(lin, SyncWorld::Wire::AnswerLost) && lin.outbox().first().tries < 2) {
    }
    world.pull(lin, 1);
    QCOMPARE(lin.stored("opportunity_line", pump).value(u"opportunity_id").id(), to);
    world.syncAll();
    QCOMPARE(lin.contents(), world.server().contents());
}

void LaptopCasesTest::editAndMoveFallTogether()
{
    SyncWorld world(2);
    SyncLaptop &lin = world.laptop(0);
    const Id customer = account(lin, QStringLiteral("Acme"));
    const Id from = deal(lin, customer), to = deal(lin, customer);
    const Id pump = line(lin, from);
    world.syncAll();
    lin.update("opportunity_line", pump, {{QStringLiteral("free_text"), QStringLiteral("Large pump")}});
    move(lin, pump, to);
    world.server().done("record.delete", {{QStringLiteral("object"), QStringLiteral("opportunity")},
                                          {QStringLiteral("ids"), QJsonArray{to.toString()}}});
    world.sync(lin);
    world.syncAll();
    QVERIFY(!lin.inbox().isEmpty());
    QCOMPARE(lin.stored("opportunity_line", pump).value(u"opportunity_id").id(), from);
    QCOMPARE(lin.contents(), world.server().contents());
}

void LaptopCasesTest::aNumberMovesToAnotherCustomer_data()
{
    QTest::addColumn<bool>("back");
    QTest::addColumn<int>("page");
    for (const bool back : {false, true}) {
        for (const int page : {500, 1})
            QTest::addRow("%s, %d a page", back ? "the other way" : "one way", page) << back << page;
    }
}

void LaptopCasesTest::aNumberMovesToAnotherCustomer()
{
    QFETCH(bool, back);
    QFETCH(int, page);
    const QString uscc = QStringLiteral("91310000MA1FL5E751");
    SyncWorld world(1);
    SyncLaptop &lin = world.laptop(0);
    Id x = account(lin, QStringLiteral("Acme")), y = account(lin, QStringLiteral("Beta"));
    if (back)
        std::swap(x, y);
    QCOMPARE(number(lin, x, uscc).status, CommandResult::Status::Applied);
    world.syncAll();
    SyncParty &server = world.server();
    QCOMPARE(number(server, x, QJsonValue()).status, CommandResult::Status::Applied);
    QCOMPARE(number(server, y, uscc).status, CommandResult::Status::Applied);
    // It comes after the one that has its number now.
    server.update("account", x, {{QStringLiteral("website"), QStringLiteral("https://x.cn")}});
    world.pull(lin, page);
    QCOMPARE(text(lin, "account", y, u"uscc"), uscc);
    QCOMPARE(lin.contents(), server.contents());
}

void LaptopCasesTest::twoTypeTheSameNumber()
{
    const QString uscc = QStringLiteral("91310000MA1FL5E751");
    SyncWorld world(2);
    SyncLaptop &lin = world.laptop(0);
    SyncLaptop &anna = world.laptop(1);
    const Id x = account(lin, QStringLiteral("Acme")), y = account(lin, QStringLiteral("Beta"));
    world.syncAll();
    QCOMPARE(number(lin, x, uscc).status, CommandResult::Status::Applied);
    QCOMPARE(number(anna, y, uscc).status, CommandResult::Status::Applied);
    world.sync(anna);
    // What the server has comes before what waits here.
    world.pull(lin);
    QCOMPARE(text(lin, "account", y, u"uscc"), uscc);
    QVERIFY(lin.stored("account", x).value(u"uscc").isNull());
    world.sync(lin);
    QCOMPARE(lin.inbox().size(), 1);
    QCOMPARE(lin.inbox().first().code, QStringLiteral("unique"));
    QVERIFY(lin.inbox().first().body.contains(uscc.toLatin1()));
    QCOMPARE(lin.contents(), world.server().contents());
}

void LaptopCasesTest::case10TheSecondOfTwoNewOnesIsMadeWithoutTheNumber_data()
{
    QTest::addColumn<SyncWorld::Access>("access");
    QTest::newRow("it sees the other") << SyncWorld::Access::Open;
    QTest::newRow("it does not") << SyncWorld::Access::Roles;
}

void LaptopCasesTest::case10TheSecondOfTwoNewOnesIsMadeWithoutTheNumber()
{
    QFETCH(SyncWorld::Access, access);
    const QString uscc = QStringLiteral("91310000MA1FL5E751");
    SyncWorld world(2, access);
    SyncLaptop &lin = world.laptop(0);
    SyncLaptop &anna = world.laptop(1);
    world.syncAll();
    const auto make = [&](SyncLaptop &laptop, const char *name) {
        return laptop.create(
            "account", {{QStringLiteral("name"), QString::fromLatin1(name)}, {QStringLiteral("uscc"), uscc}});
    };
    const Id first = make(anna, "Acme");
    const Id second = make(lin, "ACME Limited");
    const Id deal = LaptopCasesTest::deal(lin, second);
    world.sync(anna);
    world.sync(lin);
    // What hangs on it need not fall.
    QVERIFY(lin.outbox().isEmpty());
    QCOMPARE(text(world.server(), "account", first, u"uscc"), uscc);
    QVERIFY(world.server().stored("opportunity", deal).isValid());
    for (SyncParty *party : {static_cast<SyncParty *>(&lin), &world.server()}) {
        QVERIFY(party->stored("account", second).isValid());
        QVERIFY(party->stored("account", second).value(u"uscc").isNull());
    }
    QCOMPARE(lin.inbox().size(), 1);
    const InboxEntry waiting = lin.inbox().first();
    QCOMPARE(waiting.code, QStringLiteral("kept"));
    const QJsonObject answer = QJsonDocument::fromJson(waiting.answer).object();
    QCOMPARE(answer.value(QLatin1String("kept"))[0][QLatin1String("yours")].toString(), uscc);
    const QString why = answer.value(QLatin1String("violations"))[0][QLatin1String("key")].toString();
    const bool seen = access == SyncWorld::Access::Open;
    QCOMPARE(why, seen ? QStringLiteral("value.not_unique") : QStringLiteral("value.not_unique_unseen"));
    QCOMPARE(waiting.answer.contains("Acme"), seen);
    world.server().workspace->readNow([&](ReadSession &session) {
        QVERIFY(session.localValues(issueArea())->size() == 2);  // a line, and how many there are
    });
    // Once the other one has given it up.
    if (!seen)
        return;
    QCOMPARE(number(anna, first, QJsonValue()).status, CommandResult::Status::Applied);
    world.syncAll();
    QCOMPARE(number(lin, second, uscc).status, CommandResult::Status::Applied);
    world.syncAll();
    QCOMPARE(text(anna, "account", second, u"uscc"), uscc);
    QCOMPARE(lin.contents(), world.server().contents());
}

void LaptopCasesTest::whatIsNothingWithoutItsCodeIsRefused()
{
    SyncWorld world(2);
    world.syncAll();
    for (int i = 0; i < 2; ++i) {
        world.laptop(i).create("competitor", {{QStringLiteral("name"), QStringLiteral("Rival")}});
        world.sync(world.laptop(i));
    }
    QCOMPARE(world.laptop(1).inbox().size(), 1);
    QCOMPARE(world.laptop(1).inbox().first().code, QStringLiteral("unique"));
}

void LaptopCasesTest::aRoleGainsAnObject()
{
    SyncWorld world(1, SyncWorld::Access::Roles);
    SyncLaptop &lin = world.laptop(0);
    SyncParty &server = world.server();
    const Id campaign =
        server.create("campaign", {{QStringLiteral("name"), QStringLiteral("Fair")},
                                   {QStringLiteral("code"), QStringLiteral("F1")},
                                   {QStringLiteral("kind"), QStringLiteral("event")},
                                   {QStringLiteral("channel"), QStringLiteral("website")},
                                   {QStringLiteral("status"), QStringLiteral("planned")},
                                   {QStringLiteral("start_date"), QStringLiteral("2026-12-01")}});
    const Id product = server.create("product", {{QStringLiteral("name"), QStringLiteral("Pump")},
                                                 {QStringLiteral("code"), QStringLiteral("P1")},
                                                 {QStringLiteral("unit"), QStringLiteral("set")},
                                                 {QStringLiteral("status"), QStringLiteral("active")},
                                                 {QStringLiteral("standard_price"), QStringLiteral("100")}});
    world.syncAll();
    QVERIFY(lin.stored("campaign", campaign).isValid());
    const auto scopesWith = [&](const QString &object) {
        QStringList numbers;
        lin.workspace->readNow([&](ReadSession &session) {
            const auto held = session.replica().scopes().value();
            for (const ReplicaScope &scope : held) {
                if (scope.objects.join(QLatin1Char(' ')).contains(object + QLatin1Char(':')))
                    numbers.append(QString::number(scope.number));
            }
        });
        return numbers;
    };
    server.done("record.delete",
                {{QStringLiteral("object"), QStringLiteral("permission")},
                 {QStringLiteral("ids"), QJsonArray{Id::named("permission:sales_rep:campaign").toString()}}});
    // The list of scopes and the pull itself: what is lost leaves at once, and nothing else does.
    world.pull(lin, 500, 2);
    QVERIFY(!lin.stored("campaign", campaign).isValid());
    QVERIFY(lin.stored("product", product).isValid());
    world.pull(lin);
    const QStringList before = scopesWith(QStringLiteral("product"));
    server.create("permission", {{QStringLiteral("role_id"), Id::named("role:sales_rep").toString()},
                                 {QStringLiteral("object_type"), QStringLiteral("campaign")},
                                 {QStringLiteral("read"), QStringLiteral("all")}});
    // The members do not come any more.
    QVERIFY(!world.pull(lin, 500, 2));
    QVERIFY(lin.stored("product", product).isValid());
    world.pull(lin);
    QVERIFY(lin.stored("campaign", campaign).isValid());
    QCOMPARE(scopesWith(QStringLiteral("product")), before);
}

void LaptopCasesTest::aRoleChangesWhileTheLineBreaks()
{
    SyncWorld world(1, SyncWorld::Access::Roles);
    SyncLaptop &lin = world.laptop(0);
    const Id id = account(lin, QStringLiteral("Acme"));
    const Id ours = account(world.server(), QStringLiteral("Headquarters"));
    world.setRoles(world.user(0), {QStringLiteral("administrator")});
    world.syncAll();
    QVERIFY(lin.stored("account", ours).isValid());
    for (const QString &role : {QStringLiteral("sales_rep"), QStringLiteral("manager")}) {
        world.setRoles(world.user(0), {role});
        for (int requests = 1; !world.pull(lin, 500, requests); ++requests) {
            QVERIFY(lin.stored("account", id).isValid());
            world.crash(lin);
        }
        QVERIFY(lin.stored("account", id).isValid());
        if (role == QLatin1String("sales_rep"))
            QVERIFY(!lin.stored("account", ours).isValid());
    }
}

void LaptopCasesTest::aRoleChangeMakesNoConflicts()
{
    SyncWorld world(1, SyncWorld::Access::Roles);
    SyncLaptop &lin = world.laptop(0);
    const Id customer = account(lin, QStringLiteral("Acme"));
    const Id id = deal(lin, customer);
    world.syncAll();
    lin.update("opportunity", id, {{QStringLiteral("amount"), QStringLiteral("7000")}});
    for (const QString &role :
         {QStringLiteral("manager"), QStringLiteral("administrator"), QStringLiteral("sales_rep")}) {
        world.setRoles(world.user(0), {role});
        world.pull(lin);
    }
    world.sync(lin);
    QVERIFY(lin.inbox().isEmpty());
    QCOMPARE(world.server().stored("opportunity", id).value(u"amount").money().minor, 700000);
}

// What was typed meanwhile is no later than the server's own time, and what follows it is not before it.
void LaptopCasesTest::case30TheClockIsIn2099AndComesBack()
{
    SyncWorld world(2);
    SyncLaptop &lin = world.laptop(0), &anna = world.laptop(1);
    const Id id = lin.create("account", {{QStringLiteral("name"), QStringLiteral("Acme")}});
    world.syncAll();
    const Instant begin = world.clock().now();
    world.clock().set(*Instant::fromIso(u"2099-01-01T00:00:00Z", QTimeZone::utc()));
    lin.update("account", id, {{QStringLiteral("short_name"), QStringLiteral("far")}});
    const Id other = lin.create("account", {{QStringLiteral("name"), QStringLiteral("Of 2099")}});
    world.clock().set({begin.ms + 60'000});
    lin.update("account", id, {{QStringLiteral("name_en"), QStringLiteral("back")}});
    world.clock().advanceMs(60'000);
    anna.update("account", id, {{QStringLiteral("website"), QStringLiteral("https://acme.cn")}});
    world.sync(lin);
    world.syncAll();
    QVERIFY(lin.outbox().isEmpty() && lin.inbox().isEmpty() && anna.inbox().isEmpty());
    QCOMPARE(lin.contents(), world.server().contents());
    QCOMPARE(anna.contents(), world.server().contents());
    const Record stored = world.server().stored("account", id);
    for (const auto &[field, value] : {std::pair(u"short_name", "far"), std::pair(u"name_en", "back"),
                                       std::pair(u"website", "https://acme.cn")})
        QCOMPARE(stored.value(field).text(), QString::fromLatin1(value));
    for (const Id &one : {id, other}) {
        for (const QStringView at : {QStringView(u"created_at"), QStringView(u"updated_at")})
            QVERIFY(world.server().stored("account", one).value(at).instant().ms <= world.clock().now().ms);
    }
    // Its history goes on in the order in which it was typed, and nothing in it is in the future.
    world.server().workspace->readNow([&](ReadSession &session) {
        const auto lines = session.history({QStringLiteral("account"), id}, 10, 0).value();
        QCOMPARE(lines.size(), 4);
        for (const AuditRecord &line : lines)
            QVERIFY(line.entry.at.ms <= world.clock().now().ms);
    });
    // The clock being right again, what others do next wins as ever.
    anna.update("account", id, {{QStringLiteral("short_name"), QStringLiteral("near")}});
    world.sync(anna);
    world.sync(lin);
    QCOMPARE(lin.stored("account", id).value(u"short_name").text(), QStringLiteral("near"));
}

DW_TEST(LaptopCasesTest)

}  // namespace dw::test

#include "laptopcasestest.moc"
