// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/matching/duplicatekey.h"
#include "tests/matching/matchcorpus.h"
#include "tests/support/testdata.h"
#include "tests/support/testrunner.h"

#include <QProcess>
#include <QTemporaryDir>

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
    void chineseCompaniesWithTraps_data()
    {
        QTest::addColumn<QStringList>("fields");
        QTest::addColumn<double>("precision");
        QTest::addColumn<double>("recall");
        const QStringList all{QStringLiteral("uscc"),   QStringLiteral("address"), QStringLiteral("person"),
                              QStringLiteral("mobile"), QStringLiteral("phone"),   QStringLiteral("email")};
        QTest::newRow("all") << all << 0.95 << 0.93;
        // What a customer has of its own, without whom one speaks to.
        QTest::newRow("no contact") << QStringList{all[0], all[1], all[4]} << 0.95 << 0.8;
        QTest::newRow("mobile") << QStringList{all[0], all[1], all[3]} << 0.95 << 0.8;
        QTest::newRow("no code") << all.mid(1) << 0.95 << 0.9;
    }
    void chineseCompaniesWithTraps()
    {
        DW_NEED_DATA("cn_dedupe");
        QFETCH(const QStringList, fields);
        QFETCH(const double, precision);
        QFETCH(const double, recall);
        const QString folder = testDataDir() + QStringLiteral("/cn_dedupe/");
        const auto corpus = MatchCorpus::chinese(folder + QStringLiteral("open_records.csv"),
                                                 folder + QStringLiteral("open_truth.csv"), fields);
        QVERIFY(corpus);
        const MatchQuality quality = measure("cn_dedupe", corpus);
        QVERIFY(quality.precision() >= precision);
        QVERIFY(quality.recall() >= recall);
    }

    // Fifty thousand companies that are all different, many of a name or a house: hardly any is taken for
    // another.
    void aRegisterHasNoDuplicates()
    {
        DW_NEED_DATA("cn_registry");
        const QTemporaryDir folder;
        QProcess gzip;
        gzip.setStandardOutputFile(folder.filePath(QStringLiteral("register.csv")));
        gzip.start(
            QStringLiteral("gzip"),
            {QStringLiteral("-dc"), testDataDir() + QStringLiteral("/cn_registry/cn_companies_2018.csv.gz")});
        QVERIFY(gzip.waitForFinished(60'000));
        const auto corpus = MatchCorpus::registered(folder.filePath(QStringLiteral("register.csv")));
        QVERIFY(corpus);
        const MatchSearch search = searchMatches(corpus->profiles, AskedScore);
        const MatchQuality quality = qualityOf(*corpus, search);
        qInfo("%s", qPrintable(quality.told("cn_registry")));
        for (const CappedBlock &capped : search.capped)
            qInfo("%s: %lld", qPrintable(capped.key), qlonglong(capped.profiles));
        // One pair in two hundred companies.
        QVERIFY((quality.found - quality.right) * 200 < qsizetype(corpus->profiles.size()));
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
