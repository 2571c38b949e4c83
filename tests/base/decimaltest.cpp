// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/decimal.h"
#include "tests/support/property.h"
#include "tests/support/testrunner.h"

#include <limits>

namespace dw::test
{

namespace
{

constexpr qint64 Max = std::numeric_limits<qint64>::max();
constexpr qint64 Min = std::numeric_limits<qint64>::min();

QString text(const std::optional<Decimal> &decimal)
{
    return decimal ? decimal->toString() : QStringLiteral("nothing");
}

rc::Gen<Decimal> anyDecimal()
{
    // Small and huge numbers alike: RapidCheck's own sizes alone would rarely reach an overflow.
    const auto unscaled =
        rc::gen::oneOf(rc::gen::arbitrary<qint64>(), rc::gen::inRange<qint64>(-2'000'000, 2'000'000),
                       rc::gen::inRange<qint64>(Min, Max), rc::gen::element<qint64>(0, 1, -1, Max, Min));
    return rc::gen::apply([](qint64 u, int s) { return Decimal(u, s); }, unscaled,
                          rc::gen::inRange(0, Decimal::MaxScale + 1));
}

// Exact comparison of a quotient's rounding: |value * d - n| against half a unit, without the code under
// test.
bool isHalfEven(Int128 n, Int128 d, Int128 quotient)
{
    const Int128 rest = n - quotient * d;
    const Int128 twice = 2 * (rest < 0 ? -rest : rest);
    const Int128 size = d < 0 ? -d : d;
    return twice < size || (twice == size && quotient % 2 == 0);
}

}  // namespace

class DecimalTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAndWritesText_data()
    {
        QTest::addColumn<QString>("input");
        QTest::addColumn<QString>("expected");
        for (const char *same : {"0", "12.50", "-12.50", "0.05", "-0.05", "9223372036854775807",
                                 "-9223372036854775808", "0.000000000001", "1000000.000000000000"})
            QTest::newRow(same) << QString::fromLatin1(same) << QString::fromLatin1(same);
        QTest::newRow("leading zeros") << QStringLiteral("007.10") << QStringLiteral("7.10");
        for (const char *bad : {"", "-", ".", ".5", "5.", "1.2.3", "1,000", "1e3", "+5", " 5", "--5", "1.-5",
                                "9223372036854775808", "-9223372036854775809", "0.0000000000001", "0x10",
                                "99999999999999999999999999999999999999999999999999"})
            QTest::newRow(*bad ? bad : "empty") << QString::fromLatin1(bad) << QStringLiteral("nothing");
        QTest::newRow("full-width") << QStringLiteral("１２") << QStringLiteral("nothing");
    }
    void readsAndWritesText()
    {
        QFETCH(QString, input);
        QFETCH(QString, expected);
        QCOMPARE(text(Decimal::fromString(input)), expected);
    }

    void roundsHalfEven_data()
    {
        QTest::addColumn<QString>("input");
        QTest::addColumn<int>("scale");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *input, int scale, const char *expected) {
            QTest::addRow("%s to %d", input, scale)
                << QString::fromLatin1(input) << scale << QString::fromLatin1(expected);
        };
        row("0.5", 0, "0");
        row("1.5", 0, "2");
        row("2.5", 0, "2");
        row("-0.5", 0, "0");
        row("-1.5", 0, "-2");
        row("-2.5", 0, "-2");
        row("2.51", 0, "3");
        row("2.4999", 0, "2");
        row("1.005", 2, "1.00");
        row("1.015", 2, "1.02");
        row("7", 3, "7.000");
        row("9223372036854775807", 1, "nothing");
        row("1", 13, "nothing");
        row("1", -1, "nothing");
    }
    void roundsHalfEven()
    {
        QFETCH(QString, input);
        QFETCH(int, scale);
        QFETCH(QString, expected);
        QCOMPARE(text(Decimal::fromString(input)->rescaled(scale)), expected);
    }

    void divides()
    {
        QCOMPARE(text(Decimal::divide(Decimal(1, 0), Decimal(3, 0))), QStringLiteral("0.333333"));
        QCOMPARE(text(Decimal::divide(Decimal(-2, 0), Decimal(3, 0))), QStringLiteral("-0.666667"));
        QCOMPARE(text(Decimal::divide(Decimal(1, 12), Decimal(1, 0))), QStringLiteral("0.000000"));
        // Ten million euros by 3.3 %: both scales differ and the quotient is above the dividend.
        QCOMPARE(text(Decimal::divide(Decimal(1'000'000'000, 2), Decimal(33, 3))),
                 QStringLiteral("303030303.030303"));
        QVERIFY(!Decimal::divide(Decimal(1, 0), Decimal(0, 4)));
        QVERIFY(!Decimal::divide(Decimal(0, 0), Decimal(0, 0)));
        QVERIFY(!Decimal::divide(Decimal(Max, 0), Decimal(1, 12)));
    }

    void overflowIsNothing()
    {
        QVERIFY(!Decimal::add(Decimal(Max, 0), Decimal(1, 0)));
        QVERIFY(!Decimal::subtract(Decimal(Min, 0), Decimal(1, 0)));
        QVERIFY(!Decimal::multiply(Decimal(Max, 0), Decimal(2, 0)));
        QCOMPARE(text(Decimal::multiply(Decimal(Min, 0), Decimal(1, 0))),
                 QStringLiteral("-9223372036854775808"));
        QVERIFY(!Decimal::multiply(Decimal(Min, 0), Decimal(-1, 0)));
    }

    void exactResultDropsZerosToFit()
    {
        // 5 000 000 000.00 * 0.5000000000 needs 20 digits at scale 12, but is 2 500 000 000.
        const auto product = Decimal::multiply(Decimal(500'000'000'000, 2), Decimal(5'000'000'000, 10));
        QVERIFY(product);
        QCOMPARE(*product, Decimal(2'500'000'000, 0));
    }

    void comparesByValue()
    {
        QCOMPARE(Decimal(15, 1), Decimal(1500, 3));
        QVERIFY(Decimal(15, 1) < Decimal(151, 2));
        QVERIFY(Decimal(Min, 0) < Decimal(Min, 12));
        QVERIFY(Decimal(Max, 0) > Decimal(Max, 12));
    }

    void powersAndWidths()
    {
        QCOMPARE(qint64(pow10(0)), 1);
        QCOMPARE(qint64(pow10(18)), 1'000'000'000'000'000'000);
        QVERIFY(pow10(38) / pow10(37) == 10);
        QVERIFY(dividePow10HalfEven(pow10(38), 38) == 1);
        QVERIFY(dividePow10HalfEven(pow10(38), 39) == 0);
        QCOMPARE(toInt64(Int128(Max)), std::optional(Max));
        QVERIFY(!toInt64(Int128(Max) + 1));
        QVERIFY(!toInt64(Int128(Min) - 1));
    }

    void everyDecimalSurvivesItsText()
    {
        DW_PROPERTY([] {
            const Decimal d = *anyDecimal();
            const std::optional<Decimal> back = Decimal::fromString(d.toString());
            RC_ASSERT(back.has_value());
            RC_ASSERT(back->unscaled() == d.unscaled());
            RC_ASSERT(back->scale() == d.scale());
        });
    }

    void sumsAreExactOrNothing()
    {
        DW_PROPERTY([] {
            const Decimal a = *anyDecimal(), b = *anyDecimal();
            const Int128 exact = a.unscaled() * pow10(12 - a.scale()) + b.unscaled() * pow10(12 - b.scale());
            const std::optional<Decimal> sum = Decimal::add(a, b);
            RC_ASSERT(sum == Decimal::add(b, a));
            if (sum) {
                RC_ASSERT(sum->unscaled() * pow10(12 - sum->scale()) == exact);
                RC_ASSERT(!Decimal::subtract(*sum, b) || *Decimal::subtract(*sum, b) == a);
            } else {
                // Nothing only if the exact value really needs more than 64 bits at every scale that holds
                // it.
                Int128 reduced = exact;
                int scale = 12;
                while (scale > 0 && reduced % 10 == 0) {
                    reduced /= 10;
                    --scale;
                }
                RC_ASSERT(!toInt64(reduced));
            }
        });
    }

    void productsAreExactBelowTwelveDecimals()
    {
        DW_PROPERTY([] {
            const Decimal a = *anyDecimal(), b = *anyDecimal();
            const Int128 exact = Int128(a.unscaled()) * b.unscaled();
            const int scale = a.scale() + b.scale();
            const std::optional<Decimal> product = Decimal::multiply(a, b);
            RC_ASSERT(product == Decimal::multiply(b, a));
            if (!product)
                return;
            const int drop = scale - product->scale();
            RC_ASSERT(drop >= 0);
            RC_ASSERT(isHalfEven(exact, pow10(drop), product->unscaled()));
            if (scale <= Decimal::MaxScale)
                RC_ASSERT(product->unscaled() * pow10(drop) == exact);
        });
    }

    void quotientsAreHalfEvenAtScaleSix()
    {
        DW_PROPERTY([] {
            const Decimal a = *anyDecimal();
            const Decimal b =
                *rc::gen::suchThat(anyDecimal(), [](const Decimal &d) { return d.unscaled() != 0; });
            const std::optional<Decimal> quotient = Decimal::divide(a, b);
            if (!quotient)
                return;
            RC_ASSERT(quotient->scale() <= Decimal::DivisionScale);
            const Int128 q = quotient->unscaled() * pow10(Decimal::DivisionScale - quotient->scale());
            const int shift = Decimal::DivisionScale + b.scale() - a.scale();
            const Int128 n = shift > 0 ? a.unscaled() * pow10(shift) : Int128(a.unscaled());
            const Int128 d = shift < 0 ? b.unscaled() * pow10(-shift) : Int128(b.unscaled());
            RC_ASSERT(isHalfEven(n, d, q));
        });
    }

    void orderAgreesWithSubtraction()
    {
        DW_PROPERTY([] {
            const Decimal a = *anyDecimal(), b = *anyDecimal();
            RC_ASSERT((a < b) == (b > a));
            RC_ASSERT((a == b) == !((a < b) || (a > b)));
            if (const auto difference = Decimal::subtract(a, b))
                RC_ASSERT((*difference <=> Decimal()) == (a <=> b));
        });
    }
};

DW_TEST(DecimalTest)

}  // namespace dw::test

#include "decimaltest.moc"
