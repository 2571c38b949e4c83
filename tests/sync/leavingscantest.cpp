// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/importrecords.h"
#include "tests/support/testrunner.h"
#include "tests/sync/canaryscan.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QTest>

#include <vector>

namespace dw::test
{

namespace
{

QString text(const char *latin)
{
    return QString::fromLatin1(latin);
}

// In Han, Latin and digits, as names, numbers and amounts.
const QStringList Canaries{QStringLiteral("鑫淼焱垚"),
                           QStringLiteral("Zanzibarwhistle"),
                           QStringLiteral("918273645"),
                           QStringLiteral("赑屃饕餮"),
                           QStringLiteral("Quetzalbrook"),
                           QStringLiteral("827364519"),
                           QStringLiteral("鑫淼焱垚 Zanzibarwhistle"),
                           QStringLiteral("赑屃饕餮 Quetzalbrook")};

}  // namespace

// Records that leave a laptop as a whole, with all that was made of them here: no trace of what the server
// said stays in its files (G7, I9). And the scan that says so sees what any one part of the clean-up alone
// would leave.
class LeavingScanTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingStaysOfWhatLeaves();
    void theSearchCleanUpIsMissedAlone();
    void theSortKeysAreMissedAlone();

private:
    struct Holding
    {
        Id account, contact, deal, task;
    };
    // Laptop 0's user sees everything, until leave().
    static Holding plant(SyncWorld &world, CanaryScan &scan);
    static void workWith(SyncWorld &world, const Holding &held);
    static void importOver(SyncLaptop &laptop, const QString &number, const QString &name);
    static void leave(SyncWorld &world)
    {
        world.setRoles(world.user(0), {text("sales_rep")});
        world.pull(world.laptop(0));
    }
    static bool any(const QStringList &traces, const char *kind)
    {
        return !traces.filter(QRegularExpression(QLatin1Char('^') + text(kind))).isEmpty();
    }
};

LeavingScanTest::Holding LeavingScanTest::plant(SyncWorld &world, CanaryScan &scan)
{
    SyncParty &server = world.server();
    const QJsonValue owner = world.user(1).toString();
    const QString first = Canaries[6];
    Holding held;
    held.account = server.create("account", {{text("name"), first},
                                             {text("short_name"), Canaries[0]},
                                             {text("name_en"), Canaries[1]},
                                             {text("phone"), QLatin1String("+8613") + Canaries[2]},
                                             {text("tax_no"), Canaries[2]},
                                             {text("credit_limit"), Canaries[2] + text(".00")},
                                             {text("owner_id"), owner}});
    held.contact = server.create("contact", {{text("name"), first},
                                             {text("account_id"), held.account.toString()},
                                             {text("email"), Canaries[1].toLower() + text("@zebra.example")},
                                             {text("id_number"), Canaries[2]},
                                             {text("owner_id"), owner}});
    held.deal = server.create("opportunity", {{text("name"), first},
                                              {text("account_id"), held.account.toString()},
                                              {text("amount"), Canaries[2] + text(".00")},
                                              {text("owner_id"), owner},
                                              {text("expected_close"), text("2030-03-31")},
                                              {text("next_step"), first},
                                              {text("next_step_at"), text("2030-01-07T01:00:00Z")}});
    held.task = server.create("task", {{text("subject"), first},
                                       {text("due_at"), text("2026-12-01T02:00:00.000Z")},
                                       {text("related"), QJsonObject{{text("object"), text("opportunity")},
                                                                     {text("id"), held.deal.toString()}}},
                                       {text("owner_id"), owner}});
    server.create("comment", {{text("related"), QJsonObject{{text("object"), text("account")},
                                                            {text("id"), held.account.toString()}}},
                              {text("body"), first}});
    world.syncAll();
    scan.planted();
    return held;
}

// What the laptop notes of it besides: the undo journal, the audit, what was sent, the inbox, what waits and
// the server's rows under it, the journal of an import.
void LeavingScanTest::workWith(SyncWorld &world, const Holding &held)
{
    SyncLaptop &lin = world.laptop(0);
    QCOMPARE(lin.update("account", held.account, {{text("name"), text("Acme")}}).status,
             CommandResult::Status::Applied);
    world.server().update("account", held.account, {{text("name"), Canaries[7]}});
    world.sync(lin);
    QCOMPARE(lin.inbox().size(), 1);
    QVERIFY(lin.inbox().first().answer.contains(Canaries[7].toUtf8()));
    importOver(lin, Canaries[2], text("Acme again"));
    QCOMPARE(lin.update("contact", held.contact, {{text("name"), text("Li")}}).status,
             CommandResult::Status::Applied);
    QCOMPARE(lin.update("opportunity", held.deal, {{text("next_step"), text("Call")}}).status,
             CommandResult::Status::Applied);
}

// A file that knows the customer by its tax number and says another name.
void LeavingScanTest::importOver(SyncLaptop &laptop, const QString &number, const QString &name)
{
    const ConfigurationPtr configuration = laptop.runner->configuration();
    ImportRecords::Options options;
    options.object = configuration->dictionary->find(u"account");
    options.match = {{options.object->indexOf(u"tax_no")}};
    options.acceptIncomplete = true;
    options.fileName = text("customers.csv");
    options.encoding = text("utf_8");
    options.mapping = text("{}");
    options.fileSha256 = QByteArray(32, 'x');
    options.checkedBy = configuration;
    ImportRow row;
    row.row = 2;
    row.values.append({options.object->indexOf(u"tax_no"), Value(number)});
    row.values.append({options.object->indexOf(u"name"), Value(name)});
    const std::vector<ImportRow> rows{row};
    ImportRecords records(*laptop.runner, laptop.actor, options);
    laptop.write([&](WriteSession &session) {
        QList<ImportOutcome> outcomes;
        QVERIFY(records.start(session, {}).ok());
        QCOMPARE(records.run(session, std::span<const ImportRow>(rows), outcomes).value(), 1);
        for (bool finished = false; !finished;) {
            const auto ended = records.finish(session);
            QVERIFY(ended.ok());
            finished = *ended;
        }
    });
    QCOMPARE(records.counts().updated, 1);
}

void LeavingScanTest::nothingStaysOfWhatLeaves()
{
    SyncWorld world(2, SyncWorld::Access::Roles);
    SyncLaptop &lin = world.laptop(0);
    world.setRoles(world.user(0), {text("administrator")});
    world.syncAll();
    CanaryScan scan(lin);
    const Holding held = plant(world, scan);
    workWith(world, held);
    QStringList before = scan.traces(Canaries);
    for (const char *kind :
         {"word", "sort key", "bytes", "value: dw:outbox", "value: dw:inbox", "value: dw:base",
          "value: dw:local", "value: audit_value", "value: account.credit_limit"})
        QVERIFY2(any(before, kind), qPrintable(text(kind) + text(" in ") + before.join(QLatin1Char('\n'))));

    leave(world);
    lin.write([](WriteSession &) {});
    const QStringList left = scan.traces(Canaries);
    QVERIFY2(left.isEmpty(), qPrintable(left.join(QLatin1Char('\n'))));
    for (const auto &[object, id] : {std::pair("account", held.account), std::pair("contact", held.contact),
                                     std::pair("opportunity", held.deal), std::pair("task", held.task)})
        QVERIFY2(!lin.stored(object, id).isValid(), object);
    // What was typed is not the server's.
    QVERIFY(lin.inbox().first().body.contains("Acme"));
}

// Each by itself: the pages are clean.
void LeavingScanTest::theSearchCleanUpIsMissedAlone()
{
    SyncWorld world(2, SyncWorld::Access::Roles);
    SyncLaptop &lin = world.laptop(0);
    world.setRoles(world.user(0), {text("administrator")});
    world.syncAll();
    CanaryScan scan(lin);
    plant(world, scan);
    world.setFault(SyncWorld::Fault::NotScrubbed);
    leave(world);
    lin.write([](WriteSession &session) { QVERIFY(session.scrub({}).value()); });
    const QStringList traces = scan.traces(Canaries);
    QVERIFY2(!traces.isEmpty() && !any(traces, "value") && !any(traces, "sort key"),
             qPrintable(traces.join(QLatin1Char('\n'))));
    world.setFault(SyncWorld::Fault::None);
    world.pull(lin);
    QCOMPARE(scan.traces(Canaries), QStringList());
}

// What takes a row away forgets its sort key: the words go, the pages are clean.
void LeavingScanTest::theSortKeysAreMissedAlone()
{
    SyncWorld world(2, SyncWorld::Access::Roles);
    SyncLaptop &lin = world.laptop(0);
    world.setRoles(world.user(0), {text("administrator")});
    world.syncAll();
    CanaryScan scan(lin);
    plant(world, scan);
    scan.execute(
        "CREATE TABLE \"kept\"(key BLOB); CREATE TRIGGER \"keeps\" BEFORE DELETE ON account BEGIN "
        "INSERT INTO \"kept\" VALUES(OLD.\"name:sort\"); END");
    leave(world);
    const QStringList traces = scan.traces(Canaries);
    QVERIFY2(any(traces, "sort key: kept") && !any(traces, "word") && !any(traces, "value") &&
                 !any(traces, "bytes"),
             qPrintable(traces.join(QLatin1Char('\n'))));
}

DW_TEST(LeavingScanTest)

}  // namespace dw::test

#include "leavingscantest.moc"
