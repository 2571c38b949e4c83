// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testrunner.h"
#include "ui/common/format.h"
#include "ui/common/parse.h"

#include <QTest>

#include <rapidcheck.h>

#include <limits>

using dw::ui::Format;
using dw::ui::parseDate;
using dw::ui::parseMoney;

class FormatTest : public QObject
{
    Q_OBJECT

private:
    const Format m_en{Format::Language::English};
    const Format m_zh{Format::Language::Chinese};
    const QDate m_today{2026, 11, 19};  // a Thursday

    static QString nbsp(const QString &text)
    {
        return QString(text).replace(QLatin1Char('_'), QChar(0x00A0));
    }

private Q_SLOTS:
    void numbers()
    {
        QCOMPARE(m_en.integer(100214), QStringLiteral("100,214"));
        QCOMPARE(m_zh.integer(-1286000), QStringLiteral("−1,286,000"));
        QCOMPARE(m_en.integer(0), QStringLiteral("0"));
        QCOMPARE(m_en.integer(std::numeric_limits<qint64>::min()),
                 QStringLiteral("−9,223,372,036,854,775,808"));
        QCOMPARE(m_en.signedInteger(3), QStringLiteral("+3"));
        QCOMPARE(m_en.decimal(-0.04, 1), QStringLiteral("0.0"));
        QCOMPARE(m_en.percent(1200), nbsp(QStringLiteral("12_%")));
        QCOMPARE(m_en.percent(1940, 1), nbsp(QStringLiteral("19.4_%")));
        QCOMPARE(m_zh.percent(-250), nbsp(QStringLiteral("−2_%")));
        QCOMPARE(m_en.days(6), nbsp(QStringLiteral("6_d")));
        QCOMPARE(m_zh.days(6), nbsp(QStringLiteral("6_天")));
        QCOMPARE(m_zh.daysLeft(42), nbsp(QStringLiteral("剩_42_天")));
        QCOMPARE(m_en.daysLate(3), nbsp(QStringLiteral("3_d late")));
        QCOMPARE(m_zh.daysLate(3), nbsp(QStringLiteral("逾期_3_天")));
    }

    void money()
    {
        QCOMPARE(m_en.money(128600000, 2), QStringLiteral("1,286,000"));
        QCOMPARE(m_en.money(74200000, 2, Format::Decimals::Minor), QStringLiteral("742,000.00"));
        QCOMPARE(m_en.money(-16385920, 2, Format::Decimals::Minor), QStringLiteral("−163,859.20"));
        QCOMPARE(m_en.money(250, 2), QStringLiteral("2"));  // half to even
        QCOMPARE(m_en.money(350, 2), QStringLiteral("4"));
        QCOMPARE(m_en.money(-40, 2), QStringLiteral("0"));
        QCOMPARE(m_en.money(1286000, 0), QStringLiteral("1,286,000"));
    }

    void shortMoney()
    {
        QCOMPARE(m_en.moneyShort(388000000, 2), nbsp(QStringLiteral("3.88_M")));
        QCOMPARE(m_zh.moneyShort(388000000, 2), nbsp(QStringLiteral("388_万")));
        QCOMPARE(m_zh.moneyShort(1764000000, 2), nbsp(QStringLiteral("1,764_万")));
        QCOMPARE(m_en.moneyShort(24000000, 2), nbsp(QStringLiteral("240_k")));
        QCOMPARE(m_en.moneyShort(999900, 2), QStringLiteral("9,999"));
        QCOMPARE(m_en.moneyShort(99999900, 2), nbsp(QStringLiteral("1.00_M")));
        QCOMPARE(m_zh.moneyShort(12000000000, 2), nbsp(QStringLiteral("1.20_亿")));
        QCOMPARE(m_en.moneyShort(-120000000000, 2), nbsp(QStringLiteral("−1.20_B")));
    }

    void dates()
    {
        QCOMPARE(m_en.date(m_today, m_today), QStringLiteral("today"));
        QCOMPARE(m_zh.date(m_today, m_today), QStringLiteral("今天"));
        QCOMPARE(m_en.date(m_today.addDays(1), m_today), QStringLiteral("Fri"));
        QCOMPARE(m_zh.date(m_today.addDays(1), m_today), QStringLiteral("周五"));
        QCOMPARE(m_en.date(m_today.addDays(6), m_today), QStringLiteral("Wed"));
        QCOMPARE(m_en.date(m_today.addDays(7), m_today), nbsp(QStringLiteral("26_Nov")));
        QCOMPARE(m_en.date(m_today.addDays(-1), m_today), nbsp(QStringLiteral("18_Nov")));
        QCOMPARE(m_zh.date(m_today.addDays(-1), m_today), QStringLiteral("11月18日"));
        QCOMPARE(m_en.date(QDate(2027, 1, 2), m_today), nbsp(QStringLiteral("02_Jan_2027")));
        QCOMPARE(m_zh.date(QDate(2027, 1, 2), m_today), QStringLiteral("2027年1月2日"));
        QCOMPARE(m_en.fullDate(m_today), QStringLiteral("Thursday 19 November 2026"));
        QCOMPARE(m_zh.fullDate(m_today), QStringLiteral("2026年11月19日 星期四"));
        QCOMPARE(m_en.dateTime(QDateTime(m_today, QTime(9, 30)), m_today),
                 nbsp(QStringLiteral("today_09:30")));
        QCOMPARE(m_en.date(QDate(), m_today), QString());
        QCOMPARE(m_en.fileSize(340000), nbsp(QStringLiteral("340_kB")));
        QCOMPARE(m_en.fileSize(1200000000), nbsp(QStringLiteral("1.2_GB")));
    }

    void phones()
    {
        QCOMPARE(m_en.phone(QStringLiteral("+8613812345678")), nbsp(QStringLiteral("+86_138_1234_5678")));
        QCOMPARE(m_en.phone(QStringLiteral("+8657455502368")), nbsp(QStringLiteral("+86_574_5550_2368")));
        QCOMPARE(m_en.phone(QStringLiteral("+865745550236")), nbsp(QStringLiteral("+86_574_555_0236")));
        QCOMPARE(m_en.phone(QStringLiteral("+861055502368")), nbsp(QStringLiteral("+86_10_5550_2368")));
        QCOMPARE(m_en.phone(QStringLiteral("+862155502368")), nbsp(QStringLiteral("+86_21_5550_2368")));
        QCOMPARE(m_en.phone(QStringLiteral("+14155550100")), nbsp(QStringLiteral("+1_415_555_0100")));
        // What is not known is not guessed.
        for (const QString &other : {QStringLiteral("+4930901820"), QStringLiteral("0574-8512 3300"),
                                     QStringLiteral("+86138"), QStringLiteral("+"), QString()})
            QCOMPARE(m_en.phone(other), other);
    }

    void lists()
    {
        const QStringList names{QStringLiteral("铜"), QStringLiteral("钢")};
        QCOMPARE(m_en.list(names), QStringLiteral("铜, 钢"));
        QCOMPARE(m_zh.list(names), QStringLiteral("铜、钢"));
        QCOMPARE(m_zh.clauses({QStringLiteral("3 行"), QStringLiteral("首行为列名")}),
                 QStringLiteral("3 行，首行为列名"));
        QCOMPARE(Format::address({QStringLiteral("浙江省"), QString(), QStringLiteral("宁波市"),
                                  QStringLiteral("港城路460号")}),
                 QStringLiteral("浙江省宁波市港城路460号"));
        QCOMPARE(Format::address({QStringLiteral("Bavaria"), QStringLiteral("Munich")}),
                 QStringLiteral("Bavaria, Munich"));
    }

    void typedValues()
    {
        QCOMPARE(parseMoney(u"1,286,000", 2), std::optional<qint64>(128600000));
        QCOMPARE(parseMoney(u"128.6 万", 2), std::optional<qint64>(128600000));
        QCOMPARE(parseMoney(u"１２８６０００", 2), std::optional<qint64>(128600000));
        QCOMPARE(parseMoney(u"1.005", 2), std::nullopt);
        QCOMPARE(parseMoney(u"about ten", 2), std::nullopt);
        QCOMPARE(parseDate(u"18 Dec", m_today), std::optional<QDate>(QDate(2026, 12, 18)));
        QCOMPARE(parseDate(u"12月18日", m_today), std::optional<QDate>(QDate(2026, 12, 18)));
        QCOMPARE(parseDate(u"31 Feb 2026", m_today), std::nullopt);
    }

    void whatIsShownCanBeTyped()
    {
        const bool held = rc::check("formatted money reads back", [this] {
            const qint64 minor = *rc::gen::arbitrary<qint32>();
            RC_ASSERT(parseMoney(m_en.money(minor, 2, Format::Decimals::Minor), 2) ==
                      std::optional<qint64>(minor));
        });
        QVERIFY(held);
    }
};

DW_TEST(FormatTest)
#include "common_formattest.moc"
