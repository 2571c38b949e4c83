// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/matching/duplicatekey.h"
#include "tests/matching/matchcorpus.h"
#include "tests/support/testdata.h"
#include "tests/support/testrunner.h"

namespace dw::test
{

// How well the shipped threshold parts what is one from what is two, on files whose duplicates are known.
class MatchQualityTest : public QObject
{
    Q_OBJECT

private:
    static MatchQuality measure(const char *name, const std::optional<MatchCorpus> &corpus)
    {
        const MatchQuality quality = qualityOf(*corpus, searchMatches(corpus->profiles, AskedScore));
        qInfo("%s", qPrintable(quality.told(name)));
        return quality;
    }

private Q_SLOTS:
    void chineseCompaniesWithTraps()
    {
        DW_NEED_DATA("cn_dedupe");
        const QString folder = testDataDir() + QStringLiteral("/cn_dedupe/");
        const auto corpus = MatchCorpus::chinese(folder + QStringLiteral("open_records.csv"),
                                                 folder + QStringLiteral("open_truth.csv"));
        QVERIFY(corpus);
        const MatchQuality quality = measure("cn_dedupe", corpus);
        QVERIFY(quality.precision() >= 0.95);
        QVERIFY(quality.recall() >= 0.93);
    }

    void restaurantsOfTwoGuides()
    {
        DW_NEED_DATA("restaurant");
        const auto corpus =
            MatchCorpus::restaurants(testDataDir() + QStringLiteral("/restaurant/restaurant.csv"));
        QVERIFY(corpus);
        const MatchQuality quality = measure("restaurant", corpus);
        QVERIFY(quality.precision() >= 0.9);
        QVERIFY(quality.recall() >= 0.8);
    }

    void personsWithSlipsOfThePen()
    {
        DW_NEED_DATA("febrl");
        const auto corpus = MatchCorpus::febrl(testDataDir() + QStringLiteral("/febrl/dataset1.csv"));
        QVERIFY(corpus);
        const MatchQuality quality = measure("febrl/dataset1", corpus);
        QVERIFY(quality.precision() >= 0.95);
        QVERIFY(quality.recall() >= 0.9);
    }
};

DW_TEST(MatchQualityTest)

}  // namespace dw::test

#include "matchqualitytest.moc"
