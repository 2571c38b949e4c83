// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/replica.h"
#include "tests/laptops/faultline.h"
#include "tests/laptops/laptop.h"
#include "tests/support/testrunner.h"

#include <QCryptographicHash>
#include <QFile>
#include <QTest>

namespace dw::test
{

// Files of attachments between two laptops and a server.
class FileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_server = std::make_unique<ServerProgram>(QStringLiteral(DEALWRIGHT_SERVER), m_root.path());
        m_server->addUser(QStringLiteral("lin"));
        m_server->addUser(QStringLiteral("anna"));
        m_server->start();
        m_line = std::make_unique<FaultLine>(m_server->port());
        m_lin = std::make_unique<Laptop>(*m_server, QStringLiteral("lin"));
        m_anna = std::make_unique<Laptop>(*m_server, QStringLiteral("anna"));
        QCOMPARE(textOf(m_lin->sync().error), QString());
        QCOMPARE(textOf(m_anna->sync().error), QString());
        m_account = m_lin->create(QStringLiteral("ACME"));
        m_lin->reachThrough(m_line->port());
    }
    void cleanupTestCase()
    {
        m_lin.reset();
        m_anna.reset();
        m_line.reset();
        m_server.reset();
    }

    void smallFilesAreThereAfterTheNextSync()
    {
        const QByteArray sha256 = attach(QByteArray("the minutes of the meeting"));
        const SyncReport sent = m_lin->sync();
        QCOMPARE(textOf(sent.error), QString());
        QCOMPARE(sent.filesSent, 1);
        QCOMPARE(state(*m_lin, sha256), QStringLiteral("stored"));
        const SyncReport fetched = m_anna->sync();
        QCOMPARE(textOf(fetched.error), QString());
        QCOMPARE(fetched.filesFetched, 1);
        QCOMPARE(content(*m_anna, sha256), QByteArray("the minutes of the meeting"));
        QCOMPARE(m_anna->sync().filesFetched, 0);
        QCOMPARE(m_lin->sync().filesSent, 0);
    }

    // U31: on a line that costs by its bytes records go and come, and files when somebody asks.
    void filesWaitOnAMeteredLine()
    {
        using Files = SyncRunner::Files;
        const QByteArray sha256 = attach(QByteArray("a plan, on the way"));
        SyncRunner ofLin(m_lin->runner(), Laptop::quick());
        for (int i = 0; i < 2; ++i) {
            const SyncReport held = ofLin.runNow(Files::Hold);
            QCOMPARE(textOf(held.error), QString());
            QCOMPARE(held.waiting, 0);
            QCOMPARE(held.filesSent, 0);
            QVERIFY(held.filesHeld);
        }
        const SyncReport sent = ofLin.runNow(Files::Bring);
        QCOMPARE(sent.filesSent, 1);
        QVERIFY(!sent.filesHeld);
        QVERIFY(!ofLin.runNow(Files::Hold).filesHeld);
        SyncRunner ofAnna(m_anna->runner(), Laptop::quick());
        const SyncReport without = ofAnna.runNow(Files::Hold);
        QCOMPARE(without.filesFetched, 0);
        QVERIFY(without.pulled > 0 && without.filesHeld);
        QVERIFY(content(*m_anna, sha256).isNull());
        QCOMPARE(ofAnna.runNow(Files::Bring).filesFetched, 1);
        QCOMPARE(content(*m_anna, sha256), QByteArray("a plan, on the way"));
    }

    void largeFilesComeWhenTheyAreWanted()
    {
        const QByteArray bytes = someBytes(9 * 1024 * 1024 + 5, 'a');
        const QByteArray sha256 = attach(bytes);
        QCOMPARE(textOf(m_lin->sync().error), QString());
        QCOMPARE(textOf(m_anna->sync().error), QString());
        QVERIFY(content(*m_anna, sha256).isNull());
        // Nor is anything wrong about that.
        QCOMPARE(faultOfFiles(*m_anna), QString());
        SyncRunner::Options options = Laptop::quick();
        options.files = LaptopPolicy{.fetchUpTo = bytes.size()};
        QCOMPARE(m_anna->sync(options).filesFetched, 1);
        QVERIFY(content(*m_anna, sha256) == bytes);
        QCOMPARE(state(*m_anna, sha256), QStringLiteral("stored"));
        // Over the quota what can be had again goes.
        options.files = LaptopPolicy{.fetchUpTo = 10, .fileQuota = bytes.size()};
        QCOMPARE(textOf(m_anna->sync(options).error), QString());
        QVERIFY(content(*m_anna, sha256).isNull() ||
                content(*m_anna,
                        QCryptographicHash::hash("the minutes of the meeting", QCryptographicHash::Sha256))
                    .isNull());
    }

    // Nobody else has it.
    void whatIsNotSentYetIsToBeHere()
    {
        const QByteArray sha256 = attach(QByteArray("written on the way"));
        QCOMPARE(faultOfFiles(*m_lin), QString());
        const QString path = *m_lin->workspace().blobPath(sha256), aside = path + QStringLiteral(".aside");
        QVERIFY(QFile::rename(path, aside));
        QVERIFY(faultOfFiles(*m_lin).contains(QString::fromLatin1(sha256.toHex())));
        QVERIFY(QFile::rename(aside, path));
        QCOMPARE(textOf(m_lin->sync().error), QString());
        QCOMPARE(state(*m_lin, sha256), QStringLiteral("stored"));
    }

    void interruptedFilesGoOn()
    {
        const QByteArray bytes = someBytes(13 * 1024 * 1024, 'b');
        const QByteArray sha256 = attach(bytes);
        SyncRunner::Options once = Laptop::quick();
        once.patience.attempts = 1;
        m_line->cutAfter(3 * 1024 * 1024);  // less than a chunk
        QVERIFY(m_lin->sync(once).error);
        QVERIFY(state(*m_lin, sha256) != QLatin1String("stored"));
        m_line->cutAfter(5 * 1024 * 1024);  // a chunk for each connection
        for (int turn = 0; turn < 8 && state(*m_lin, sha256) != QLatin1String("stored"); ++turn)
            (void)m_lin->sync(once);
        m_line->repair();
        QCOMPARE(textOf(m_lin->sync().error), QString());
        QCOMPARE(state(*m_lin, sha256), QStringLiteral("stored"));
        m_anna->reachThrough(m_line->port());
        SyncRunner::Options options = once;
        options.files = LaptopPolicy{.fetchUpTo = bytes.size()};
        m_line->cutAfter(3 * 1024 * 1024);
        for (int turn = 0; turn < 12 && content(*m_anna, sha256).isNull(); ++turn)
            (void)m_anna->sync(options);
        m_line->repair();
        QCOMPARE(textOf(m_anna->sync(options).error), QString());
        QVERIFY(content(*m_anna, sha256) == bytes);
    }

    // The run behind it has nothing else to do, and knows of them all the same.
    void filesOfAFailedRunAreNotForgotten()
    {
        SyncRunner::Options once = Laptop::quick();
        once.patience.attempts = 1;
        SyncRunner ofLin(m_lin->runner(), once);
        QCOMPARE(textOf(ofLin.runNow(SyncRunner::Files::Bring).error), QString());
        (void)attach(someBytes(9 * 1024 * 1024, 'g'));
        m_line->cutAfter(3 * 1024 * 1024);
        QVERIFY(ofLin.runNow(SyncRunner::Files::Bring).error);
        QCOMPARE(m_lin->waiting(), 0);
        m_line->repair();
        const SyncReport after = ofLin.runNow(SyncRunner::Files::Bring);
        QCOMPARE(textOf(after.error), QString());
        QCOMPARE(after.filesSent, 1);
    }

    // Of all, and of a role; whoever has several has the largest.
    void theServerSaysWhatComesByItself()
    {
        const auto policy = [&](const QStringList &arguments) {
            m_server->run(QStringList{QStringLiteral("policy")} + arguments);
        };
        const auto here = [&](const QByteArray &sha256) { return !content(*m_anna, sha256).isNull(); };
        policy({QStringLiteral("set"), QStringLiteral("fetch_kib"), QStringLiteral("1")});
        const QByteArray first = attach(someBytes(5'000, 'f'));
        QCOMPARE(textOf(m_lin->sync().error), QString());
        QCOMPARE(textOf(m_anna->sync().error), QString());
        QVERIFY(!here(first));
        policy({QStringLiteral("set"), QStringLiteral("fetch_kib"), QStringLiteral("4"),
                QStringLiteral("--role"), QStringLiteral("sales_rep")});
        const QByteArray second = attach(someBytes(4'000, 's'));
        QCOMPARE(textOf(m_lin->sync().error), QString());
        QCOMPARE(textOf(m_anna->sync().error), QString());
        QVERIFY(!here(second));  // somebody else's role
        policy({QStringLiteral("set"), QStringLiteral("fetch_kib"), QStringLiteral("4")});
        const QByteArray third = attach(someBytes(3'000, 't'));
        QCOMPARE(textOf(m_lin->sync().error), QString());
        QCOMPARE(textOf(m_anna->sync().error), QString());
        QVERIFY(here(second) && here(third) && !here(first));
        policy({QStringLiteral("reset"), QStringLiteral("fetch_kib")});
    }

    void whatNothingNamesGoes()
    {
        QFile file(m_root.filePath(QStringLiteral("stray.txt")));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("somebody else's now") > 0);
        file.close();
        const auto taken = m_anna->runner().workspace().takeBlob(file.fileName());
        QVERIFY(taken.ok());
        QVERIFY(!content(*m_anna, taken->sha256).isNull());
        QCOMPARE(textOf(m_anna->sync().error), QString());
        QVERIFY(content(*m_anna, taken->sha256).isNull());
    }

private:
    static QByteArray someBytes(qsizetype size, char seed)
    {
        QByteArray bytes(size, Qt::Uninitialized);
        for (qsizetype i = 0; i < size; ++i)
            bytes[i] = char(seed + (i * i) % 251);
        return bytes;
    }
    QByteArray attach(const QByteArray &bytes)
    {
        QFile file(m_root.filePath(QStringLiteral("file.bin")));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write");
        file.close();
        m_lin->attach({QStringLiteral("account"), m_account}, file.fileName());
        return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
    }
    // Null where it is not here.
    static QByteArray content(Laptop &laptop, const QByteArray &sha256)
    {
        const auto path = laptop.runner().workspace().blobPath(sha256);
        QFile file(path.ok() ? *path : QString());
        return path.ok() && file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static QString faultOfFiles(Laptop &laptop)
    {
        const auto checks = laptop.workspace().verify(Ticket());
        if (!checks.ok())
            return textOf(checks.error());
        for (const VerifyCheck &check : *checks) {
            if (check.name == QLatin1String("attachments"))
                return check.ok ? QString() : check.detail + QLatin1Char('!');
        }
        return QStringLiteral("not looked at");
    }
    static QString state(Laptop &laptop, const QByteArray &sha256)
    {
        QString found;
        laptop.runner().workspace().readNow([&](ReadSession &session) {
            const ObjectTypePtr type = laptop.runner().configuration()->dictionary->find(u"attachment");
            const auto records =
                session.findByValue(type, type->indexOf(u"sha256"),
                                    Value(QString::fromLatin1(sha256.toHex())), ReadSession::Match::Exact, 1);
            if (records.ok() && !records->isEmpty())
                found = records->first().value(u"uploaded").text();
        });
        return found;
    }

    QTemporaryDir m_root;
    std::unique_ptr<ServerProgram> m_server;
    std::unique_ptr<FaultLine> m_line;
    std::unique_ptr<Laptop> m_lin;
    std::unique_ptr<Laptop> m_anna;
    Id m_account;
};

DW_TEST(FileTest)

}  // namespace dw::test

#include "filetest.moc"
