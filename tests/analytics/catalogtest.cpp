// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/metriccatalog.h"
#include "tests/support/salesworld.h"
#include "tests/support/testrunner.h"

#include <QTest>

namespace dw::test
{

namespace
{

// JSON with ' in place of ".
QByteArray quoted(QByteArray text)
{
    return text.replace('\'', '"');
}

QByteArray metric(const QByteArray &code, const QByteArray &chinese, const QByteArray &unit)
{
    return "{'code': '" + code + "', 'name_en': 'X', 'name_zh': '" + chinese +
           "', 'note_en': 'n', 'note_zh': 'n', 'direction': 'up', 'layer': 'volume', 'grain': 'opportunity', "
           "'measure': 'count()', 'unit': '" +
           unit + "'}";
}

QByteArray metrics(const QByteArray &more)
{
    return quoted("{'metrics': [" + metric("won", "w", "count") + ", " + more + "]}");
}

}  // namespace

class CatalogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shippedDefinitionsAreCompleteAndCheck()
    {
        const auto catalog = MetricCatalog::shipped();
        QVERIFY2(catalog.ok(),
                 catalog.ok() ? "" : qPrintable(catalog.error().arguments.join(QLatin1Char('|'))));
        QStringList names;
        for (const ReportDefinition &report : (*catalog)->reports())
            names.append(report.name);
        QCOMPARE(names, QString::fromLatin1("funnel win_rate won_by_quarter leaderboard stage_dwell")
                            .split(QLatin1Char(' ')));
        // Every condition and measure is an expression of the dictionary.
        SalesWorld world;
        world.read([&](const Reader &reader) {
            for (const Metric &metric : (*catalog)->metrics()) {
                if (metric.isRatio())
                    continue;
                const auto query = reader.groupQuery(metric.grain, metric.where, {}, {metric.measure},
                                                     GroupQuery::MoneyMode::PerCurrency);
                QVERIFY2(query.ok(), qPrintable(metric.code));
                QVERIFY(metric.time.isEmpty() || query->object->find(metric.time));
            }
        });
    }

    void explanationNamesFormulaAndRows()
    {
        const auto catalog = *MetricCatalog::shipped();
        const MetricExplanation rate = catalog->explain(*catalog->metric(u"win_rate"), Language::English);
        QCOMPARE(rate.name, QStringLiteral("Win rate"));
        QCOMPARE(rate.formula, QStringLiteral("won_deals / (won_deals + lost_deals)"));
        QCOMPARE(rate.rows, QStringLiteral("opportunity: result = \"won\"\nopportunity: result = \"lost\""));
        QCOMPARE(catalog->explain(*catalog->metric(u"win_rate"), Language::Chinese).name, u"赢单率");
    }

    void contradictionsAreRefused_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("named");
        QTest::newRow("unknown property") << metrics("{'code': 'x', 'colour': 'red'}") << QStringLiteral("x");
        QTest::newRow("twice") << metrics(metric("won", "won", "count")) << QStringLiteral("won");
        QTest::newRow("ratio of nothing")
            << metrics(
                   "{'code': 'rate', 'name_en': 'R', 'name_zh': 'R', 'note_en': 'n', 'note_zh': 'n', 'unit': "
                   "'percent', 'direction': 'up', 'layer': 'effect', 'numerator': 'won', 'denominator': "
                   "['lost']}")
            << QStringLiteral("lost");
        QTest::newRow("no Chinese name") << metrics(metric("x", "", "count")) << QStringLiteral("x");
        QTest::newRow("unknown unit") << metrics(metric("x", "x", "parsecs")) << QStringLiteral("parsecs");
    }

    void contradictionsAreRefused()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, named);
        const auto catalog = MetricCatalog::parse(json, quoted("{'reports': []}"));
        QVERIFY(!catalog.ok());
        QVERIFY2(catalog.error().arguments.contains(named),
                 qPrintable(catalog.error().key + catalog.error().arguments.join(QLatin1Char('|'))));
    }
};

DW_TEST(CatalogTest)

}  // namespace dw::test

#include "catalogtest.moc"
