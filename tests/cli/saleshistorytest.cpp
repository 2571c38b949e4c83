// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/files.h"
#include "tests/support/reportfile.h"
#include "tests/support/salesfiles.h"
#include "tests/support/testdata.h"
#include "tests/support/testrunner.h"

#include <QFile>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>

namespace dw::test
{

// The real sales history goes from its files into an empty workspace by the command line alone. The figures
// of its reports were computed independently of this program, and stand alike in the answers and in the
// workbooks.
class CliSalesHistoryTest : public QObject
{
    Q_OBJECT

private:
    static constexpr int ImportMs = 240000;

    static QString text(const char *utf8) { return QString::fromUtf8(utf8); }

    QJsonObject answer(const QStringList &arguments)
    {
        QProcess process;
        process.start(QStringLiteral(DEALWRIGHT_CLI),
                      QStringList{text("-w"), m_folder.filePath(text("ws")), text("--now"),
                                  text("2026-11-19T07:40:00Z"), text("--json")} +
                          arguments);
        if (!process.waitForFinished(ImportMs) || process.exitCode() != 0)
            qFatal("%s", process.readAllStandardError().constData());
        return QJsonDocument::fromJson(process.readAllStandardOutput()).object();
    }
    QJsonObject imported(const SalesFile &file)
    {
        const QString map = m_folder.filePath(text("map.json"));
        writeFile(map, file.map);
        return answer({text("import"), text(file.object),
                       testDataDir() + text("/crm_sparklesquad_original/original/") + text(file.file),
                       text("--map"), map});
    }
    QJsonObject reported(const char *name, const QStringList &more = {})
    {
        return answer(QStringList{text("report"), text(name), text("--param"), text("from=2017-01-01"),
                                  text("--param"), text("to=2017-12-31")} +
                      more);
    }
    static qint64 wholeOf(const QJsonValue &row, const char *key)
    {
        const QJsonObject money = row.toObject().value(QLatin1String(key)).toObject();
        return qint64(money.value(QLatin1String("minor")).toDouble()) / 100;
    }

    void figuresHold()
    {
        // Won / (won + lost) = 6 438 / 9 931 = 64.827 %.
        const QJsonObject rate = reported("win_rate").value(QLatin1String("rows")).toArray().at(0).toObject();
        QCOMPARE(rate.value(QLatin1String("won")).toInt(), 6438);
        QCOMPARE(rate.value(QLatin1String("lost")).toInt(), 3493);
        QCOMPARE(rate.value(QLatin1String("win_rate")).toInt(), 6483);

        QList<qint64> quarters;
        const QJsonArray won = reported("won_by_quarter").value(QLatin1String("rows")).toArray();
        for (const QJsonValue &row : won)
            quarters.append(wholeOf(row, "won_value"));
        QCOMPARE(quarters, (QList<qint64>{608189, 3472470, 7623202, 6233067}));

        const QList<std::pair<QString, qint64>> best{
            {text("Darcel Schlecht"), 2282609}, {text("Cassey Cress"), 879210}, {text("Zane Levy"), 806258}};
        const QJsonArray leaders = reported("leaderboard").value(QLatin1String("rows")).toArray();
        for (int i = 0; i < 3; ++i) {
            const QJsonObject owner = leaders.at(i).toObject().value(QLatin1String("owner")).toObject();
            QCOMPARE(owner.value(QLatin1String("title")).toString(), best[i].first);
            QCOMPARE(wholeOf(leaders.at(i), "won_value"), best[i].second);
        }

        const QJsonArray funnel = reported("funnel").value(QLatin1String("rows")).toArray();
        QVERIFY(!funnel.isEmpty());
        QCOMPARE(funnel.last().toObject().value(QLatin1String("count")).toInt(), 6438);
        QCOMPARE(wholeOf(funnel.last(), "amount"), 17936928);
    }
    void booksAgree()
    {
        for (const char *name : {"funnel", "win_rate", "won_by_quarter", "leaderboard"}) {
            const QString book = m_folder.filePath(text(name) + text(".xlsx"));
            const QJsonObject report = reported(name, {text("--out"), book});
            QVERIFY(!report.value(QLatin1String("rows")).toArray().isEmpty());
            const QString difference = reportDifference(book, report);
            QVERIFY2(difference.isEmpty(), qPrintable(text(name) + text(": ") + difference));
        }
    }

    QTemporaryDir m_folder;

private Q_SLOTS:
    void figuresOfTheFilesComeOut()
    {
        DW_NEED_DATA("crm_sparklesquad_original");
        answer({text("new"), text("--currency"), text("USD"), text("--zone"), text("UTC")});
        for (const SalesFile &file : SalesFiles) {
            const QJsonObject first = imported(file);
            QVERIFY(first.value(QLatin1String("total")).toInt() > 0);
            QCOMPARE(first.value(QLatin1String("created")), first.value(QLatin1String("total")));
            QCOMPARE(first.value(QLatin1String("rejected")).toInt(), 0);
        }
        figuresHold();
        booksAgree();
        if (QTest::currentTestFailed())
            return;
        // Once more: nothing changes.
        for (const SalesFile &file : SalesFiles) {
            const QJsonObject again = imported(file);
            QVERIFY(again.value(QLatin1String("total")).toInt() > 0);
            QCOMPARE(again.value(QLatin1String("unchanged")), again.value(QLatin1String("total")));
        }
        figuresHold();
        QCOMPARE(answer({text("query"), text("opportunity"), text("--group-by"), text("result"),
                         text("--measure"), text("count()")})
                     .value(QLatin1String("rows"))
                     .toArray()
                     .size(),
                 3);
    }
};

DW_TEST(CliSalesHistoryTest)

}  // namespace dw::test

#include "saleshistorytest.moc"
