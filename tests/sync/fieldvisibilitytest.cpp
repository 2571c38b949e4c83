// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text/sortkey.h"
#include "core/records/valuejson.h"
#include "core/store/sqlite/connection.h"
#include "tests/support/testrunner.h"
#include "tests/sync/syncworld.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
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
    static QSet<QString> words(SyncLaptop &laptop);
    static QStringList traces(SyncLaptop &laptop, const Id &id, const QString &field, const QString &canary);
    static std::unique_ptr<sqlite::Connection> file(SyncLaptop &laptop, sqlite::Connection::Mode mode)
    {
        auto connection =
            sqlite::Connection::open(laptop.folder.path() + QLatin1String("/w/workspace.db"), mode, 1024);
        return connection.ok() ? std::move(*connection) : nullptr;
    }
};

// Every word of every search index, pinyin included.
QSet<QString> FieldVisibilityTest::words(SyncLaptop &laptop)
{
    QSet<QString> found;
    // Temporary tables are written, too.
    const auto connection = file(laptop, sqlite::Connection::Mode::ReadWrite);
    if (!connection)
        qFatal("the file cannot be read");
    QStringList tables;
    {
        auto read = connection->prepare(
            "SELECT name FROM main.sqlite_schema WHERE name LIKE 'search:%' AND "
            "sql LIKE 'CREATE VIRTUAL%'");
        while (*read->step())
            tables.append(read->text(0));
    }
    for (const QString &table : std::as_const(tables)) {
        const QByteArray sql =
            "CREATE VIRTUAL TABLE temp.words USING fts5vocab('main','" + table.toUtf8() + "','row')";
        if (const auto made = connection->execute(sql); !made.ok())
            qFatal("%s", qPrintable(made.error().detail));
        {
            auto read = connection->prepare("SELECT term FROM temp.words");
            while (*read->step())
                found.insert(read->text(0));
        }
        (void)connection->execute("DROP TABLE temp.words");
    }
    return found;
}

// Where the laptop still has it: bytes of files, sort keys, and what has to be decoded first.
QStringList FieldVisibilityTest::traces(SyncLaptop &laptop, const Id &id, const QString &field,
                                        const QString &canary)
{
    QStringList found;
    const Collator collator;
    QDirIterator files(laptop.folder.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QByteArray bytes = file.readAll();
        if (bytes.contains(canary.toUtf8()) || bytes.contains(canary.toLower().toUtf8()))
            found.append(QLatin1String("bytes of ") + QFileInfo(file).fileName());
        if (bytes.contains(collator.sortKey(canary)))
            found.append(QLatin1String("sort key in ") + QFileInfo(file).fileName());
    }
    if (recordToJson(laptop.stored("account", id)).value(field).toString() == canary)
        found.append(QStringLiteral("row"));
    laptop.workspace->readNow([&](ReadSession &session) {
        const RecordRef ref{QStringLiteral("account"), id};
        if (const auto base = session.replica().base(ref).value();
            base && !base->server.value(field).isNull())
            found.append(QStringLiteral("base"));
        const auto says = [&](const QByteArray &json) { return json.contains(canary.toUtf8()); };
        const auto waiting = session.replica().outbox(0, -1).value();
        for (const OutboxEntry &entry : waiting) {
            if (says(entry.body) || says(entry.answer))
                found.append(QStringLiteral("outbox"));
        }
        const auto inbox = session.replica().inbox().value();
        for (const InboxEntry &entry : inbox) {
            if (says(entry.body) || says(entry.answer))
                found.append(QStringLiteral("inbox"));
        }
        const auto sent = session.replica().sent(-1, -1).value();
        for (const Replica::SentEntry &entry : sent) {
            if (says(entry.body))
                found.append(QStringLiteral("sent"));
        }
        const auto lines = session.history(ref, 1000, 0).value();
        for (const AuditRecord &line : lines) {
            if (says(QJsonDocument(line.entry.values).toJson()))
                found.append(QStringLiteral("audit"));
        }
        const auto undone = session.localValues(QStringLiteral("undo")).value();
        for (const QByteArray &value : undone) {
            if (says(value))
                found.append(QStringLiteral("undo"));
        }
        const auto drafts = session.localValues(QStringLiteral("draft")).value();
        for (const QByteArray &value : drafts) {
            if (says(value))
                found.append(QStringLiteral("draft"));
        }
    });
    found.removeDuplicates();
    return found;
}

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
    const QSet<QString> before = words(lin);
    world.server().update("account", id, one(field, first));
    world.syncAll();
    QVERIFY(!lin.stored("account", id).value(field).isNull());
    const QSet<QString> planted = words(lin) - before;
    // What she saw, what others made of it, and what waits for her: in the undo journal, the audit, the
    // outbox, the inbox and what was sent.
    QCOMPARE(lin.update("account", id, one(field, typed)).status, CommandResult::Status::Applied);
    world.server().update("account", id, one(field, second));
    world.sync(lin);
    QCOMPARE(lin.inbox().size(), 1);
    QCOMPARE(lin.update("account", id, one(field, typed)).status, CommandResult::Status::Applied);
    lin.update("account", id, {{QStringLiteral("headcount_band"), QStringLiteral("100_499")}});
    QVERIFY(!traces(lin, id, field, second).isEmpty());

    world.setFieldRight(QStringLiteral("sales_rep"), QStringLiteral("account"), field,
                        QStringLiteral("hidden"));
    world.pull(lin);
    lin.write([](WriteSession &) {});
    QVERIFY(lin.stored("account", id).isValid());
    for (const QString &canary : {first, second}) {
        QCOMPARE(traces(lin, id, field, canary), QStringList());
    }
    // What she typed is hers; the server refuses it.
    QVERIFY(lin.inbox().first().body.contains(typed.toUtf8()));
    world.sync(lin);
    QVERIFY(lin.stored("account", id).value(field).isNull());
    QCOMPARE(lin.inbox().last().code, QStringLiteral("forbidden_field"));
    const QSet<QString> left = words(lin) & planted;
    QVERIFY2(left.isEmpty(), qPrintable(QStringList(left.begin(), left.end()).join(QLatin1Char(' '))));
}

// The scan finds what a pull without its clean-up leaves.
void FieldVisibilityTest::theScanSeesWords()
{
    SyncWorld world(1, SyncWorld::Access::Roles);
    SyncLaptop &lin = world.laptop(0);
    const QString canary = QStringLiteral("Zanzibarwhistle");
    const Id id = world.server().create("account", {{QStringLiteral("name"), QStringLiteral("Neutral")},
                                                    {QStringLiteral("short_name"), canary},
                                                    {QStringLiteral("owner_id"), world.user(0).toString()}});
    world.syncAll();
    QVERIFY(words(lin).contains(canary.toLower()));
    world.setFieldRight(QStringLiteral("sales_rep"), QStringLiteral("account"), QStringLiteral("short_name"),
                        QStringLiteral("hidden"));
    world.setFault(SyncWorld::Fault::NotScrubbed);
    world.pull(lin);
    QVERIFY(!traces(lin, id, QStringLiteral("short_name"), canary).isEmpty());
    world.setFault(SyncWorld::Fault::None);
    world.pull(lin);
    QCOMPARE(traces(lin, id, QStringLiteral("short_name"), canary), QStringList());
}

// And a sort key that somebody forgot.
void FieldVisibilityTest::theScanSeesSortKeys()
{
    SyncWorld world(1, SyncWorld::Access::Roles);
    SyncLaptop &lin = world.laptop(0);
    const QString canary = QStringLiteral("鑫淼焱垚");
    const Id id = world.server().create("account", {{QStringLiteral("name"), canary},
                                                    {QStringLiteral("owner_id"), world.user(0).toString()}});
    world.syncAll();
    world.setFieldRight(QStringLiteral("sales_rep"), QStringLiteral("account"), QStringLiteral("name"),
                        QStringLiteral("hidden"));
    world.pull(lin);
    QCOMPARE(traces(lin, id, QStringLiteral("name"), canary), QStringList());
    {
        const auto connection = file(lin, sqlite::Connection::Mode::ReadWrite);
        auto write = connection->prepare("UPDATE account SET \"name:sort\"=?2 WHERE id=?1");
        write->bind(1, id);
        write->bindBlob(2, Collator().sortKey(canary));
        QVERIFY(write->run().ok());
    }
    QVERIFY(traces(lin, id, QStringLiteral("name"), canary)
                .join(QLatin1Char(' '))
                .contains(QLatin1String("sort key")));
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
