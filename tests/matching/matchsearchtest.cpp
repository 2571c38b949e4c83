// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/matching/duplicatekey.h"
#include "core/matching/matchsearch.h"
#include "tests/support/testrunner.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <random>
#include <set>

namespace dw::test
{

namespace
{

using IdPairs = std::set<std::pair<QString, QString>>;

// Names of four characters out of a few hundred, places and numbers: every second one has a double with a
// slip.
std::vector<MatchInput> manyCompanies(int count)
{
    std::mt19937 random(4711);
    const auto han = [&] { return QChar(char16_t(0x4e00 + int(random() % 3000))); };
    const QStringList places{QStringLiteral("合肥市"), QStringLiteral("大连"), QStringLiteral("义乌市"),
                             QString()};
    const QStringList trades{QStringLiteral("商贸"), QStringLiteral("物流"), QStringLiteral("建筑工程"),
                             QStringLiteral("信息技术")};
    std::vector<MatchInput> all;
    while (int(all.size()) < count) {
        MatchInput input;
        QString name = QString(han()) + han() + han();
        const QString place = places[int(random() % 4)], trade = trades[int(random() % 4)];
        input.company = place + name + trade + QStringLiteral("有限公司");
        input.address = QStringLiteral("长江西路%1号%2室").arg(random() % 900).arg(random() % 2000);
        // Some share a switchboard.
        input.phones =
            QStringList{QStringLiteral("0551-6%1")
                            .arg(random() % 9'000 == 0 ? 5556268 : 1000000 + int(random() % 8000000))};
        all.push_back(input);
        if (all.size() % 4 == 0) {
            name[1] = han();
            input.company = place + name + trade + QStringLiteral("有限责任公司");
            all.push_back(input);
        }
    }
    return all;
}

std::vector<MatchProfile> profilesOf(const std::vector<MatchInput> &inputs)
{
    std::vector<MatchProfile> profiles;
    for (const MatchInput &input : inputs)
        profiles.push_back(matchProfile(input));
    return profiles;
}

}  // namespace

class MatchSearchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Blocks leave out only what would not have been one: all pairs, the slow way, give the same.
    void blocksLoseNothing()
    {
        const std::vector<MatchProfile> profiles = profilesOf(manyCompanies(1'200));
        std::set<std::pair<quint32, quint32>> slow, quick;
        for (quint32 i = 0; i < profiles.size(); ++i) {
            for (quint32 j = i + 1; j < profiles.size(); ++j) {
                if (scoreOf(profiles[i], profiles[j]).score >= AskedScore)
                    slow.insert({i, j});
            }
        }
        const MatchSearch search = searchMatches(profiles, AskedScore);
        for (const MatchedPair &pair : search.pairs)
            quick.insert({pair.one, pair.other});
        QVERIFY(slow.size() >= 200);
        QVERIFY(slow == quick);
    }

    void theOrderOfRecordsSaysNothing()
    {
        std::vector<MatchInput> inputs = manyCompanies(600);
        // A block that is capped: all of one number.
        for (int i = 0; i < 200; ++i)
            inputs[size_t(i)].phones = QStringList{QStringLiteral("010-85200000")};
        const auto found = [](const std::vector<MatchInput> &all) {
            const MatchSearch search = searchMatches(profilesOf(all), AskedScore);
            IdPairs pairs;
            for (const MatchedPair &pair : search.pairs)
                pairs.insert(std::minmax(all[pair.one].company, all[pair.other].company));
            return std::pair(pairs, search.capped);
        };
        const auto before = found(inputs);
        QVERIFY(!before.first.empty());
        std::mt19937 random(7);
        for (int i = 0; i < 3; ++i) {
            std::shuffle(inputs.begin(), inputs.end(), random);
            const auto after = found(inputs);
            QVERIFY(before.first == after.first);
            QCOMPARE(after.second, before.second);
        }
    }

    void whatIsCappedIsTold()
    {
        std::vector<MatchInput> inputs = manyCompanies(int(MostInBlock) + 1);
        for (MatchInput &input : inputs)
            input.phones = QStringList{QStringLiteral("010-85200000")};
        const MatchSearch search = searchMatches(profilesOf(inputs), AskedScore);
        const bool told =
            std::any_of(search.capped.begin(), search.capped.end(), [&](const CappedBlock &block) {
                return block.key == QLatin1String("match.by_phone") &&
                       block.profiles == qsizetype(inputs.size());
            });
        QVERIFY(told);
        inputs.pop_back();
        const QList<CappedBlock> fewer = searchMatches(profilesOf(inputs), AskedScore).capped;
        QVERIFY(std::none_of(fewer.begin(), fewer.end(), [](const CappedBlock &block) {
            return block.key == QLatin1String("match.by_phone");
        }));
    }

    // The figure is told, not asserted: the machine is not always alone.
    void aHundredThousand()
    {
        const std::vector<MatchInput> inputs = manyCompanies(100'000);
        QElapsedTimer timer;
        timer.start();
        const MatchSearch search = searchMatches(profilesOf(inputs), AskedScore);
        qInfo("100 000 companies: %lld ms, %zu pairs", timer.elapsed(), search.pairs.size());
        QVERIFY(search.pairs.size() >= 18'000);
        QVERIFY(search.pairs.size() <= 40'000);
    }

    // Thousands of one name and one number: the time is that of the records, not of their pairs.
    void everythingAlike()
    {
        std::vector<MatchProfile> profiles(20'000, matchProfile(manyCompanies(1).front()));
        const MatchSearch search = searchMatches(profiles, AskedScore);
        QVERIFY(search.pairs.size() <= profiles.size() * BlockWindow * 2);
        QVERIFY(search.pairs.size() >= profiles.size() - 1);
        QVERIFY(!search.capped.isEmpty());
    }
};

DW_TEST(MatchSearchTest)

}  // namespace dw::test

#include "matchsearchtest.moc"
