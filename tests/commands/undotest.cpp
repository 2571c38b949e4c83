// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/commands/dealworld.h"
#include "tests/support/testrunner.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <algorithm>

namespace dw::test
{

// What Ctrl+Z takes back (DESIGN 3).
class UndoTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void deletingIsTakenBackWithWhatWentAlong();
    void creatingIsTakenBack();
    void creatingWithDealsOnItStays();
    void aBulkChangeKeepsWhatOthersChanged();
    void aStageMoveThroughAGate();
    void aStageMoveThatWasBuiltOnStays();
    void sumsFollow();
    void oneAfterTheOther();
    void anotherPersonsChangeStays();

private:
    static bool hinted(const CommandResult &result, const char *field)
    {
        return std::any_of(result.findings.begin(), result.findings.end(), [field](const Finding &finding) {
            return finding.key == QLatin1String("undo.kept") && finding.field == QLatin1String(field);
        });
    }
    static QJsonObject one(const char *object, const Id &id)
    {
        return {{QStringLiteral("object"), QString::fromLatin1(object)},
                {QStringLiteral("ids"), QJsonArray{id.toString()}}};
    }
    static CommandResult undo(DealWorld &world, const CommandResult &what)
    {
        return world.attempt("change.undo", {{QStringLiteral("transaction"), what.transaction.toString()}});
    }
};

void UndoTest::deletingIsTakenBackWithWhatWentAlong()
{
    DealWorld world;
    const Id account = world.account(QStringLiteral("Alpha"));
    const Id contact = world.create("contact", {{QStringLiteral("name"), QStringLiteral("Zhang")},
                                                {QStringLiteral("account_id"), account.toString()}});
    const Record before = world.stored("account", account);
    const CommandResult deleted = world.run("record.delete", one("account", account));
    QVERIFY(world.stored("account", account).isDeleted() && world.stored("contact", contact).isDeleted());
    const CommandResult undone = undo(world, deleted);
    QCOMPARE(undone.status, CommandResult::Status::Applied);
    QVERIFY(undone.findings.isEmpty());
    QVERIFY(!world.stored("contact", contact).isDeleted());
    Record after = world.stored("account", account);
    for (const char16_t *key : {u"rev", u"updated_at", u"updated_by"})
        after.set(QStringView(key), before.value(QStringView(key)));
    QVERIFY(after == before);
    QCOMPARE(undo(world, deleted).error.code, ErrorCode::NotFound);
}

void UndoTest::creatingIsTakenBack()
{
    DealWorld world;
    const CommandResult made = world.run(
        "record.create",
        {{QStringLiteral("object"), QStringLiteral("account")},
         {QStringLiteral("set"), QJsonObject{{QStringLiteral("name"), QStringLiteral("Alpha")},
                                             {QStringLiteral("industry"), QStringLiteral("machinery")}}}});
    const Id account = made.ids.first();
    // What belongs to it alone goes to the bin with it, and comes back with it.
    const Id contact = world.create("contact", {{QStringLiteral("name"), QStringLiteral("Zhang")},
                                                {QStringLiteral("account_id"), account.toString()}});
    world.undo(made);
    QVERIFY(world.stored("account", account).isDeleted());
    QVERIFY(world.stored("contact", contact).isDeleted());
    world.run("record.restore", one("account", account));
    QVERIFY(!world.stored("contact", contact).isDeleted());
}

void UndoTest::creatingWithDealsOnItStays()
{
    DealWorld world;
    const CommandResult made = world.run(
        "record.create",
        {{QStringLiteral("object"), QStringLiteral("account")},
         {QStringLiteral("set"), QJsonObject{{QStringLiteral("name"), QStringLiteral("Alpha")},
                                             {QStringLiteral("industry"), QStringLiteral("machinery")}}}});
    const Id account = made.ids.first();
    const Id deal = world.deal(QStringLiteral("Line"), account);
    const CommandResult refused = undo(world, made);
    QCOMPARE(refused.status, CommandResult::Status::Refused);
    QCOMPARE(refused.findings.first().key, QStringLiteral("command.has_children"));
    QVERIFY(!world.stored("account", account).isDeleted());
    world.remove("opportunity", deal);
    QCOMPARE(undo(world, made).status, CommandResult::Status::Applied);
    QVERIFY(world.stored("account", account).isDeleted());
}

void UndoTest::aBulkChangeKeepsWhatOthersChanged()
{
    DealWorld world;
    QJsonArray ids;
    QList<Id> accounts;
    for (const char *name : {"Alpha", "Beta", "Gamma"}) {
        accounts.append(world.account(QString::fromLatin1(name)));
        ids.append(accounts.last().toString());
    }
    const CommandResult bulk = world.run(
        "record.bulk_update",
        {{QStringLiteral("object"), QStringLiteral("account")},
         {QStringLiteral("ids"), ids},
         {QStringLiteral("set"), QJsonObject{{QStringLiteral("industry"), QStringLiteral("electronics")},
                                             {QStringLiteral("kind"), QStringLiteral("channel_partner")}}}});
    world.update("account", accounts[1], {{QStringLiteral("industry"), QStringLiteral("chemicals")}});
    const CommandResult undone = undo(world, bulk);
    QCOMPARE(undone.status, CommandResult::Status::Applied);
    QVERIFY(hinted(undone, "industry"));
    QCOMPARE(undone.findings.size(), 1);
    QCOMPARE(world.value("account", accounts[0], u"industry").text(), QStringLiteral("machinery"));
    QCOMPARE(world.value("account", accounts[1], u"industry").text(), QStringLiteral("chemicals"));
    QCOMPARE(world.value("account", accounts[2], u"industry").text(), QStringLiteral("machinery"));
    for (const Id &account : accounts)
        QVERIFY(world.value("account", account, u"kind").text() == QLatin1String("company"));
}

void UndoTest::aStageMoveThroughAGate()
{
    DealWorld world;
    const Id account = world.account(QStringLiteral("Alpha"));
    const Id deal = world.deal(QStringLiteral("Line"), account);
    const Record before = world.stored("opportunity", deal);
    const CommandResult moved = world.advance(deal, QStringLiteral("won"));
    QCOMPARE(world.value("opportunity", deal, u"result").text(), QStringLiteral("won"));
    // A call that is logged touches the deal, but is no change to it.
    world.run("activity.log",
              {{QStringLiteral("set"),
                QJsonObject{{QStringLiteral("kind"), QStringLiteral("call")},
                            {QStringLiteral("subject"), QStringLiteral("Hello")},
                            {QStringLiteral("occurred_at"), QStringLiteral("2026-11-19T02:00:00Z")},
                            {QStringLiteral("outcome"), QStringLiteral("positive")},
                            {QStringLiteral("duration_s"), 60},
                            {QStringLiteral("direction"), QStringLiteral("out")},
                            {QStringLiteral("performer_id"), world.actor.user.toString()},
                            {QStringLiteral("related"),
                             QJsonObject{{QStringLiteral("object"), QStringLiteral("opportunity")},
                                         {QStringLiteral("id"), deal.toString()}}}}}});
    const CommandResult undone = undo(world, moved);
    QVERIFY2(undone.status == CommandResult::Status::Applied, qPrintable(DealWorld::said(undone)));
    const Record after = world.stored("opportunity", deal);
    for (const char16_t *key : {u"stage_id", u"stage_entered_at", u"probability", u"result", u"won_at",
                                u"forecast_category", u"amount"})
        QCOMPARE(after.value(QStringView(key)), before.value(QStringView(key)));
    // Both lines stay, the second marked.
    int lines = 0, marked = 0;
    world.read([&](const Reader &reader) {
        const QList<Record> history =
            reader.children({QStringLiteral("opportunity"), deal}, QStringLiteral("stage_history")).value();
        for (const Record &line : history) {
            ++lines;
            const QByteArray gate = line.value(u"gate_result").text().toUtf8();
            marked += QJsonDocument::fromJson(gate).object().value(QLatin1String("undone")).toBool() ? 1 : 0;
        }
    });
    QCOMPARE(lines, 2);
    QCOMPARE(marked, 1);
}

void UndoTest::aStageMoveThatWasBuiltOnStays()
{
    DealWorld world;
    const Id account = world.account(QStringLiteral("Alpha"));
    const Id deal = world.deal(QStringLiteral("Line"), account);
    const CommandResult moved = world.advance(deal, QStringLiteral("won"));
    const CommandResult edited =
        world.run("record.update",
                  {{QStringLiteral("object"), QStringLiteral("opportunity")},
                   {QStringLiteral("id"), deal.toString()},
                   {QStringLiteral("set"), QJsonObject{{QStringLiteral("name"), QStringLiteral("Line 2")}}}});
    const CommandResult refused = undo(world, moved);
    QCOMPARE(refused.status, CommandResult::Status::Refused);
    QCOMPARE(refused.error.key, QStringLiteral("command.undo_built_on"));
    QCOMPARE(world.value("opportunity", deal, u"result").text(), QStringLiteral("won"));
    // What was built is taken away again: nothing stands on the move any more.
    world.undo(edited);
    world.run("data.export", {{QStringLiteral("object"), QStringLiteral("account")},
                              {QStringLiteral("file"), QStringLiteral("a.csv")}});
    QCOMPARE(undo(world, moved).status, CommandResult::Status::Applied);

    const CommandResult again = world.advance(deal, QStringLiteral("won"));
    world.run("data.export", {{QStringLiteral("object"), QStringLiteral("opportunity")},
                              {QStringLiteral("file"), QStringLiteral("a.csv")}});
    QCOMPARE(undo(world, again).status, CommandResult::Status::Refused);
}

void UndoTest::sumsFollow()
{
    DealWorld world;
    const Id account = world.account(QStringLiteral("Alpha"));
    const auto deal = [&](qint64 minor) {
        return world.deal(
            QString::number(minor), account,
            {{QStringLiteral("amount"), QJsonObject{{QStringLiteral("minor"), minor},
                                                    {QStringLiteral("currency"), QStringLiteral("CNY")}}}});
    };
    const Id first = deal(100), second = deal(7000);
    const CommandResult won = world.advance(first, QStringLiteral("won"));
    world.advance(second, QStringLiteral("won"));
    const auto total = [&] { return world.value("account", account, u"total_won").money().minor; };
    QCOMPARE(total(), qint64(7100));
    // The sum has moved on since; that is no reason to keep it, nor to speak of it.
    const CommandResult undone = undo(world, won);
    QCOMPARE(undone.status, CommandResult::Status::Applied);
    QVERIFY2(undone.findings.isEmpty(), qPrintable(DealWorld::said(undone)));
    QCOMPARE(total(), qint64(7000));
    QCOMPARE(world.value("account", account, u"order_count"), Value(qint64(1)));
}

void UndoTest::oneAfterTheOther()
{
    DealWorld world;
    const Id account = world.account(QStringLiteral("Alpha"));
    const QStringList industries{QStringLiteral("electronics"), QStringLiteral("chemicals"),
                                 QStringLiteral("machinery"), QStringLiteral("electronics")};
    for (const QString &industry : industries)
        world.update("account", account, {{QStringLiteral("industry"), industry}});
    for (int i = int(industries.size()) - 2; i >= 0; --i) {
        world.run("change.undo", {});
        QCOMPARE(world.value("account", account, u"industry").text(), industries[i]);
    }
    world.run("change.undo", {});
    QCOMPARE(world.value("account", account, u"industry").text(), QStringLiteral("machinery"));
    world.run("change.undo", {});
    QVERIFY(world.stored("account", account).isDeleted());
    QCOMPARE(world.attempt("change.undo", {}).error.code, ErrorCode::NotFound);
}

void UndoTest::anotherPersonsChangeStays()
{
    DealWorld world;
    const CommandResult made =
        world.run("record.create",
                  {{QStringLiteral("object"), QStringLiteral("competitor")},
                   {QStringLiteral("set"), QJsonObject{{QStringLiteral("name"), QStringLiteral("Fair")}}}});
    world.actor.user = Id::named("user:somebody");
    QCOMPARE(undo(world, made).status, CommandResult::Status::Refused);
    QCOMPARE(world.attempt("change.undo", {}).error.code, ErrorCode::NotFound);
}

DW_TEST(UndoTest)

}  // namespace dw::test

#include "undotest.moc"
