// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/figures.h"
#include "tests/support/testrunner.h"

#include <QTest>

namespace dw::test
{

class FiguresTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ratioIsRoundedHalfEvenAndNullOfNothing()
    {
        QCOMPARE(ratio(6438, 6438 + 3493).percent().basisPoints, qint64(6483));
        QCOMPARE(ratio(1, 20000).percent().basisPoints, qint64(0));  // 0.5 to the even 0
        QCOMPARE(ratio(3, 20000).percent().basisPoints, qint64(2));  // 1.5 to the even 2
        QVERIFY(ratio(0, 0).isNull());
        QCOMPARE(ratio(0, 5).percent().basisPoints, qint64(0));
    }

    void daysHaveOneDecimal()
    {
        QCOMPARE(daysOf(86400 * 7).decimal(), Decimal(70, 1));
        QCOMPARE(daysOf(86400 * 7 + 4320).decimal(), Decimal(70, 1));  // half a tenth to the even one
        QCOMPARE(daysOf(86400 * 7 + 4321).decimal(), Decimal(71, 1));
    }

    void quartilesLieBetweenNeighbours()
    {
        const QList<Counted> four{{10, 1}, {20, 1}, {30, 1}, {40, 1}};
        QCOMPARE(quartile(four, 2), std::optional<qint64>(25));
        QCOMPARE(quartile(four, 1), std::optional<qint64>(18));  // 17.5 to the even 18
        QCOMPARE(quartile(four, 3), std::optional<qint64>(32));  // 32.5 to the even 32
        const QList<Counted> repeated{{5, 3}, {9, 2}};
        QCOMPARE(quartile(repeated, 1), std::optional<qint64>(5));
        QCOMPARE(quartile(repeated, 2), std::optional<qint64>(5));
        QCOMPARE(quartile(repeated, 3), std::optional<qint64>(9));
        QCOMPARE(quartile({{7, 1}}, 3), std::optional<qint64>(7));
        QVERIFY(!quartile({}, 2));
    }

    void sumsBeyondSixtyFourBitsAreAnError()
    {
        const Currency usd = *Currency::fromCode(u"USD");
        AmountSum sum;
        QVERIFY(sum.value(usd).value().isNull());
        sum.add(Value(Money{std::numeric_limits<qint64>::max(), usd}));
        QCOMPARE(sum.value(usd).value().money().minor, std::numeric_limits<qint64>::max());
        sum.add(Value(Money{1, usd}));
        QVERIFY(!sum.value(usd).ok());
    }
};

DW_TEST(FiguresTest)

}  // namespace dw::test

#include "figurestest.moc"
