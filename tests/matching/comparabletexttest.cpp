// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/matching/comparabletext.h"
#include "tests/support/property.h"
#include "tests/support/testrunner.h"

#include <string>
#include <vector>

namespace dw::test
{

namespace
{

// The whole table, without the band: what the quick one must give.
int slowDistance(const QString &one, const QString &other)
{
    const auto n = size_t(one.size()), m = size_t(other.size());
    std::vector<std::vector<int>> cost(n + 1, std::vector<int>(m + 1));
    for (size_t i = 0; i <= n; ++i) {
        for (size_t j = 0; j <= m; ++j) {
            if (i == 0 || j == 0) {
                cost[i][j] = int(i + j);
                continue;
            }
            const auto a = qsizetype(i), b = qsizetype(j);
            const bool same = one[a - 1] == other[b - 1];
            cost[i][j] =
                std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, cost[i - 1][j - 1] + (same ? 0 : 1)});
            if (i > 1 && j > 1 && one[a - 1] == other[b - 2] && one[a - 2] == other[b - 1])
                cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
    }
    return cost[n][m];
}

}  // namespace

class ComparableTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void distancesAreThoseOfTheWholeTable()
    {
        DW_PROPERTY([] {
            // Three letters alone, so that texts are near each other and swaps happen.
            const auto text = [] {
                const auto letters =
                    *rc::gen::resize(9, rc::gen::container<std::string>(rc::gen::element('a', 'b', 'c')));
                return QString::fromStdString(letters);
            };
            const QString one = text(), other = text();
            const int limit = *rc::gen::inRange(0, 5);
            const int whole = slowDistance(one, other);
            RC_ASSERT(editDistance(one, other, limit) == std::min(whole, limit + 1));
            RC_ASSERT(editDistance(one, other, limit) == editDistance(other, one, limit));
        });
    }

    void oneFormForAll()
    {
        QCOMPARE(comparableText(u"  ＡＢＣ　東海縣\u0001貿易 "), QStringLiteral("abc 东海县 贸易"));
        QCOMPARE(lettersOf(u"a-b (c) 1.2"), QStringLiteral("abc12"));
        QCOMPARE(wordsOf(u"arnie's deli-cafe"),
                 (QStringList{QStringLiteral("arnies"), QStringLiteral("deli"), QStringLiteral("cafe")}));
        QCOMPARE(comparableText(QString(100'000, u'x')).size(), MaxComparedText);
    }
};

DW_TEST(ComparableTextTest)

}  // namespace dw::test

#include "comparabletexttest.moc"
