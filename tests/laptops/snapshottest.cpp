// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/search.h"
#include "tests/laptops/faultline.h"
#include "tests/laptops/laptop.h"
#include "tests/support/testrunner.h"

#include <QCryptographicHash>
#include <QFile>
#include <QProcess>
#include <QTest>

namespace dw::test
{

// A new laptop of a server that holds very much: what it brings is a bulk load, over lines that break.
class SnapshotTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void allOfItIsHereAndFound();
    void aLineThatIsCutGoesOn();

private:
    // A bulk load begins with 20 000.
    static constexpr int Accounts = 20'300;
    static QString codeOf(int account)
    {
        return QString::fromLatin1(
            QCryptographicHash::hash(QByteArray::number(account), QCryptographicHash::Md5).toHex());
    }
    static qint64 accounts(Laptop &laptop)
    {
        qint64 count = -1;
        laptop.runner().workspace().readNow([&](ReadSession &session) {
            const ConfigurationPtr configuration = laptop.runner().configuration();
            count = session
                        .count({configuration->dictionary->find(u"account"), nullptr, {}},
                               configuration->settings.context(SystemClock().now(), {}, {}))
                        .value();
        });
        return count;
    }
    static qsizetype found(Laptop &laptop, const QString &text)
    {
        qsizetype hits = -1;
        laptop.runner().workspace().readNow([&](ReadSession &session) {
            SearchRequest request;
            request.text = text;
            const auto answer = session.search(request);
            hits = answer.ok() ? answer->size() : -1;
        });
        return hits;
    }

    QTemporaryDir m_root;
    std::unique_ptr<ServerProgram> m_server;
};

void SnapshotTest::initTestCase()
{
    m_server = std::make_unique<ServerProgram>(QStringLiteral(DEALWRIGHT_SERVER), m_root.path());
    const QString path = m_root.path() + QStringLiteral("/accounts.csv");
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("Name,Website\n");
    for (int i = 0; i < Accounts; ++i)
        file.write(QStringLiteral("客户 %1 %2,https://c%2.cn\n").arg(codeOf(i)).arg(i).toUtf8());
    file.close();
    QProcess import;
    import.setProcessChannelMode(QProcess::MergedChannels);
    import.start(QStringLiteral(DEALWRIGHT_CLI),
                 {QStringLiteral("-w"), m_server->folder() + QStringLiteral("/workspace"),
                  QStringLiteral("import"), QStringLiteral("account"), path});
    QVERIFY(import.waitForFinished(10 * 60'000));
    QVERIFY2(import.exitCode() == 0, import.readAll().constData());
    m_server->start();
}

void SnapshotTest::allOfItIsHereAndFound()
{
    Laptop chen(*m_server, QStringLiteral("chen"));
    const SyncReport report = chen.sync({});
    QCOMPARE(textOf(report.error), QString());
    QVERIFY(report.pulled >= Accounts);
    QCOMPARE(accounts(chen), Accounts);
    // What is left to the end of a bulk load is there: it is found, and what comes later, too.
    QVERIFY(found(chen, codeOf(20'299)) > 0);
    chen.create(QStringLiteral("Quetzalbrook"));
    QVERIFY(found(chen, QStringLiteral("Quetzalbrook")) > 0);
    const SyncReport again = chen.sync({});
    QCOMPARE(textOf(again.error), QString());
    QCOMPARE(again.applied, 1);
    QVERIFY(again.pulled < 10);
}

void SnapshotTest::aLineThatIsCutGoesOn()
{
    FaultLine line(m_server->port());
    Laptop chen(*m_server, QStringLiteral("chen"));
    chen.reachThrough(line.port());
    // Some parts of what is to come, each time.
    line.cutAfter(400'000);
    int runs = 0;
    qint64 before = 0;
    for (;;) {
        const SyncReport report = chen.sync();
        const qint64 here = accounts(chen);
        QVERIFY(here >= before);
        if (!report.error)
            break;
        QVERIFY2(report.error->code == ErrorCode::Network, qPrintable(textOf(report.error)));
        QVERIFY2(here > before && ++runs < 50, qPrintable(QString::number(here)));
        before = here;
    }
    // With the one of the other laptop.
    QCOMPARE(accounts(chen), Accounts + 1);
    QVERIFY(line.connections() > 3);
    QVERIFY(found(chen, codeOf(20'299)) > 0);
}

DW_TEST(SnapshotTest)

}  // namespace dw::test

#include "snapshottest.moc"
