// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/laptops/laptop.h"
#include "tests/support/serverprogram.h"
#include "tests/support/testrunner.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTest>

namespace dw::test
{

// B12 with the programs: what a laptop signed before its files went up decides, in the audit of both sides.
class ProvenTimesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decideInTheAuditOfBothSides()
    {
        ServerProgram server(QStringLiteral(DEALWRIGHT_SERVER), m_root.path());
        server.addUser(QStringLiteral("lin"));
        server.start();
        Laptop lin(server, QStringLiteral("lin"));
        QCOMPARE(textOf(lin.sync().error), QString());
        const Id account = lin.create(QStringLiteral("Acme"));
        QFile file(m_root.filePath(QStringLiteral("minutes.txt")));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(QByteArray(200'000, 'm')) > 0);
        file.close();
        lin.attach({QStringLiteral("account"), account}, file.fileName());
        QCOMPARE(textOf(lin.sync().error), QString());
        // Nothing had to be proved of this one.
        const Id later = lin.create(QStringLiteral("Later"));
        QCOMPARE(textOf(lin.sync().error), QString());
        lin.close();
        server.stop();
        QJsonObject told;
        for (const QString &folder : {lin.folder(), server.folder() + QStringLiteral("/workspace")}) {
            const QJsonObject line = made(folder, account);
            const auto at = [&line](const char *key) {
                return Instant::fromIso(line.value(QLatin1String(key)).toString(), QTimeZone::utc());
            };
            QVERIFY2(at("proven") && at("received"), qPrintable(folder));
            QVERIFY(*at("at") <= *at("proven") && *at("proven") < *at("received"));
            QCOMPARE(at("decides")->toIso(), at("proven")->toIso());
            if (told.isEmpty())
                told = line;
            for (const char *same : {"received", "proven", "decides"})
                QCOMPARE(line.value(QLatin1String(same)), told.value(QLatin1String(same)));
            const QJsonObject other = made(folder, later);
            QVERIFY(!other.contains(QLatin1String("proven")));
            QCOMPARE(other.value(QLatin1String("decides")), other.value(QLatin1String("received")));
        }
    }

private:
    // The line of the audit that tells how it was made.
    static QJsonObject made(const QString &folder, const Id &account)
    {
        QProcess process;
        process.start(QStringLiteral(DEALWRIGHT_CLI),
                      {QStringLiteral("-w"), folder, QStringLiteral("--json"), QStringLiteral("audit"),
                       QStringLiteral("--object"), QStringLiteral("account"), QStringLiteral("--id"),
                       account.toString()});
        if (!process.waitForFinished(60'000) || process.exitCode() != 0)
            qFatal("audit: %s", process.readAllStandardError().constData());
        const QJsonArray rows = QJsonDocument::fromJson(process.readAllStandardOutput())
                                    .object()
                                    .value(QLatin1String("rows"))
                                    .toArray();
        return rows.last().toObject();
    }

    QTemporaryDir m_root;
};

DW_TEST(ProvenTimesTest)

}  // namespace dw::test

#include "proventimestest.moc"
