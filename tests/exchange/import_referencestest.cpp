// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/exchange/import_support.h"
#include "tests/support/testrunner.h"

namespace dw::test
{

// References that may point at records of several kinds.
class ImportReferencesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void referencesToAnyObjectAreFound();
    void followUpLogsFindTheirCustomers();
};

void ImportReferencesTest::referencesToAnyObjectAreFound()
{
    ImportWorld world;
    world.import(world.file(QStringLiteral("a.csv"), "Name,Phone,Revenue\nAlpha,,\nBeta,,\n"), AccountMap);
    world.import(world.file(QStringLiteral("c.csv"), "Name,Of\nZhang,Alpha\nBeta,Alpha\n"),
                 R"({"object": "contact", "accept_incomplete": true,
 "columns": {"Name": "name", "Of": {"to": "account_id", "by": "name"}}})");
    const ImportReport report = world.import(world.file(QStringLiteral("t.csv"),
                                                        "Subject,Due,About\n"
                                                        "one,2026-12-01,Alpha\n"
                                                        "two,2026-12-01,Zhang\n"
                                                        "three,2026-12-01,Contact: Beta\n"
                                                        "four,2026-12-01,客户：Beta\n"
                                                        "five,2026-12-01,Beta\n"
                                                        "six,2026-12-01,Nobody\n"
                                                        "seven,2026-12-01,\n"),
                                             R"({"object": "task", "accept_incomplete": true,
 "columns": {"Subject": "subject", "Due": "due_at", "About": "related"}})");
    QCOMPARE(report.counts.created, 5);
    QCOMPARE(report.counts.rejected, 2);
    const auto about = [&world](const char *subject) {
        const RecordRef ref = world
                                  .record(QStringLiteral("task"),
                                          QStringLiteral("subject = \"%1\"").arg(QLatin1String(subject)))
                                  .value(u"related")
                                  .recordRef();
        if (ref.id.isNull())
            return QString();
        return ref.object + QLatin1Char(' ') +
               world.record(ref.object, QStringLiteral("id = \"%1\"").arg(ref.id.toString()))
                   .title(Language::English);
    };
    QCOMPARE(about("one"), QStringLiteral("account Alpha"));
    QCOMPARE(about("two"), QStringLiteral("contact Zhang"));
    QCOMPARE(about("three"), QStringLiteral("contact Beta"));
    QCOMPARE(about("four"), QStringLiteral("account Beta"));
    QCOMPARE(about("seven"), QString());
}

// What a spreadsheet has of calls and visits: the customer by its name, its own author and its own date.
void ImportReferencesTest::followUpLogsFindTheirCustomers()
{
    ImportWorld world;
    world.import(
        world.file(QStringLiteral("u.csv"), "Name,Login\nLin,lin\n"),
        R"({"object": "user", "accept_incomplete": true, "columns": {"Name": "name", "Login": "login"}})");
    world.import(world.file(QStringLiteral("a.csv"), "Name,Phone\nAlpha Works,\n"),
                 R"({"object": "account", "columns": {"Name": "name"}})");
    world.import(world.file(QStringLiteral("c.csv"), "Name,Of\nZhang,Alpha Works\n"),
                 R"({"object": "contact", "accept_incomplete": true,
 "columns": {"Name": "name", "Of": {"to": "account_id", "by": "name"}}})");
    const QByteArray map = R"({"object": "activity", "accept_incomplete": true, "columns": {
 "Kind": "kind", "What": "subject", "When": "occurred_at", "Who": {"to": "performer_id", "by": "name"},
 "About": "related"}})";
    const ImportReport report = world.import(world.file(QStringLiteral("logs.csv"),
                                                        "Kind,What,When,Who,About\n"
                                                        "Call,first,2026-03-02,Lin,Alpha Works\n"
                                                        "Visit,second,2026-03-09,Lin,Zhang\n"
                                                        "Call,third,2026-03-10,Nobody,Alpha Works\n"
                                                        "Call,fourth,2026-03-10,Lin,Omega\n"
                                                        "Call,fifth,2026-03-10,Lin,User: Lin\n"),
                                             map);
    QCOMPARE(report.counts.created, 2);
    // Neither an unknown author nor an unknown customer is guessed, and nobody is a customer of the log.
    QCOMPARE(report.counts.rejected, 3);
    const Record account = world.record(QStringLiteral("account"), QStringLiteral("name = \"Alpha Works\""));
    const Record lin = world.record(QStringLiteral("user"), QStringLiteral("login = \"lin\""));
    const Record call = world.record(QStringLiteral("activity"), QStringLiteral("subject = \"first\""));
    QCOMPARE(call.value(u"related").recordRef(), account.ref());
    QCOMPARE(call.value(u"account_id").id(), account.id());
    QCOMPARE(call.value(u"performer_id").id(), lin.id());
    QVERIFY(call.value(u"occurred_at").instant().toIso().startsWith(QLatin1String("2026-03-0")));
    const Record visit = world.record(QStringLiteral("activity"), QStringLiteral("subject = \"second\""));
    QCOMPARE(visit.value(u"related").recordRef().object, QStringLiteral("contact"));
    QCOMPARE(visit.value(u"account_id").id(), account.id());
}

DW_TEST(ImportReferencesTest)

}  // namespace dw::test

#include "import_referencestest.moc"
