// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/serveradmin.h"
#include "core/service/serverfolder.h"
#include "tests/support/fielddefinition.h"
#include "tests/support/files.h"
#include "tests/support/postgresserver.h"
#include "tests/support/testrunner.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

namespace dw::test
{

// The folders of two servers of one workspace, in this process.
class SharedServerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_root = std::make_unique<QTemporaryDir>();
        m_name = QStringLiteral("acme %1").arg(++m_count);
        QVERIFY(create("one").ok());
        const Result<void> joined = folder("two").join(address(), m_name);
        QVERIFY2(joined.ok(), joined.ok() ? "" : qPrintable(joined.error().detail));
        m_one = open("one");
        m_two = open("two");
    }
    void cleanup()
    {
        m_one = {};
        m_two = {};
    }

    void secretsAndEpochAreTheSame()
    {
        const auto one = folder("one").openAccounts(), two = folder("two").openAccounts();
        QVERIFY(one.ok() && two.ok());
        QCOMPARE(ServerKeys::load(**one)->tokenKey(), ServerKeys::load(**two)->tokenKey());
        QCOMPARE(epochOf(m_one), epochOf(m_two));
        QVERIFY(!QFileInfo::exists(folder("one").workspace()));
        QVERIFY(!QFileInfo::exists(folder("one").accounts()));
        QCOMPARE(QFileInfo(folder("one").databaseFile()).permissions() &
                     (QFileDevice::ReadGroup | QFileDevice::ReadOther),
                 QFileDevice::Permissions());
    }

    // A definition that was published by one is there with the other for the very next command.
    void commandsGoByTheDefinitionsInForce()
    {
        const auto made = run(m_one, QStringLiteral("record.create"),
                              {{QStringLiteral("object"), QStringLiteral("field_definition")},
                               {QStringLiteral("set"), tierField()}});
        QCOMPARE(made.status, CommandResult::Status::Applied);
        QVERIFY(m_two.runner->configuration()->dictionary->find(u"account")->indexOf(u"c_tier") < 0);
        const auto account =
            run(m_two, QStringLiteral("record.create"),
                {{QStringLiteral("object"), QStringLiteral("account")},
                 {QStringLiteral("set"), QJsonObject{{QStringLiteral("name"), QStringLiteral("Acme")},
                                                     {QStringLiteral("c_tier"), QStringLiteral("gold")}}}});
        QCOMPARE(account.status, CommandResult::Status::Applied);
        Result<Record> read = Record();
        m_one.workspace->readNow([&](ReadSession &session) {
            read = session.find(m_one.runner->configuration()->dictionary->find(u"account"),
                                account.ids.first());
        });
        QVERIFY(read.ok());
        QCOMPARE(read->value(u"c_tier").text(), QStringLiteral("gold"));
        // Another server finds it, with what the program does not ship, and takes nothing away.
        m_two = {};
        m_two = open("two");
        QVERIFY(m_two.runner->configuration()->dictionary->find(u"account")->indexOf(u"c_tier") >= 0);
    }

    void makingOneTwiceIsRefused()
    {
        const Result<void> again = create("three");
        QCOMPARE(again.error().key, QStringLiteral("service.name_in_database"));
        QVERIFY(!QFileInfo::exists(folder("three").path()));
        QCOMPARE(folder("three").join(address(), QStringLiteral("nobody's")).error().key,
                 QStringLiteral("service.not_in_database"));
        QCOMPARE(folder("one").join(address(), m_name).error().key, QStringLiteral("store.folder_not_empty"));
    }

    void chunksComeToEither()
    {
        const auto one = folder("one").openUploads(), two = folder("two").openUploads();
        QVERIFY(one.ok() && two.ok());
        const QByteArray bytes = QByteArray(Uploads::ChunkBytes, 'a') + QByteArray("the rest");
        const Uploads::Manifest manifest = manifestOf(bytes);
        const Id user = m_ids.next();
        QCOMPARE((*one)->begin(user, manifest).value(), (QList<int>{0, 1}));
        QVERIFY((*two)->putChunk(user, manifest.sha256, 1, bytes.mid(Uploads::ChunkBytes)).ok());
        QCOMPARE((*two)->putChunk(user, manifest.sha256, 0, bytes.mid(1, Uploads::ChunkBytes)).error().key,
                 QStringLiteral("service.malformed"));
        QCOMPARE((*one)->assemble(user, manifest.sha256).error().key, QStringLiteral("service.not_found"));
        QCOMPARE((*one)->begin(user, manifest).value(), QList<int>{0});
        QVERIFY((*one)->putChunk(user, manifest.sha256, 0, bytes.first(Uploads::ChunkBytes)).ok());
        const auto whole = (*two)->assemble(user, manifest.sha256);
        QVERIFY(whole.ok());
        QVERIFY(bytesOf(*whole) == bytes);
        QVERIFY(!(*one)->hasFrom(user, manifest.sha256));
        QVERIFY((*two)->setArrived(user, manifest.sha256).ok());
        QVERIFY(!QFileInfo::exists(*whole));
        QVERIFY((*one)->hasFrom(user, manifest.sha256));
        QVERIFY(!(*one)->hasFrom(m_ids.next(), manifest.sha256));
        QCOMPARE((*one)->begin(user, manifest).value(), QList<int>());
        (*one)->tidy(m_clock.now());
        QVERIFY((*one)->hasFrom(user, manifest.sha256));
        // What is stored nowhere was sent by nobody.
        writeFile(m_root->filePath(QStringLiteral("kept")), "kept");
        const auto kept = m_one.workspace->putBlob(m_root->filePath(QStringLiteral("kept")));
        QVERIFY(kept.ok());
        QVERIFY((*two)->setArrived(user, kept->sha256).ok());
        (*one)->forgetWhatIsGone({});
        QVERIFY(!(*one)->hasFrom(user, manifest.sha256));
        QVERIFY((*one)->hasFrom(user, kept->sha256));
        QCOMPARE((*two)->storedBytes(*m_two.workspace).value(), 4);
    }

    void aUserMayNotBeginWithoutEnd()
    {
        const auto uploads = folder("one").openUploads();
        QVERIFY(uploads.ok());
        const Id user = m_ids.next();
        const qint64 each = 100LL * 1024 * 1024;
        for (int n = 0; n < 10; ++n)
            QVERIFY((*uploads)->begin(user, announced(n, each)).ok());
        QCOMPARE((*uploads)->begin(user, announced(10, each)).error().key,
                 QStringLiteral("service.too_large"));
        // What was begun goes on, and others are not held up.
        QVERIFY((*uploads)->begin(user, announced(3, each)).ok());
        QVERIFY((*uploads)->begin(m_ids.next(), announced(10, each)).ok());
    }

private:
    static QString address() { return PostgresServer::shared().address(); }
    ServerFolder folder(const char *name) const
    {
        return ServerFolder(m_root->filePath(QLatin1String(name)));
    }
    Result<void> create(const char *name)
    {
        ServerFolder::New wanted;
        wanted.database = address();
        wanted.name = m_name;
        wanted.login = QStringLiteral("admin");
        wanted.userName = QStringLiteral("Admin");
        wanted.password = QStringLiteral("correct horse battery");
        wanted.zoneName = "Asia/Shanghai";
        wanted.currency = Currency::fromCode(u"CNY").value();
        return folder(name).create(wanted, m_clock, m_ids);
    }
    ServerFolder::Opened open(const char *name)
    {
        auto opened = folder(name).openWorkspace(Workspace::Access::ReadWrite, m_clock, m_ids);
        if (!opened.ok())
            qFatal("%s %s", qPrintable(opened.error().key), qPrintable(opened.error().detail));
        return std::move(opened).value();
    }
    static CommandResult run(ServerFolder::Opened &server, const QString &command,
                             const QJsonObject &arguments)
    {
        Actor actor;
        actor.user = Id::named("user:owner");
        actor.team = Id::named("team:first");
        actor.device = server.workspace->info().device;
        return server.runner->runNow({command, arguments}, actor);
    }
    static Id epochOf(ServerFolder::Opened &server)
    {
        Result<LedgerHead> head = LedgerHead();
        server.workspace->readNow([&](ReadSession &session) { head = session.ledger().head(); });
        return head->epoch;
    }
    static Uploads::Manifest manifestOf(const QByteArray &bytes)
    {
        const auto digest = [](const QByteArray &part) {
            return QCryptographicHash::hash(part, QCryptographicHash::Sha256);
        };
        Uploads::Manifest manifest;
        manifest.sha256 = digest(bytes);
        manifest.size = bytes.size();
        for (qsizetype at = 0; at < bytes.size(); at += Uploads::ChunkBytes)
            manifest.chunks.append(digest(bytes.mid(at, Uploads::ChunkBytes)));
        return manifest;
    }
    static Uploads::Manifest announced(int number, qint64 size)
    {
        Uploads::Manifest manifest;
        manifest.sha256 = QCryptographicHash::hash(QByteArray::number(number), QCryptographicHash::Sha256);
        manifest.size = size;
        for (qint64 at = 0; at < size; at += Uploads::ChunkBytes)
            manifest.chunks.append(manifest.sha256);
        return manifest;
    }

    std::unique_ptr<QTemporaryDir> m_root;
    FixedClock m_clock{Instant{1795000000000}};
    IdGenerator m_ids{m_clock};
    int m_count = 0;
    QString m_name;
    ServerFolder::Opened m_one;
    ServerFolder::Opened m_two;
};

DW_TEST(SharedServerTest)

}  // namespace dw::test

#include "sharedservertest.moc"
