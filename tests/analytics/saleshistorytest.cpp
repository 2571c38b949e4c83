// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/report.h"
#include "tests/support/salesworld.h"
#include "tests/support/testdata.h"
#include "tests/support/testrunner.h"

#include <QFile>
#include <QTest>

namespace dw::test
{

namespace
{

QString u(const char *text)
{
    return QString::fromUtf8(text);
}

}  // namespace

// A whole real sales history: the reports give the figures that were computed from the file independently.
class SalesHistoryTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<SalesWorld> m_world;
    MetricCatalogPtr m_catalog;

    ResultTable run(const char *name, const QHash<QString, QString> &texts = {})
    {
        ResultTable table;
        m_world->read([&](const Reader &reader) {
            const auto parameters = ReportParameters::read(texts, reader);
            QVERIFY(parameters.ok());
            const auto answer = Report(m_catalog, reader).run(QString::fromLatin1(name), *parameters);
            QVERIFY2(answer.ok(), answer.ok() ? "" : qPrintable(answer.error().key));
            table = *answer;
        });
        return table;
    }

private Q_SLOTS:
    void initTestCase()
    {
        DW_NEED_DATA("crm_sparklesquad_original");
        m_catalog = *MetricCatalog::shipped();
        m_world = std::make_unique<SalesWorld>("USD");
        QFile file(testDataDir() + u("/crm_sparklesquad_original/original/sales-pipeline.csv"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        file.readLine();
        QHash<QString, Id> people;
        while (!file.atEnd()) {
            const QStringList cells = QString::fromUtf8(file.readLine()).trimmed().split(QLatin1Char(','));
            QCOMPARE(cells.size(), 8);
            Id &person = people[cells[2]];
            if (person.isNull())
                person = m_world->addUser(cells[2]);
            const char *stage = cells[3] == u("Won") ? "won" : cells[3] == u("Lost") ? "lost" : "needs";
            const auto value =
                Money::fromString(cells[6].section(QLatin1Char('.'), 0, 0), *Currency::fromCode(u"USD"));
            const Id deal = m_world->addDeal(
                {cells[1], person, {}, stage, value ? value->minor : -1, cells[7], {}, cells[5]});
            m_world->addMove(deal, nullptr, stage, cells[5].isEmpty() ? cells[7] : cells[5]);
        }
        m_world->flush();
    }

    void winRate()
    {
        const ResultTable table = run("win_rate");
        QCOMPARE(table.value(0, u"won").integer(), qint64(6438));
        QCOMPARE(table.value(0, u"lost").integer(), qint64(3493));
        QCOMPARE(table.value(0, u"win_rate").percent().basisPoints, qint64(6483));  // 64.827 %
    }

    void wonByQuarter()
    {
        const ResultTable table = run("won_by_quarter");
        QStringList quarters;
        QList<qint64> won;
        for (qsizetype i = 0; i < table.rows.size(); ++i) {
            quarters.append(table.value(i, u"quarter").text());
            won.append(table.value(i, u"won_value").money().minor);
        }
        QCOMPARE(quarters, (QStringList{u("2017-Q1"), u("2017-Q2"), u("2017-Q3"), u("2017-Q4")}));
        QCOMPARE(won, (QList<qint64>{60818900, 347247000, 762320200, 623306700}));
    }

    void leaderboard()
    {
        const ResultTable table = run("leaderboard");
        QCOMPARE(table.rows.size(), 30);
        QCOMPARE(table.title(table.value(0, u"owner")), u("Darcel Schlecht"));
        QCOMPARE(table.value(0, u"won_value").money().minor, qint64(228260900));
        QCOMPARE(table.title(table.value(1, u"owner")), u("Cassey Cress"));
        QCOMPARE(table.value(1, u"won_value").money().minor, qint64(87921000));
        QCOMPARE(table.title(table.value(2, u"owner")), u("Zane Levy"));
        QCOMPARE(table.value(2, u"won_value").money().minor, qint64(80625800));
        // One person's quarter equals what the quarter says of them.
        const ResultTable quarter = run("won_by_quarter", {{u("owner"), u("Darcel Schlecht")}});
        qint64 sum = 0;
        for (qsizetype i = 0; i < quarter.rows.size(); ++i)
            sum += quarter.value(i, u"won_value").money().minor;
        QCOMPARE(sum, qint64(228260900));
    }

    void funnel()
    {
        const ResultTable table = run("funnel");
        QCOMPARE(table.value(0, u"count").integer(), qint64(14277));
        QCOMPARE(table.value(1, u"count").integer(), qint64(6438 + 4346));
        QCOMPARE(table.value(6, u"count").integer(), qint64(6438));
        QCOMPARE(table.value(6, u"amount").money().minor, qint64(1793692800));
    }

    void dwell()
    {
        const ResultTable table = run("stage_dwell");
        QCOMPARE(table.value(1, u"here").integer(), qint64(4346));
        QCOMPARE(table.value(1, u"over").integer(), qint64(4346));
    }
};

DW_TEST(SalesHistoryTest)

}  // namespace dw::test

#include "saleshistorytest.moc"
