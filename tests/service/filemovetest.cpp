// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/canonicaljson.h"
#include "core/records/valuejson.h"
#include "core/service/serveradmin.h"
#include "core/service/serverfolder.h"
#include "core/service/uploadfolder.h"
#include "core/store/postgres/connection.h"
#include "core/store/postgres/filemove.h"
#include "core/store/postgres/schema.h"
#include "core/store/sqlite/connection.h"
#include "tests/support/fielddefinition.h"
#include "tests/support/files.h"
#include "tests/support/postgresserver.h"
#include "tests/support/testrunner.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <numeric>

namespace dw::test
{

// A server's data goes from its folder into a database: what goes along, and what is in the way.
// (MigrationTest has the programs and the laptops.)
class FileMoveTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Passwords and definitions take their time: a server is founded once, and each test has a copy of it and
    // an empty database.
    void initTestCase()
    {
        ServerFolder::New wanted;
        wanted.name = QStringLiteral("acme");
        wanted.login = QStringLiteral("admin");
        wanted.userName = QStringLiteral("Admin");
        wanted.password = QStringLiteral("correct horse battery");
        wanted.zoneName = "Asia/Shanghai";
        wanted.currency = Currency::fromCode(u"CNY").value();
        const ServerFolder founded(m_founded.filePath(QStringLiteral("one")));
        QVERIFY(founded.create(wanted, m_clock, m_ids).ok());
        ServerFolder::Opened opened = open(founded);
        m_workspace = opened.workspace->info().id;
        m_account = create(opened, "account", {{QStringLiteral("name"), QStringLiteral("华为技术")}});
    }
    void init()
    {
        m_root = std::make_unique<QTemporaryDir>();
        copy(m_founded.filePath(QStringLiteral("one")), folder().path());
        m_database = QStringLiteral("move%1").arg(++m_count);
        const auto server =
            postgres::Connection::open(PostgresServer::shared().address(), postgres::Connection::Use::Write);
        QVERIFY(server.ok() && (*server)->execute("CREATE DATABASE " + m_database.toLatin1()).ok());
    }

    // Everything that stands in the files is in the database, also what no definition names any more.
    void everythingGoesAlong()
    {
        QByteArray sha256;
        QMap<QString, QString> before;
        LedgerHead head;
        {
            ServerFolder::Opened opened = open(folder());
            const Id tier = create(opened, "field_definition", tierField());
            set(opened, "account", m_account,
                {{QStringLiteral("c_tier"), QStringLiteral("gold")},
                 {QStringLiteral("tier_tags"), QJsonArray{QStringLiteral("one"), QStringLiteral("two")}}});
            bin(opened, "record.delete", tier);
            QVERIFY(!dictionaryOf(opened)->find(u"account")->find(u"c_tier"));
            m_tier = tier;
            writeFile(m_root->filePath(QStringLiteral("offer")), "the offer");
            sha256 = opened.workspace->putBlob(m_root->filePath(QStringLiteral("offer")))->sha256;
            QVERIFY(UploadFolder(folder().uploads()).setArrived(Id::named("user:owner"), sha256).ok());
            const auto accounts = folder().openAccounts();
            SignInRecord signIn;
            signIn.at = m_clock.now();
            signIn.event = QStringLiteral("failed");
            signIn.login = QStringLiteral("admin");
            QVERIFY((*accounts)->appendSignIn(signIn).ok());
            before = contents(opened);
            head = headOf(opened);
            QVERIFY(head.sequence > 1 && head.tag != 0);
        }
        QStringList told;
        const auto moved =
            folder().moveTo(address(), m_clock, m_ids,
                            [&](const ServerDatabase::MovedTable &table) { told.append(table.name); });
        QVERIFY2(moved.ok(), moved.ok() ? "" : qPrintable(moved.error().key + moved.error().detail));
        QMap<QString, qint64> rows;
        for (const ServerDatabase::MovedTable &table : *moved)
            rows.insert(table.name, table.rows);
        QCOMPARE(told.size(), moved->size());
        QCOMPARE(rows.value(QStringLiteral("account")), 1);
        QCOMPARE(rows.value(QStringLiteral("account:tier_tags")), 2);
        QCOMPARE(rows.value(QStringLiteral("dw:blob")), 1);
        QCOMPARE(rows.value(QStringLiteral("dw:account_sign_in")), 1);
        QVERIFY(rows.value(QStringLiteral("audit")) > 3);
        QVERIFY(rows.value(QStringLiteral("scopes")) > 0);
        QVERIFY(!QFileInfo::exists(folder().workspace()) && !QFileInfo::exists(folder().accounts()));

        ServerFolder::Opened opened = open(folder());
        QCOMPARE(contents(opened), before);
        const LedgerHead now = headOf(opened);
        QCOMPARE(now.sequence, head.sequence);
        QCOMPARE(now.tag, head.tag);
        QCOMPARE(now.epoch, head.epoch);
        QCOMPARE(bytesOf(opened.workspace->blobPath(sha256).value()), QByteArray("the offer"));
        QVERIFY((*folder().openUploads())->hasFrom(Id::named("user:owner"), sha256));
        const QList<VerifyCheck> checks = opened.workspace->verify(Ticket()).value();
        for (const VerifyCheck &check : checks)
            QVERIFY2(check.ok, qPrintable(check.name + check.detail));
        const auto accounts = folder().openAccounts();
        QCOMPARE((*accounts)->signIns(10)->size(), 1);
        // The next number of a sign-in is not one that was given.
        SignInRecord next;
        next.at = m_clock.now();
        next.event = QStringLiteral("failed");
        QVERIFY((*accounts)->appendSignIn(next).ok());
        QCOMPARE((*accounts)->signIns(10)->size(), 2);
        // A field that comes back has its values.
        bin(opened, "record.restore", m_tier);
        QCOMPARE(stored(opened, m_account).value(u"c_tier").text(), QStringLiteral("gold"));
    }

    // What was committed and did not arrive serves nobody, and is replaced.
    void whatIsHalfDoneServesNobody()
    {
        QVERIFY(bringOver().ok());
        const QString half = QStringLiteral("store.half_moved");
        const ServerDatabase database(address(), m_workspace);
        QCOMPARE(database.openAccounts().error().key, half);
        for (const auto access : {Workspace::Access::ReadOnly, Workspace::Access::ReadWrite})
            QCOMPARE(database.openWorkspace(access, m_dictionary, m_root->filePath(QStringLiteral("cache")))
                         .error()
                         .key,
                     half);
        QCOMPARE(ServerFolder(m_root->filePath(QStringLiteral("two")))
                     .join(address(), QStringLiteral("acme"))
                     .error()
                     .key,
                 half);
        // The files still do, and what is done there meanwhile is not lost.
        {
            ServerFolder::Opened opened = open(folder());
            create(opened, "account", {{QStringLiteral("name"), QStringLiteral("Meanwhile")}});
        }
        const auto moved = folder().moveTo(address(), m_clock, m_ids);
        QVERIFY2(moved.ok(), moved.ok() ? "" : qPrintable(moved.error().key + moved.error().detail));
        ServerFolder::Opened opened = open(folder());
        QCOMPARE(accountsIn(opened), 2);
        QVERIFY(ServerFolder(m_root->filePath(QStringLiteral("two")))
                    .join(address(), QStringLiteral("acme"))
                    .ok());
    }

    // It fell between the two: the folder names the database, which waits for a word.
    void whatWasInterruptedAtTheEndArrives()
    {
        QVERIFY(bringOver().ok());
        QVERIFY(ServerDatabase(address(), m_workspace).write(folder().databaseFile()).ok());
        QCOMPARE(folder().openAccounts().error().key, QStringLiteral("store.half_moved"));
        const auto moved = folder().moveTo(address(), m_clock, m_ids);
        QVERIFY(moved.ok());
        QCOMPARE(moved->size(), 0);
        QVERIFY(!QFileInfo::exists(folder().workspace()));
        ServerFolder::Opened opened = open(folder());
        QCOMPARE(accountsIn(opened), 1);
        QCOMPARE(folder().moveTo(address(), m_clock, m_ids).error().key,
                 QStringLiteral("service.moved_already"));
    }

    void aLineThatBreaksLeavesNothing()
    {
        PostgresServer server;
        const auto broken =
            folder().moveTo(server.address(), m_clock, m_ids, [&](const ServerDatabase::MovedTable &table) {
                if (table.name == QLatin1String("audit"))
                    server.kill();
            });
        QCOMPARE(broken.error().key, QStringLiteral("store.database_away"));
        QVERIFY(!QFileInfo::exists(folder().databaseFile()));
        server.start();
        {
            const auto line = postgres::Connection::open(server.address(), postgres::Connection::Use::Read);
            QCOMPARE(postgres::workspacesIn(**line)->size(), 0);
            ServerFolder::Opened opened = open(folder());
            QCOMPARE(accountsIn(opened), 1);
        }
        QVERIFY(folder().moveTo(server.address(), m_clock, m_ids).ok());
        ServerFolder::Opened opened = open(folder());
        QCOMPARE(accountsIn(opened), 1);
    }

    void whatIsInTheWayIsSaid_data()
    {
        QTest::addColumn<QString>("spoil");
        QTest::addColumn<QString>("key");
        QTest::newRow("newer file") << QStringLiteral("PRAGMA user_version=4711")
                                    << QStringLiteral("store.too_new");
        QTest::newRow("broken chain") << QStringLiteral("UPDATE audit SET command='forged' WHERE sequence=1")
                                      << QStringLiteral("service.source_damaged");
        QTest::newRow("no text for PostgreSQL")
            << QStringLiteral("UPDATE account SET website='https://a'||char(0)||'b.cn'")
            << QStringLiteral("store.move_text");
        QTest::newRow("a table of nobody")
            << QStringLiteral("CREATE TABLE \"dw:tomorrow\"(a INTEGER PRIMARY KEY)")
            << QStringLiteral("store.move_unknown");
    }
    void whatIsInTheWayIsSaid()
    {
        QFETCH(QString, spoil);
        QFETCH(QString, key);
        {
            const auto file = sqlite::Connection::open(folder().workspace() + QStringLiteral("/workspace.db"),
                                                       sqlite::Connection::Mode::ReadWrite, 1024);
            QVERIFY((*file)->execute(spoil.toUtf8()).ok());
        }
        const auto moved = folder().moveTo(address(), m_clock, m_ids);
        QVERIFY(!moved.ok());
        QCOMPARE(moved.error().key, key);
        if (key == QLatin1String("store.move_text"))
            QCOMPARE(moved.error().arguments, (QStringList{QStringLiteral("account"), m_account.toString(),
                                                           QStringLiteral("website")}));
        QVERIFY(!QFileInfo::exists(folder().databaseFile()));
        QVERIFY(QFileInfo::exists(folder().workspace()) && QFileInfo::exists(folder().accounts()));
        const auto line = postgres::Connection::open(address(), postgres::Connection::Use::Read);
        QCOMPARE(postgres::workspacesIn(**line)->size(), 0);
    }

    void nobodyIsInTheWayOfAnother()
    {
        {
            const ServerFolder::Opened running = open(folder());
            QCOMPARE(folder().moveTo(address(), m_clock, m_ids).error().key, QStringLiteral("store.in_use"));
        }
        QCOMPARE(folder().moveTo(QStringLiteral("nonsense"), m_clock, m_ids).error().key,
                 QStringLiteral("store.bad_address"));
        QCOMPARE(folder().moveTo(address() + QStringLiteral(" password=secret"), m_clock, m_ids).error().key,
                 QStringLiteral("store.password_in_address"));
        QCOMPARE(folder()
                     .moveTo(PostgresServer::shared().address(QStringLiteral("nowhere")), m_clock, m_ids)
                     .error()
                     .key,
                 QStringLiteral("store.no_database"));
        // The same files, from a copy of the folder.
        copy(folder().path(), m_root->filePath(QStringLiteral("copy")));
        QVERIFY(folder().moveTo(address(), m_clock, m_ids).ok());
        const ServerFolder other(m_root->filePath(QStringLiteral("copy")));
        QCOMPARE(other.moveTo(address(), m_clock, m_ids).error().key,
                 QStringLiteral("service.name_in_database"));
        // Under another name it is still the same workspace.
        QVERIFY((*other.openAccounts())->setSetting(ServerFolder::nameSetting(), "renamed").ok());
        QCOMPARE(other.moveTo(address(), m_clock, m_ids).error().key, QStringLiteral("store.exists"));
        ServerFolder::Opened opened = open(folder());
        QCOMPARE(accountsIn(opened), 1);
    }

private:
    static void copy(const QString &from, const QString &to)
    {
        if (QProcess::execute(QStringLiteral("cp"), {QStringLiteral("-a"), from, to}) != 0)
            qFatal("cannot copy %s", qPrintable(from));
    }
    QString address() const { return PostgresServer::shared().address(m_database); }
    ServerFolder folder() const { return ServerFolder(m_root->filePath(QStringLiteral("one"))); }
    ServerFolder::Opened open(const ServerFolder &folder)
    {
        auto opened = folder.openWorkspace(Workspace::Access::ReadWrite, m_clock, m_ids);
        if (!opened.ok())
            qFatal("%s %s", qPrintable(opened.error().key), qPrintable(opened.error().detail));
        return std::move(opened).value();
    }
    // As far as the commit.
    Result<void> bringOver()
    {
        m_dictionary = dictionaryOf(open(folder()));
        DW_TRY(postgres::FileMove::run({folder().workspace(), folder().accounts(), m_dictionary, {}, {}},
                                       address()));
        return {};
    }
    static DictionaryPtr dictionaryOf(const ServerFolder::Opened &opened)
    {
        return opened.runner->configuration()->dictionary;
    }
    static Id run(ServerFolder::Opened &server, const char *command, const QJsonObject &arguments)
    {
        const CommandResult result = server.runner->runNow({QString::fromLatin1(command), arguments},
                                                           ServerAdmin::ownerOf(*server.workspace));
        if (result.status != CommandResult::Status::Applied)
            qFatal("%s: %s %s", command, qPrintable(result.error.key),
                   qPrintable(result.findings.isEmpty() ? result.error.detail : result.findings[0].key));
        return result.ids.value(0);
    }
    static Id create(ServerFolder::Opened &server, const char *object, const QJsonObject &set)
    {
        return run(server, "record.create",
                   {{QStringLiteral("object"), QString::fromLatin1(object)}, {QStringLiteral("set"), set}});
    }
    static void set(ServerFolder::Opened &server, const char *object, const Id &id, const QJsonObject &values)
    {
        run(server, "record.update",
            {{QStringLiteral("object"), QString::fromLatin1(object)},
             {QStringLiteral("id"), id.toString()},
             {QStringLiteral("set"), values}});
    }
    static void bin(ServerFolder::Opened &server, const char *command, const Id &definition)
    {
        run(server, command,
            {{QStringLiteral("object"), QStringLiteral("field_definition")},
             {QStringLiteral("ids"), QJsonArray{definition.toString()}}});
    }
    static Record stored(ServerFolder::Opened &server, const Id &account)
    {
        Result<Record> read = Record();
        server.workspace->readNow([&](ReadSession &session) {
            read = session.find(dictionaryOf(server)->find(u"account"), account);
        });
        return read.value();
    }
    static LedgerHead headOf(ServerFolder::Opened &server)
    {
        Result<LedgerHead> head = LedgerHead();
        server.workspace->readNow([&](ReadSession &session) { head = session.ledger().head(); });
        return head.value();
    }
    // Every record of every object, by object and id.
    QMap<QString, QString> contents(ServerFolder::Opened &server) const
    {
        QMap<QString, QString> all;
        server.workspace->readNow([&](ReadSession &session) {
            const ConfigurationPtr configuration = server.runner->configuration();
            for (const ObjectTypePtr &type : configuration->dictionary->objects()) {
                QList<int> fields(type->fieldCount());
                std::iota(fields.begin(), fields.end(), 0);
                const auto cursor = session.open({type, nullptr, {}, Query::Deleted::Include}, fields,
                                                 configuration->settings.context(m_clock.now(), {}, {}));
                QList<Record> chunk;
                do {
                    if (!(*cursor)->next(chunk, 500).ok())
                        qFatal("cannot read %s", qPrintable(type->key()));
                    for (const Record &record : std::as_const(chunk))
                        all.insert(type->key() + record.id().toString(),
                                   QString::fromUtf8(canonicalJson(recordToJson(record))));
                } while (!chunk.isEmpty());
            }
        });
        return all;
    }
    int accountsIn(ServerFolder::Opened &server) const
    {
        const QStringList keys = contents(server).keys();
        return int(std::count_if(keys.begin(), keys.end(), [](const QString &key) {
            return key.startsWith(QLatin1String("account")) && key.size() == 7 + 36;
        }));
    }

    QTemporaryDir m_founded;
    std::unique_ptr<QTemporaryDir> m_root;
    FixedClock m_clock{Instant{1795000000000}};
    IdGenerator m_ids{m_clock};
    int m_count = 0;
    QString m_database;
    Id m_workspace;
    Id m_account;
    Id m_tier;
    DictionaryPtr m_dictionary;
};

DW_TEST(FileMoveTest)

}  // namespace dw::test

#include "filemovetest.moc"
