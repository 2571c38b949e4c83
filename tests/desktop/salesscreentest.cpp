// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/desktop/demodesk.h"
#include "tests/support/files.h"
#include "tests/support/reportfile.h"
#include "tests/support/salesfiles.h"
#include "tests/support/testdata.h"
#include "tests/support/testrunner.h"
#include "ui/common/combobox.h"
#include "ui/common/lineedit.h"
#include "ui/common/recordtable.h"
#include "ui/dashboards/chartcard.h"
#include "ui/dashboards/insightpage.h"
#include "ui/dashboards/resulttablemodel.h"
#include "ui/dashboards/tilerow.h"
#include "ui/imports/exportdialog.h"
#include "ui/imports/filestep.h"
#include "ui/imports/importpage.h"
#include "ui/imports/outcomestep.h"

#include <QAction>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QPushButton>
#include <QTest>

namespace dw::test
{

// The real sales history goes in through the import screen of the real window, and its figures, computed
// independently of this program, stand on the insight page, in its export and on the command line.
class SalesScreenTest : public QObject
{
    Q_OBJECT

private:
    static constexpr int ImportMs = 240000;

    static QString text(const char *utf8) { return QString::fromUtf8(utf8); }

    ui::ImportPage *importPage() const
    {
        return qobject_cast<ui::ImportPage *>(m_desk->window().pages()->currentPage());
    }
    void step(ui::ImportPage *page)
    {
        QVERIFY2(page->nextButton()->isEnabled(), qPrintable(page->nextButton()->toolTip()));
        QTest::mouseClick(page->nextButton(), Qt::LeftButton);
        QVERIFY(QTest::qWaitFor([&] { return page->isSettled(); }, ImportMs));
    }
    // From the choice of the file to its end.
    void import(const SalesFile &file)
    {
        m_desk->go(text("import"));
        ui::ImportPage *page = importPage();
        QVERIFY(page);
        ui::ComboBox *object = page->fileStep()->objectChoice();
        QVERIFY(object->findData(text(file.object)) >= 0);
        object->setCurrentIndex(object->findData(text(file.object)));
        page->openFile(testDataDir() + text("/crm_sparklesquad_original/original/") + text(file.file));
        QVERIFY(QTest::qWaitFor([&] { return page->isSettled(); }, ImportMs));
        step(page);
        QCOMPARE(page->step(), ui::ImportPage::Mapping);
        QFile map(m_folder.filePath(text("map.json")));
        QVERIFY(map.open(QIODevice::WriteOnly) && map.write(file.map) > 0);
        map.close();
        page->loadMappingFile(map.fileName());
        QVERIFY(QTest::qWaitFor([&] { return page->isSettled(); }, ImportMs));
        step(page);
        QCOMPARE(page->step(), ui::ImportPage::Check);
        QCOMPARE(page->checkStep()->count(text("rejected")), 0);
        step(page);
        QCOMPARE(page->step(), ui::ImportPage::Import);
    }
    qint64 told(const char *what) const { return importPage()->importStep()->count(text(what)); }

    QByteArray cli(const QStringList &arguments)
    {
        QProcess process;
        process.start(QStringLiteral(DEALWRIGHT_CLI),
                      QStringList{text("-w"), m_desk->folder(), text("--now"),
                                  text("2026-11-19T07:40:00+08:00"), text("--json")} +
                          arguments);
        if (!process.waitForFinished(ImportMs) || process.exitCode() != 0)
            qFatal("%s", process.readAllStandardError().constData());
        return process.readAllStandardOutput();
    }
    QJsonObject answered(const char *report, const QStringList &more = {})
    {
        return QJsonDocument::fromJson(
                   cli(QStringList{text("report"), text(report), text("--param"), text("from=2017-01-01"),
                                   text("--param"), text("to=2017-12-31")} +
                       more))
            .object();
    }
    QJsonArray reported(const char *report)
    {
        return answered(report).value(QLatin1String("rows")).toArray();
    }
    ui::InsightPage *insight() const
    {
        return qobject_cast<ui::InsightPage *>(m_desk->window().pages()->currentPage());
    }
    // What stands in the table beside the chart.
    QJsonObject table(const char *report) const
    {
        const auto *model =
            qobject_cast<ui::ResultTableModel *>(insight()->card(text(report))->tableView()->model());
        return model->table().toJson(Language::English);
    }
    QJsonArray shown(const char *report) const
    {
        return table(report).value(QLatin1String("rows")).toArray();
    }

    QTemporaryDir m_folder;
    std::unique_ptr<DemoDesk> m_desk;

private Q_SLOTS:
    void isImportedByTheScreenAndToldAlikeEverywhere()
    {
        DW_NEED_DATA("crm_sparklesquad_original");
        m_desk = DemoDesk::openNew(QStringLiteral(DEALWRIGHT_CLI),
                                   {text("--currency"), text("USD"), text("--zone"), text("UTC")});
        QVERIFY(m_desk);
        QVERIFY(m_desk->show());
        for (const SalesFile &file : SalesFiles) {
            import(file);
            if (QTest::currentTestFailed())
                return;
            QVERIFY(told("total") > 0);
            QCOMPARE(told("created"), told("total"));
        }
        QCOMPARE(told("total"), 14277);

        m_desk->go(text("insight"));
        QVERIFY(insight());
        ui::InsightFilter year = insight()->filter();
        year.period = ui::InsightFilter::Period::Custom;
        year.from = Date::fromQDate(QDate(2017, 1, 1));
        year.to = Date::fromQDate(QDate(2017, 12, 31));
        insight()->setFilter(year);
        QVERIFY(QTest::qWaitFor([&] { return m_desk->isSettled(); }, ImportMs));
        // Won / (won + lost) = 6 438 / 9 931.
        const QJsonObject rate = reported("win_rate").at(0).toObject();
        QCOMPARE(rate.value(QLatin1String("won")).toInt(), 6438);
        QCOMPARE(rate.value(QLatin1String("lost")).toInt(), 3493);
        QCOMPARE(rate.value(QLatin1String("win_rate")).toInt(), 6483);
        QStringList figures;
        for (int i = 0; i < insight()->tiles()->count(); ++i) {
            const ui::TileText &tile = insight()->tiles()->tile(i)->content();
            figures.append(tile.label + text(": ") + tile.figure);
        }
        QVERIFY2(figures.join(QLatin1Char('|')).contains(text("64.8")),
                 qPrintable(figures.join(QLatin1Char('|'))));
        for (const char *report : {"funnel", "leaderboard"})
            QCOMPARE(shown(report), reported(report));
        // A single year is no chart: it shows six quarters, of which the first two are empty.
        QJsonArray won = shown("won_by_quarter");
        QCOMPARE(won.size(), 6);
        won.removeFirst();
        won.removeFirst();
        QCOMPARE(won, reported("won_by_quarter"));
        QList<qint64> quarters;
        for (const QJsonValue &row : std::as_const(won))
            quarters.append(amountOf(row));
        QCOMPARE(quarters, (QList<qint64>{608189, 3472470, 7623202, 6233067}));
        const QList<std::pair<QString, qint64>> best{
            {text("Darcel Schlecht"), 2282609}, {text("Cassey Cress"), 879210}, {text("Zane Levy"), 806258}};
        const QJsonArray leaders = shown("leaderboard");
        for (int i = 0; i < 3; ++i) {
            QCOMPARE(leaders.at(i)
                         .toObject()
                         .value(QLatin1String("owner"))
                         .toObject()
                         .value(QLatin1String("title"))
                         .toString(),
                     best[i].first);
            QCOMPARE(amountOf(leaders.at(i)), best[i].second);
        }
        // Every deal of the funnel was made once: won, lost and those still open.
        QVERIFY(!shown("funnel").isEmpty());
        QCOMPARE(shown("funnel").last().toObject().value(QLatin1String("count")).toInt(), 6438);
        for (const char *report : {"funnel", "won_by_quarter", "leaderboard"}) {
            exportsTheSame(report);
            if (QTest::currentTestFailed())
                return;
        }
        // The window lets the workspace go: what is written now, the other program writes.
        m_desk->closeContext();
        const QString book = m_folder.filePath(text("rate.xlsx"));
        const QString difference = reportDifference(book, answered("win_rate", {text("--out"), book}));
        QVERIFY2(difference.isEmpty(), qPrintable(difference));
        const QJsonArray funnel = reported("funnel");
        for (const SalesFile &file : SalesFiles) {
            const QJsonObject again = importedByCli(file);
            QVERIFY(again.value(QLatin1String("total")).toInt() > 0);
            QCOMPARE(again.value(QLatin1String("unchanged")), again.value(QLatin1String("total")));
        }
        QCOMPARE(reported("leaderboard"), leaders);
        QCOMPARE(reported("funnel"), funnel);
        QCOMPARE(reported("won_by_quarter"), won);
        QCOMPARE(reported("win_rate").at(0).toObject(), rate);
        m_desk.reset();
    }

private:
    static qint64 amountOf(const QJsonValue &row)
    {
        return qint64(row.toObject()
                          .value(QLatin1String("won_value"))
                          .toObject()
                          .value(QLatin1String("minor"))
                          .toDouble()) /
               100;
    }

    QJsonObject importedByCli(const SalesFile &file)
    {
        const QString map = m_folder.filePath(text("cli.json"));
        writeFile(map, file.map);
        return QJsonDocument::fromJson(
                   cli({text("import"), text(file.object),
                        testDataDir() + text("/crm_sparklesquad_original/original/") + text(file.file),
                        text("--map"), map}))
            .object();
    }

    // The card in hand, by the dialog that Ctrl+Shift+E opens.
    void exportsTheSame(const char *report)
    {
        ui::ChartCard *card = insight()->card(text(report));
        if (!card->showsTable())
            card->toggleTable();
        card->tableView()->setFocus();
        QCOMPARE(insight()->currentReport(), text(report));
        m_desk->context().ui().actions.action(text("export.report"))->trigger();
        auto *dialog = m_desk->window().findChild<ui::ExportDialog *>();
        QVERIFY(dialog);
        const QString path = m_folder.filePath(text(report));
        dialog->nameEdit()->setText(path);
        dialog->exportNow();
        const QString file = path + text(".xlsx");
        QVERIFY(QTest::qWaitFor([&] { return QFile::exists(file); }, ImportMs));
        const QString difference = reportDifference(file, table(report));
        QVERIFY2(difference.isEmpty(), qPrintable(text(report) + text(": ") + difference));
        // The dialog goes by itself; the next report opens one of its own.
        QTRY_VERIFY(!m_desk->window().findChild<ui::ExportDialog *>());
    }
};

DW_TEST(SalesScreenTest)

}  // namespace dw::test

#include "salesscreentest.moc"
