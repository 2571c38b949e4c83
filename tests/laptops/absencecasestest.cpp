// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/replica.h"
#include "core/sync/deviceidentity.h"
#include "core/sync/syncguard.h"
#include "tests/laptops/faultline.h"
#include "tests/laptops/laptop.h"
#include "tests/support/testrunner.h"

#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>
#include <QTimeZone>

namespace dw::test
{

// Scripted cases of the protocol's test plan about laptops that are lost, long away, or cut off in the middle
// of a file; the rules behind them are GuardTest's and FileTest's.
class AbsenceCasesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_server = std::make_unique<ServerProgram>(QStringLiteral(DEALWRIGHT_SERVER), m_root.path());
        m_server->addUser(QStringLiteral("lin"));
        m_server->addUser(QStringLiteral("anna"));
        m_server->start();
        m_anna = std::make_unique<Laptop>(*m_server, QStringLiteral("anna"));
        QCOMPARE(textOf(m_anna->sync().error), QString());
    }
    void cleanupTestCase()
    {
        m_anna.reset();
        m_server.reset();
    }
    void case26AnOrderToWipeMeetsUnsentWork();
    void case27TwentyDaysAwayThenLockedThenInStep();
    void case28AFileIsInterruptedAtEveryChunk();
    void case28TheParentOfAFileIsRefused();

private:
    static constexpr qint64 Chunk = 4 * 1024 * 1024;
    static QStringList filesIn(const QString &folder)
    {
        return QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    }
    static int cli(const Laptop &laptop, const QStringList &arguments)
    {
        QProcess process;
        process.start(QStringLiteral(DEALWRIGHT_CLI),
                      QStringList{QStringLiteral("-w"), laptop.folder()} + arguments);
        const bool ended = process.waitForFinished(120'000);
        return ended && process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    }
    // As if all that the files of the laptop say had been so many days earlier.
    static void age(const Laptop &laptop, int days)
    {
        const qint64 ms = qint64(days) * 24 * 3600 * 1000;
        for (const char *name : {"/device.json", "/guard.json"}) {
            QFile file(laptop.folder() + QLatin1String(name));
            if (!file.open(QIODevice::ReadWrite))
                qFatal("no %s", name);
            QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
            for (const char *key : {"enrolled_at", "contact", "latest"}) {
                const auto at = Instant::fromIso(json.value(QLatin1String(key)).toString(), QTimeZone::utc());
                if (at)
                    json.insert(QLatin1String(key), Instant{at->ms - ms}.toIso());
            }
            file.resize(0);
            file.seek(0);
            if (file.write(QJsonDocument(json).toJson()) <= 0)
                qFatal("cannot write %s", name);
        }
    }
    QByteArray attach(Laptop &laptop, const RecordRef &related, qint64 size, char seed)
    {
        QByteArray bytes(size, Qt::Uninitialized);
        for (qint64 i = 0; i < size; ++i)
            bytes[i] = char(seed + (i * i) % 251);
        QFile file(m_root.filePath(QStringLiteral("file.bin")));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write");
        file.close();
        laptop.attach(related, file.fileName());
        return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
    }
    static QString state(Laptop &laptop, const QByteArray &sha256)
    {
        QString found;
        laptop.workspace().readNow([&](ReadSession &session) {
            const ObjectTypePtr type = laptop.runner().configuration()->dictionary->find(u"attachment");
            const auto records =
                session.findByValue(type, type->indexOf(u"sha256"),
                                    Value(QString::fromLatin1(sha256.toHex())), ReadSession::Match::Exact, 1);
            if (records.ok() && !records->isEmpty())
                found = records->first().value(u"uploaded").text();
        });
        return found;
    }
    // How many chunks the server holds of what is under way.
    int chunksHere() const
    {
        int count = 0;
        QDirIterator files(m_server->folder(), QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext())
            count += QFileInfo(files.next()).size() == Chunk ? 1 : 0;
        return count;
    }

    QTemporaryDir m_root;
    std::unique_ptr<ServerProgram> m_server;
    std::unique_ptr<Laptop> m_anna;
};

// The order comes before the work: a laptop in other hands says nothing more to the server. What was typed
// and sent before is there.
void AbsenceCasesTest::case26AnOrderToWipeMeetsUnsentWork()
{
    Laptop lin(*m_server, QStringLiteral("lin"));
    QCOMPARE(textOf(lin.sync().error), QString());
    lin.create(QStringLiteral("Sent in time"));
    QCOMPARE(textOf(lin.sync().error), QString());
    lin.create(QStringLiteral("Never sent"));
    attach(lin, {QStringLiteral("account"), lin.create(QStringLiteral("Nor this"))}, 1000, 'w');
    const DeviceIdentity identity = *DeviceIdentity::load(lin.folder());
    m_server->run({QStringLiteral("device"), QStringLiteral("revoke"), identity.device.toString(),
                   QStringLiteral("--wipe"), QStringLiteral("--reason"), QStringLiteral("lost")});
    const SyncReport report = lin.sync();
    QVERIFY(report.error);
    QCOMPARE(report.error->key, QStringLiteral("sync.device_wiped"));
    QCOMPARE(report.pushed, 0);
    lin.close();
    const SystemClock clock;
    QCOMPARE(SyncGuard(lin.folder(), clock).status().state, SyncGuard::State::Wiped);
    // Once more, as the next start of a program does: nothing comes back.
    QCOMPARE(cli(lin, {QStringLiteral("query"), QStringLiteral("account")}), 2);
    QCOMPARE(filesIn(lin.folder()), QStringList{QStringLiteral("guard.json")});
    QCOMPARE(textOf(m_anna->sync().error), QString());
    const QStringList left = m_anna->accounts();
    QVERIFY(left.contains(QStringLiteral("Sent in time")));
    QVERIFY(!left.contains(QStringLiteral("Never sent")) && !left.contains(QStringLiteral("Nor this")));
}

void AbsenceCasesTest::case27TwentyDaysAwayThenLockedThenInStep()
{
    Laptop lin(*m_server, QStringLiteral("lin"));
    QCOMPARE(textOf(lin.sync().error), QString());
    lin.create(QStringLiteral("Typed before the lease ended"));
    lin.close();
    age(lin, 13);
    QCOMPARE(cli(lin, {QStringLiteral("query"), QStringLiteral("account")}), 0);
    age(lin, 7);
    QCOMPARE(cli(lin, {QStringLiteral("query"), QStringLiteral("account")}), 2);
    QCOMPARE(cli(lin, {QStringLiteral("run"), QStringLiteral("record.create"), QStringLiteral("{}")}), 2);
    // What waits may go up. But neither hearing from the server nor a damaged file opens it: its user shows
    // who they are.
    QCOMPARE(cli(lin, {QStringLiteral("sync")}), 2);
    QCOMPARE(cli(lin, {QStringLiteral("query"), QStringLiteral("account")}), 2);
    const QString path = DeviceIdentity::fileIn(lin.folder());
    QVERIFY(QFile::copy(path, path + QStringLiteral(".kept")));
    QFile::resize(path, 10);
    QCOMPARE(cli(lin, {QStringLiteral("query"), QStringLiteral("account")}), 2);
    QVERIFY(QFile::remove(path) && QFile::rename(path + QStringLiteral(".kept"), path));
    QCOMPARE(cli(lin, {QStringLiteral("device"), QStringLiteral("signin"), QStringLiteral("--password-file"),
                       m_server->passwordFile()}),
             0);
    QCOMPARE(cli(lin, {QStringLiteral("sync")}), 0);
    QCOMPARE(cli(lin, {QStringLiteral("query"), QStringLiteral("account")}), 0);
    QVERIFY(!m_anna->sync().error);
    QCOMPARE(m_anna->accounts().count(QStringLiteral("Typed before the lease ended")), 1);
}

// In the middle of each, with the server gone in between: what is whole stays there, and what was cut comes
// again.
void AbsenceCasesTest::case28AFileIsInterruptedAtEveryChunk()
{
    constexpr int Chunks = 3;
    FaultLine line(m_server->port());
    Laptop lin(*m_server, QStringLiteral("lin"));
    QCOMPARE(textOf(lin.sync().error), QString());
    const Id account = lin.create(QStringLiteral("With long documents"));
    QCOMPARE(textOf(lin.sync().error), QString());
    lin.reachThrough(line.port());
    SyncRunner::Options once = Laptop::quick(), all = Laptop::quick();
    once.patience.attempts = 1;
    once.limits.idleMs = 1'000;
    all.files = LaptopPolicy{.fetchUpTo = Chunks * Chunk};
    for (int chunk = 0; chunk < Chunks; ++chunk) {
        const QByteArray sha256 =
            attach(lin, {QStringLiteral("account"), account}, Chunks * Chunk, char('c' + chunk));
        line.swallowAfter(chunk * Chunk + Chunk / 2);
        const SyncReport report = lin.sync(once);
        QVERIFY(report.error && report.error->code == ErrorCode::Network);
        QVERIFY(state(lin, sha256) != QLatin1String("stored"));
        QVERIFY2(chunksHere() >= chunk, qPrintable(QString::number(chunksHere())));
        line.repair();
        if (chunk == 1) {
            m_server->kill();
            m_server->start();
            QVERIFY(chunksHere() >= chunk);
        }
        QCOMPARE(textOf(lin.sync().error), QString());
        QCOMPARE(state(lin, sha256), QStringLiteral("stored"));
        QCOMPARE(textOf(m_anna->sync(all).error), QString());
        const auto path = m_anna->workspace().blobPath(sha256);
        QVERIFY(path.ok());
        QFile file(*path);
        QCryptographicHash hash(QCryptographicHash::Sha256);
        QVERIFY(file.open(QIODevice::ReadOnly) && hash.addData(&file) && hash.result() == sha256);
        QCOMPARE(chunksHere(), 0);
    }
}

// Of a file whose record is refused nothing goes up any more, and the file is not held for ever.
void AbsenceCasesTest::case28TheParentOfAFileIsRefused()
{
    Laptop lin(*m_server, QStringLiteral("lin"));
    const auto run = [](Laptop &laptop, const char *command, const QJsonObject &arguments) {
        const CommandResult result =
            laptop.runner().runNow({QString::fromLatin1(command), arguments}, laptop.actor());
        if (result.status != CommandResult::Status::Applied)
            qFatal("%s: %s", command, qPrintable(textOf(result.error)));
        return result.ids.value(0);
    };
    QCOMPARE(textOf(lin.sync().error), QString());
    const Id account = lin.create(QStringLiteral("Goes while lin is away"));
    QCOMPARE(textOf(lin.sync().error), QString());
    m_server->stop();
    const Id contact =
        run(lin, "record.create",
            {{QStringLiteral("object"), QStringLiteral("contact")},
             {QStringLiteral("set"), QJsonObject{{QStringLiteral("name"), QStringLiteral("Li")},
                                                 {QStringLiteral("account_id"), account.toString()}}}});
    const QByteArray sha256 = attach(lin, {QStringLiteral("contact"), contact}, Chunk + 100, 'p');
    m_server->start();
    Laptop other(*m_server, QStringLiteral("lin"));
    QCOMPARE(textOf(other.sync().error), QString());
    run(other, "record.delete",
        {{QStringLiteral("object"), QStringLiteral("account")},
         {QStringLiteral("ids"), QJsonArray{account.toString()}}});
    QCOMPARE(textOf(other.sync().error), QString());
    QCOMPARE(textOf(lin.sync().error), QString());
    QCOMPARE(lin.waiting(), 0);
    QCOMPARE(lin.inbox(), 2);
    QCOMPARE(state(lin, sha256), QString());
    QCOMPARE(lin.sync().filesSent, 0);
    QCOMPARE(chunksHere(), 0);
    QCOMPARE(textOf(other.sync().error), QString());
    QVERIFY(!other.workspace().blobPath(sha256).ok());
}

DW_TEST(AbsenceCasesTest)

}  // namespace dw::test

#include "absencecasestest.moc"
