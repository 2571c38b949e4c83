// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/postgres/postgresworkspace.h"
#include "core/store/postgres/schema.h"
#include "tests/store/workspacefixture.h"
#include "tests/support/files.h"
#include "tests/support/postgresserver.h"
#include "tests/support/testrunner.h"

#include <QCryptographicHash>
#include <QFile>
#include <QTest>

namespace dw::test
{

// A workspace in a database, opened by two servers.
class PostgresWorkspaceTest : public WorkspaceFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        prepare();
        Workspace::NewWorkspace options;
        options.zoneName = "Asia/Shanghai";
        options.currency = Currency::fromCode(u"CNY").value();
        const auto made =
            postgres::PostgresWorkspace::create(address(), options, m_dictionary, m_clock, *m_ids);
        QVERIFY2(made.ok(), made.ok() ? "" : qPrintable(made.error().detail));
        m_id = *made;
        m_one = open("one");
        m_two = open("two");
    }
    void cleanup()
    {
        m_one.reset();
        m_two.reset();
        QVERIFY(postgres::PostgresWorkspace::remove(address(), m_id).ok());
    }

    void whatOneWritesTheOtherReads()
    {
        QCOMPARE(m_one->info().id, m_id);
        QCOMPARE(m_one->info().device, m_two->info().device);
        const Record acme = company(QStringLiteral("Acme"));
        QVERIFY(save(*m_one, acme).ok());
        Result<Record> found = Record();
        m_two->readNow([&](ReadSession &session) { found = session.find(acme.typePointer(), acme.id()); });
        QVERIFY(found.ok());
        QCOMPARE(found->value(u"name").text(), QStringLiteral("Acme"));
        QVERIFY(save(*m_two, company(QStringLiteral("Other"))).ok());
        const auto checks = m_one->verify(Ticket());
        QVERIFY(checks.ok());
        QCOMPARE(faults(*checks), QStringList());
    }

    void aReaderWritesNothing()
    {
        const auto reader =
            postgres::PostgresWorkspace::open(address(), m_id, Workspace::Access::ReadOnly, m_dictionary,
                                              m_root->filePath(QStringLiteral("r")));
        QVERIFY(reader.ok());
        QCOMPARE(save(**reader, company(QStringLiteral("Acme"))).error().key,
                 QStringLiteral("store.opened_read_only"));
        writeFile(m_root->filePath(QStringLiteral("file")), "content");
        QCOMPARE((*reader)->putBlob(m_root->filePath(QStringLiteral("file"))).error().key,
                 QStringLiteral("store.opened_read_only"));
    }

    void whatIsAWindowsIsRefused()
    {
        Result<QList<SearchHit>> hits = QList<SearchHit>();
        m_one->readNow([&](ReadSession &session) { hits = session.search({}); });
        QCOMPARE(hits.error().key, QStringLiteral("store.not_on_server"));
        QCOMPARE(m_one->backup(m_root->filePath(QStringLiteral("b")), Ticket()).error().key,
                 QStringLiteral("store.backup_by_database"));
    }

    // What one makes of the configuration counts with the other before anything begins there.
    void anotherConfigurationIsTakenOverFirst()
    {
        int taken = 0;
        Result<void> answer;
        QVERIFY(m_two
                    ->setRenewal([&](WriteSession &) {
                        ++taken;
                        return answer;
                    })
                    .ok());
        QCOMPARE(taken, 1);
        QVERIFY(save(*m_two, company(QStringLiteral("Before"))).ok());
        QCOMPARE(taken, 1);
        answer = Error(ErrorCode::Refused, QStringLiteral("test.not_now"));
        renew(*m_one);
        // A reader begins under none that is not in force, a writer neither.
        QCOMPARE(beginRead(*m_two).error().key, QStringLiteral("store.configuration_changed"));
        QCOMPARE(save(*m_two, company(QStringLiteral("Never"))).error().key, QStringLiteral("test.not_now"));
        m_two->writeNow([&](WriteSession &) { answer = {}; });
        QVERIFY(save(*m_two, company(QStringLiteral("After"))).ok());
        QVERIFY(beginRead(*m_two).ok());
        const int so = taken;
        QVERIFY(save(*m_two, company(QStringLiteral("Again"))).ok());
        QCOMPARE(taken, so);
        // Its own it knows.
        renew(*m_two);
        QVERIFY(beginRead(*m_two).ok());
        QVERIFY(save(*m_two, company(QStringLiteral("Own"))).ok());
        QCOMPARE(taken, so);
        // Who only looks at the head notices, too.
        renew(*m_one);
        m_two->readNow([](ReadSession &session) { QVERIFY(session.ledger().head().ok()); });
        QTRY_VERIFY(beginRead(*m_two).ok());
        QVERIFY(m_two->setRenewal({}).ok());
    }

    void contentIsShared()
    {
        QByteArray bytes(2 * postgres::BlobRows::PartBytes + 77, Qt::Uninitialized);
        for (qsizetype i = 0; i < bytes.size(); ++i)
            bytes[i] = char((i * i + i / 251) % 253);
        const QString file = m_root->filePath(QStringLiteral("file"));
        writeFile(file, bytes);
        const auto put = m_one->putBlob(file);
        QVERIFY2(put.ok(), put.ok() ? "" : qPrintable(put.error().detail));
        QCOMPARE(put->size, bytes.size());
        QCOMPARE(put->sha256, QCryptographicHash::hash(bytes, QCryptographicHash::Sha256));
        // Again it is no second one.
        QVERIFY(m_two->putBlob(file).ok());
        QCOMPARE(m_two->blobs(), QList<QByteArray>{put->sha256});
        QCOMPARE(rowsOf("dw:blob_part"), 3);
        QVERIFY(QFile::remove(m_two->blobPath(put->sha256).value()));
        QFile fetched(m_two->blobPath(put->sha256).value());
        QVERIFY(fetched.open(QIODevice::ReadOnly));
        QVERIFY(fetched.readAll() == bytes);
        // Whoever put it in is about to name it.
        QCOMPARE(m_two->dropBlob(put->sha256).value(), false);
        execute("UPDATE \"dw:blob\" SET put_at=0");
        QCOMPARE(m_two->dropBlob(put->sha256).value(), true);
        QCOMPARE(m_one->blobPath(put->sha256).error().key, QStringLiteral("store.blob_missing"));
        QCOMPARE(rowsOf("dw:blob_part"), 0);
    }

    void contentThatWasChangedIsNotHandedOut()
    {
        const QString file = m_root->filePath(QStringLiteral("file"));
        writeFile(file, "the offer");
        const auto put = m_one->putBlob(file);
        QVERIFY(put.ok());
        execute("UPDATE \"dw:blob_part\" SET bytes='\\x" + QByteArray("the order").toHex() + '\'');
        QCOMPARE(m_two->blobPath(put->sha256).error().key, QStringLiteral("store.blob_damaged"));
    }

    void verifyTellsWhatDoesNotFit()
    {
        const Record acme = company(QStringLiteral("Acme"));
        QVERIFY(save(*m_one, acme).ok());
        execute("UPDATE \"company\" SET \"name:sort\"='\\x00'");
        execute("UPDATE audit SET note='another'");
        execute("INSERT INTO \"dw:commit\"(sequence,tag) VALUES(7,7)");
        execute(
            "INSERT INTO \"dw:member\"(key,object,root,seq,tags,ever,gone) VALUES(9,9,'\\x00',0,1,0,false)");
        const auto checks = m_two->verify(Ticket());
        QVERIFY(checks.ok());
        QCOMPARE(faults(*checks), (QStringList{QStringLiteral("audit_chain"), QStringLiteral("sort_keys"),
                                               QStringLiteral("sync")}));
    }

    // A line that breaks fails what runs on it and is found again by what comes after.
    void theDatabaseComesBack()
    {
        QVERIFY(save(*m_one, company(QStringLiteral("Before"))).ok());
        PostgresServer::shared().kill();
        QVERIFY(!save(*m_one, company(QStringLiteral("Lost"))).ok());
        QVERIFY(!beginRead(*m_one).ok());
        PostgresServer::shared().start();
        QVERIFY(save(*m_one, company(QStringLiteral("After"))).ok());
        Result<qint64> count = qint64(0);
        m_one->readNow([&](ReadSession &session) {
            count = session.count({m_dictionary->find(u"company"), nullptr, {}}, {});
        });
        QCOMPARE(count.value(), 2);
    }

    void addressesAreLookedAt_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("key");
        QTest::newRow("uri") << QStringLiteral("postgresql://lin@db.example.com:5433/acme") << QString();
        QTest::newRow("words") << QStringLiteral("host=/run/postgresql dbname=acme") << QString();
        QTest::newRow("password") << QStringLiteral("postgres://lin:secret@db/acme")
                                  << QStringLiteral("store.password_in_address");
        QTest::newRow("password word")
            << QStringLiteral("host=db password=secret") << QStringLiteral("store.password_in_address");
        QTest::newRow("password option") << QStringLiteral("postgres://lin@db/acme?password=secret")
                                         << QStringLiteral("store.password_in_address");
        QTest::newRow("no address") << QStringLiteral("acme") << QStringLiteral("store.bad_address");
        QTest::newRow("wrong") << QStringLiteral("postgres://lin:secret@db:x y/acme?z=1")
                               << QStringLiteral("store.bad_address");
    }
    void addressesAreLookedAt()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, key);
        const Result<void> checked = postgres::Connection::checkAddress(text);
        QCOMPARE(checked.ok() ? QString() : checked.error().key, key);
        if (!checked.ok())
            QVERIFY(!(checked.error().arguments.join(QLatin1Char(' ')) + checked.error().detail)
                         .contains(QLatin1String("secret")));
    }

private:
    static QString address() { return PostgresServer::shared().address(); }
    std::unique_ptr<postgres::PostgresWorkspace> open(const char *cache)
    {
        auto opened = postgres::PostgresWorkspace::open(address(), m_id, Workspace::Access::ReadWrite,
                                                        m_dictionary, m_root->filePath(QLatin1String(cache)));
        if (!opened.ok())
            qFatal("%s", qPrintable(opened.error().key + opened.error().detail));
        return std::move(opened).value();
    }
    static void renew(Workspace &workspace)
    {
        workspace.writeNow([](WriteSession &session) {
            QVERIFY(session.begin(Durability::Saved).ok());
            QVERIFY(session.ledger().noteRenewed().ok());
            QVERIFY(session.commit().ok());
        });
    }
    static Result<void> beginRead(Workspace &workspace)
    {
        Result<void> begun;
        workspace.readNow([&](ReadSession &session) { begun = session.beginRead(); });
        return begun;
    }
    void execute(const QByteArray &sql) const
    {
        const auto connection = postgres::Connection::open(address(), postgres::Connection::Use::Write);
        QVERIFY(postgres::openSchema(**connection, m_id).ok());
        const Result<void> done = (*connection)->execute(sql);
        QVERIFY2(done.ok(), done.ok() ? "" : qPrintable(done.error().detail));
    }
    qint64 rowsOf(const char *table) const
    {
        const auto connection = postgres::Connection::open(address(), postgres::Connection::Use::Read);
        return postgres::openSchema(**connection, m_id).ok()
                   ? (*connection)->integer(QByteArray("SELECT count(*) FROM \"") + table + '"').value()
                   : -1;
    }

    Id m_id;
    std::unique_ptr<postgres::PostgresWorkspace> m_one;
    std::unique_ptr<postgres::PostgresWorkspace> m_two;
};

DW_TEST(PostgresWorkspaceTest)

}  // namespace dw::test

#include "postgresworkspacetest.moc"
