// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/currencycode.h"
#include "core/base/money.h"
#include "tests/support/property.h"
#include "tests/support/testrunner.h"

namespace dw::test
{

namespace
{

Currency currency(const char *code)
{
    return *Currency::fromCode(QString::fromLatin1(code));
}

}  // namespace

class MoneyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void currencies()
    {
        QCOMPARE(currency("cny").code(), QStringLiteral("CNY"));
        QCOMPARE(currency("CNY").key(), QStringLiteral("cny"));
        QCOMPARE(currency("Cny"), currency("CNY"));
        QVERIFY(Currency().isNull());
        QCOMPARE(Currency().code(), QString());
        QVERIFY(!Currency::fromCode(u"CN"));
        QVERIFY(!Currency::fromCode(u"CNYX"));
        QVERIFY(!Currency::fromCode(u"C1Y"));
        QVERIFY(!Currency::fromCode(u"人民币"));
        QVERIFY(!Currency::fromCode(u""));
        QCOMPARE(currency("CNY").minorDigits(), 2);
        QCOMPARE(currency("JPY").minorDigits(), 0);
        QCOMPARE(currency("KRW").minorDigits(), 0);
        QCOMPARE(currency("VND").minorDigits(), 0);
        QCOMPARE(currency("KWD").minorDigits(), 3);
        QCOMPARE(currency("CLF").minorDigits(), 4);
    }

    void anyThreeLettersAreNoStandardCurrency()
    {
        for (const char *known : {"CNY", "USD", "JPY", "CLF", "DEM"})
            QVERIFY2(isStandard(currency(known)), known);
        for (const char *unknown : {"ABC", "RMB", "QQQ"})
            QVERIFY2(!isStandard(currency(unknown)), unknown);
        QVERIFY(!isStandard(Currency()));
    }

    void text()
    {
        QCOMPARE(Money::fromString(u"1286000.50", currency("CNY")), (Money{128'600'050, currency("CNY")}));
        QCOMPARE(Money::fromString(u"1286000.5", currency("CNY"))->minor, 128'600'050);
        QCOMPARE(Money::fromString(u"1286000", currency("JPY"))->minor, 1'286'000);
        QCOMPARE(Money::fromString(u"-0.01", currency("CNY"))->minor, -1);
        QVERIFY(!Money::fromString(u"1.005", currency("CNY")));
        QVERIFY(!Money::fromString(u"1.5", currency("JPY")));
        QVERIFY(!Money::fromString(u"1,286,000", currency("CNY")));
        QVERIFY(!Money::fromString(u"92233720368547758.08", currency("CNY")));
        QCOMPARE((Money{-5, currency("CNY")}.toString()), QStringLiteral("-0.05"));
        QCOMPARE((Money{-5, currency("JPY")}.toString()), QStringLiteral("-5"));
        QCOMPARE((Money{1'234'567, currency("KWD")}.toString()), QStringLiteral("1234.567"));
    }

    void everyAmountSurvivesItsText()
    {
        DW_PROPERTY([](qint64 minor) {
            const char *code = *rc::gen::element("CNY", "JPY", "KWD", "CLF", "USD");
            const Money money{minor, currency(code)};
            RC_ASSERT(Money::fromString(money.toString(), money.currency) == money);
        });
    }
};

DW_TEST(MoneyTest)

}  // namespace dw::test

#include "moneytest.moc"
