// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testrunner.h"
#include "ui/common/textlayout.h"
#include "ui/dashboards/dwellchart.h"
#include "ui/dashboards/tiletexts.h"
#include "ui/dashboards/valuetext.h"

#include <QTest>

namespace dw::test
{

using namespace dw::ui;

// What tiles and charts say, by their figures alone.
class InsightWordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Deals there are, and no amount among them.
    void openDealsWithoutAmountsAreCounted()
    {
        const Currency yuan = *Currency::fromCode(u"CNY");
        const Format format;
        const TileTexts texts(**MetricCatalog::shipped(), format, yuan, {}, Language::English);
        InsightTile tile;
        tile.metric = QStringLiteral("open_pipeline");
        QCOMPARE(texts.of(tile).note, QStringLiteral("n = 0"));
        tile.now = {{Value(), 4346, {}}};
        QCOMPARE(texts.of(tile).figure, QStringLiteral("—"));
        QCOMPARE(texts.of(tile).note, QStringLiteral("4,346 deals without an amount"));
        // They hide no amount of another.
        tile.now = {{Value(), 3, {}}, {Value(Money{100000, yuan}), 1, yuan}};
        QCOMPARE(texts.of(tile).figure, QStringLiteral("1,000"));
        QCOMPARE(texts.of(tile).note, QStringLiteral("4 deals"));
        tile.metric = QStringLiteral("win_rate");
        tile.now = {{Value(), 0, {}}};
        QCOMPARE(texts.of(tile).note, QStringLiteral("n = 0"));
    }

    // Numbers are never elided (ui.md 3): what the widest needs is taken from the bars.
    void dwellTimesHaveTheirRoom()
    {
        const auto chartOf = [](Theme &theme, const Format &format, qint64 tenths) {
            ResultTable table;
            for (const char *key : {"median", "lower_quartile", "upper_quartile", "limit"}) {
                ResultColumn column;
                column.key = QString::fromLatin1(key);
                column.type = ResultColumn::Type::Days;
                table.columns.append(column);
            }
            ResultRow row;
            row.values = QList<Value>(4, Value(Decimal(tenths, 1)));
            table.rows = {row};
            auto chart = std::make_unique<DwellChart>(theme, format);
            chart->setTable(table);
            return chart;
        };
        Theme theme;
        const Format format;
        const QString shown = daysWithUnit(Value(Decimal(33899, 1)), format);
        QCOMPARE(shown, QStringLiteral("3,389.9\u00a0d"));
        const auto long1 = chartOf(theme, format, 33899), short1 = chartOf(theme, format, 140);
        QVERIFY(long1->wordsWidth() >= textWidth(theme, Theme::Scale::Body, Theme::Weight::Strong, shown));
        QVERIFY(long1->wordsWidth() > short1->wordsWidth());
    }
};

DW_TEST(InsightWordsTest)

}  // namespace dw::test

#include "dashboards_wordstest.moc"
