// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testrunner.h"
#include "tests/sync/canaryscan.h"

#include <QJsonArray>
#include <QTest>

namespace dw::test
{

// A field that a user may not read any more leaves the laptop with the next pull, wherever its values went; a
// field that is granted comes (sync-protocol.md 3.12).
class FieldVisibilityTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFieldLeaves_data();
    void aFieldLeaves();
    void theScanSeesWords();
    void theScanSeesSortKeys();
    void aFieldComesBack();
    void partsLoseTheirFieldsToo();
    void manyRowsLoseIt();

private:
    static QJsonObject one(const QString &field, const QJsonValue &value) { return {{field, value}}; }
};

void FieldVisibilityTest::aFieldLeaves_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("second");
    QTest::addColumn<QString>("typed");
    const auto row = [](const char *field, const QString &first, const QString &second,
                        const QString &typed) {
        QTest::newRow(field) << QString::fromLatin1(field) << first << second << typed;
    };
    row("name", QStringLiteral("鑫淼焱垚 Zanzibarwhistle"), QStringLiteral("赑屃饕餮 Quetzalbrook"),
        QStringLiteral("Acme"));
    row("short_name", QStringLiteral("鑫淼焱垚"), QStringLiteral("赑屃饕餮"), QStringLiteral("Acme"));
    row("name_en", QStringLiteral("Zanzibarwhistle"), QStringLiteral("Quetzalbrook"), QStringLiteral("Acme"));
    row("phone", QStringLiteral("+862155667788"), QStringLiteral("+862199887766"),
        QStringLiteral("+862111112222"));
    row("website", QStringLiteral("https://zanzibarwhistle.cn"), QStringLiteral("https://quetzalbrook.cn"),
        QStringLiteral("https://acme.cn"));
    row("tax_no", QStringLiteral("918273645918273"), QStringLiteral("827364519827364"),
        QStringLiteral("110000000000000"));
    row("preferences", QStringLiteral("鑫淼焱垚"), QStringLiteral("Quetzalbrook"), QStringLiteral("tea"));
    row("credit_limit", QStringLiteral("918273645.00"), QStringLiteral("827364519.00"),
        QStringLiteral("1000.00"));
}

void FieldVisibilityTest::aFieldLeaves()
{
    QFETCH(QString, field);
    QFETCH(QString, first);
    QFETCH(QString, second);
    QFETCH(QString, typed);
    SyncWorld world(1, SyncWorld::Access::Roles);
    SyncLaptop &lin = world.laptop(0);
    const Id id = world.server().create("account", {{QStringLiteral("name"), QStringLiteral("Neutral")},
                                                    {QStringLiteral("owner_id"), world.user(0).toString()}});
    world.syncAll();
    CanaryScan scan(lin);
    world.server().update("account", id, one(field, first));
    world.syncAll();
    QVERIFY(!lin.stored("account", id).value(field).isNull());
    scan.planted();
    // What she saw, what others made of it, and what waits for her: in the undo journal, the audit, the
    // outbox, the inbox and what was sent.
    QCOMPARE(lin.update("account", id, one(field, typed)).status, CommandResult::Status::Applied);
    world.server().update("account", id, one(field, second));
    world.sync(lin);
    QCOMPARE(lin.inbox().size(), 1);
    QCOMPARE(lin.update("account", id, one(field, typed)).status, CommandResult::Status::Applied);
    lin.update("account", id, {{QStringLiteral("headcount_band"), QStringLiteral("100_499")}});
    // An amount stands there as a whole number.
    const QStringList canaries{first, second, first.section(QLatin1Char('.'), 0, 0),
                               second.section(QLatin1Char('.'), 0, 0)};
    QVERIFY(!scan.traces(canaries.mid(1)).isEmpty());

    world.setFieldRight(QStringLiteral("sales_rep"), QStringLiteral("account"), field,
                        QStringLiteral("hidden"));
    world.pull(lin);
    lin.write([](WriteSession &) {});
    QVERIFY(lin.stored("account", id).isValid());
    // Without the words: one of them she typed, too.
    const QStringList left = CanaryScan(lin).traces(canaries);
    QVERIFY2(left.isEmpty(), qPrintable(left.join(QLatin1Char('\n'))));
    lin.workspace->readNow([&](ReadSession &session) {
        const auto base = session.replica().base({QStringLiteral("account"), id}).value();
        QVERIFY(base && base->server.value(field).isNull());
    });
    // What she typed is hers; the server refuses it.
    QVERIFY(lin.inbox().first().body.contains(typed.toUtf8()));
    world.sync(lin);
    QVERIFY(lin.stored("account", id).value(field).isNull());
    QCOMPARE(lin.inbox().last().code, QStringLiteral("forbidden_field"));
    QCOMPARE(scan.traces(canaries), QStringList());
}

// The scan finds what a pull leaves that cleans the pages and not the search index.
void FieldVisibilityTest::theScanSeesWords()
{
    SyncWorld world(1, SyncWorld::Access::Roles);
    SyncLaptop &lin = world.laptop(0);
    const QString canary = QStringLiteral("Zanzibarwhistle"), other = QStringLiteral("鑫淼焱垚");
    const Id id = world.server().create("account", {{QStringLiteral("name"), QStringLiteral("Neutral")},
                                                    {QStringLiteral("owner_id"), world.user(0).toString()}});
    world.syncAll();
    CanaryScan scan(lin);
    world.server().update("account", id, one(QStringLiteral("short_name"), canary + other));
    world.syncAll();
    scan.planted();
    QVERIFY(scan.words().contains(canary.toLower()));
    world.setFieldRight(QStringLiteral("sales_rep"), QStringLiteral("account"), QStringLiteral("short_name"),
                        QStringLiteral("hidden"));
    world.setFault(SyncWorld::Fault::NotScrubbed);
    world.pull(lin);
    lin.write([](WriteSession &session) { QVERIFY(session.scrub({}).value()); });
    const QStringList left = scan.traces({canary, other});
    QVERIFY2(!left.isEmpty() && left.filter(QStringLiteral("value: ")).isEmpty(),
             qPrintable(left.join(QLatin1Char('\n'))));
    world.setFault(SyncWorld::Fault::None);
    world.pull(lin);
    QCOMPARE(scan.traces({canary, other}), QStringList());
}

// And, where all else is cleaned, the sort keys.
void FieldVisibilityTest::theScanSeesSortKeys()
{
    SyncWorld world(1, SyncWorld::Access::Roles);
    SyncLaptop &lin = world.laptop(0);
    const QString canary = QStringLiteral("鑫淼焱垚");
    const CanaryScan scan(lin);
    world.server().create("account", {{QStringLiteral("name"), canary},
                                      {QStringLiteral("owner_id"), world.user(0).toString()}});
    world.syncAll();
    // What empties the field does not empty its sort key.
    scan.execute(
        "CREATE TRIGGER \"keeps\" AFTER UPDATE ON account WHEN NEW.\"name:sort\" IS NULL BEGIN "
        "UPDATE account SET \"name:sort\"=OLD.\"name:sort\" WHERE rowid=NEW.rowid; END");
    world.setFieldRight(QStringLiteral("sales_rep"), QStringLiteral("account"), QStringLiteral("name"),
                        QStringLiteral("hidden"));
    world.pull(lin);
    const QStringList left = scan.traces({canary});
    QVERIFY2(left.contains(QStringLiteral("sort key: account.name:sort")) &&
                 left.filter(QStringLiteral("sort key: ")).size() == left.size(),
             qPrintable(left.join(QLatin1Char('\n'))));
}

void FieldVisibilityTest::aFieldComesBack()
{
    SyncWorld world(2, SyncWorld::Access::Roles);
    SyncLaptop &lin = world.laptop(0);
    const Id id =
        world.server().create("account", {{QStringLiteral("name"), QStringLiteral("Acme")},
                                          {QStringLiteral("tax_no"), QStringLiteral("918273645")},
                                          {QStringLiteral("tier_tags"), QJsonArray{QStringLiteral("gold")}},
                                          {QStringLiteral("owner_id"), world.user(0).toString()}});
    for (const char *field : {"tax_no", "tier_tags"})
        world.setFieldRight(QStringLiteral("sales_rep"), QStringLiteral("account"),
                            QString::fromLatin1(field), QStringLiteral("hidden"));
    world.syncAll();
    QVERIFY(lin.stored("account", id).value(u"tax_no").isNull());
    QVERIFY(lin.stored("account", id).value(u"tier_tags").isNull());
    for (const char *field : {"tax_no", "tier_tags"})
        world.setFieldRight(QStringLiteral("sales_rep"), QStringLiteral("account"),
                            QString::fromLatin1(field), QStringLiteral("read"));
    // Not all of it in one go: the line breaks, the power fails.
    for (int requests = 1; !world.pull(lin, 500, requests); ++requests)
        world.crash(lin);
    QCOMPARE(lin.stored("account", id).value(u"tax_no").text(), QStringLiteral("918273645"));
    QVERIFY(!lin.stored("account", id).value(u"tier_tags").isNull());
}

void FieldVisibilityTest::partsLoseTheirFieldsToo()
{
    SyncWorld world(1, SyncWorld::Access::Roles);
    SyncLaptop &lin = world.laptop(0);
    const Id customer = lin.create("account", {{QStringLiteral("name"), QStringLiteral("Acme")}});
    const Id deal =
        lin.create("opportunity", {{QStringLiteral("name"), QStringLiteral("Deal")},
                                   {QStringLiteral("account_id"), customer.toString()},
                                   {QStringLiteral("amount"), QStringLiteral("5000")},
                                   {QStringLiteral("expected_close"), QStringLiteral("2027-01-15")},
                                   {QStringLiteral("next_step"), QStringLiteral("Call")},
                                   {QStringLiteral("next_step_at"), QStringLiteral("2026-11-25T02:00:00Z")}});
    const Id line = lin.create("opportunity_line", {{QStringLiteral("opportunity_id"), deal.toString()},
                                                    {QStringLiteral("line_no"), 1},
                                                    {QStringLiteral("free_text"), QStringLiteral("Pump")},
                                                    {QStringLiteral("qty"), QStringLiteral("2")},
                                                    {QStringLiteral("unit_price"), QStringLiteral("100")}});
    world.syncAll();
    const QString role = QStringLiteral("sales_rep"), object = QStringLiteral("opportunity_line");
    world.setFieldRight(role, object, QStringLiteral("free_text"), QStringLiteral("hidden"));
    world.pull(lin);
    QVERIFY(lin.stored("opportunity_line", line).value(u"free_text").isNull());
    world.setFieldRight(role, object, QStringLiteral("free_text"), QStringLiteral("read"));
    world.pull(lin);
    QCOMPARE(lin.stored("opportunity_line", line).value(u"free_text").text(), QStringLiteral("Pump"));
}

void FieldVisibilityTest::manyRowsLoseIt()
{
    constexpr int Rows = 5600;
    SyncWorld world(1, SyncWorld::Access::Roles);
    SyncLaptop &lin = world.laptop(0);
    lin.write([&](WriteSession &session) {
        QVERIFY(session.begin(Durability::Redoable).ok());
        const QList<ReplicaScope> scopes = session.replica().scopes().value();
        const auto scope = std::find_if(scopes.begin(), scopes.end(), [](const ReplicaScope &one) {
            return one.objects.join(QLatin1Char(' ')).contains(QLatin1String("account:"));
        });
        QVERIFY(scope != scopes.end());
        const ObjectTypePtr type = lin.runner->configuration()->dictionary->find(u"account");
        ChangeSet changes;
        for (int i = 0; i < Rows; ++i) {
            Record record(type, Id::named(QByteArray::number(i)));
            record.set(u"name", QStringLiteral("Customer"));
            record.set(u"tax_no", QStringLiteral("918273645"));
            record.set(u"rev", Value(qint64(1)));
            changes.create(record);
            QVERIFY(session.replica().setRoot({record.ref(), 1, {scope->number}}).ok());
        }
        session.setRevisions({Revisions::By::Given});
        QVERIFY(session.apply(changes).ok());
        QVERIFY(session.commit().ok());
    });
    world.setFieldRight(QStringLiteral("sales_rep"), QStringLiteral("account"), QStringLiteral("tax_no"),
                        QStringLiteral("hidden"));
    // The power fails after the first batch.
    world.setSettles(false);
    QVERIFY(!world.pull(lin));
    lin.workspace->readNow([&](ReadSession &session) {
        QVERIFY(!session.replica().value(QStringLiteral("hiding")).value().isEmpty());
    });
    world.crash(lin);
    world.setSettles(true);
    world.pull(lin);
    for (int i = 0; i < Rows; ++i)
        QVERIFY(lin.stored("account", Id::named(QByteArray::number(i))).value(u"tax_no").isNull());
}

DW_TEST(FieldVisibilityTest)

}  // namespace dw::test

#include "fieldvisibilitytest.moc"
