// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/clock.h"
#include "core/base/datetime.h"
#include "tests/support/property.h"
#include "tests/support/testrunner.h"

namespace dw::test
{

namespace
{

const QTimeZone Utc = QTimeZone::utc();

QString iso(const std::optional<Instant> &instant)
{
    return instant ? instant->toIso() : QStringLiteral("nothing");
}

Date date(const char *text)
{
    return *Date::fromIso(QString::fromLatin1(text));
}

}  // namespace

class DateTimeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isoDates()
    {
        QCOMPARE(Date::fromYmd(1970, 1, 1).days, 0);
        QCOMPARE(Date::fromYmd(2026, 11, 19).toIso(), QStringLiteral("2026-11-19"));
        QCOMPARE(date("0001-01-01").toIso(), QStringLiteral("0001-01-01"));
        QCOMPARE(date("9999-12-31").toIso(), QStringLiteral("9999-12-31"));
        for (const char *bad :
             {"", "2026-11-31", "2025-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "0000-01-01",
              "2026/11/19", "20261119", "2026-11-19 ", "2026-11-19T00:00", "+2026-11-19"})
            QVERIFY2(!Date::fromIso(QString::fromLatin1(bad)), bad);
    }

    void monthEnds_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<int>("months");
        QTest::addColumn<QString>("to");
        const auto row = [](const char *from, int months, const char *to) {
            QTest::addRow("%s %+d", from, months)
                << QString::fromLatin1(from) << months << QString::fromLatin1(to);
        };
        row("2026-01-31", 1, "2026-02-28");
        row("2024-01-31", 1, "2024-02-29");
        row("2024-02-29", 12, "2025-02-28");
        row("2024-02-29", 48, "2028-02-29");
        row("2026-03-31", -1, "2026-02-28");
        row("2026-12-31", 2, "2027-02-28");
        row("2026-10-31", 1, "2026-11-30");
        row("2026-05-15", 0, "2026-05-15");
        row("2026-01-15", -13, "2024-12-15");
    }
    void monthEnds()
    {
        QFETCH(QString, from);
        QFETCH(int, months);
        QFETCH(QString, to);
        QCOMPARE(Date::fromIso(from)->addMonths(months).toIso(), to);
    }

    void addedMonthsLandInTheRightMonth()
    {
        DW_PROPERTY([] {
            const Date start{*rc::gen::inRange(-100'000, 100'000)};
            const int months = *rc::gen::inRange(-600, 600);
            const QDate from = start.toQDate(), to = start.addMonths(months).toQDate();
            RC_ASSERT((to.year() * 12 + to.month()) - (from.year() * 12 + from.month()) == months);
            RC_ASSERT(to.day() == std::min(from.day(), to.daysInMonth()));
            RC_ASSERT(Date::fromIso(start.toIso()) == start);
            RC_ASSERT(start.toIso() == start.toQDate().toString(Qt::ISODate));
        });
    }

    void isoInstants_data()
    {
        QTest::addColumn<QString>("input");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *input, const char *expected) {
            QTest::newRow(input) << QString::fromLatin1(input) << QString::fromLatin1(expected);
        };
        row("2026-11-19T07:40:00Z", "2026-11-19T07:40:00.000Z");
        row("2026-11-19T07:40:00.5Z", "2026-11-19T07:40:00.500Z");
        row("2026-11-19T07:40:00.123456789Z", "2026-11-19T07:40:00.123Z");
        row("2026-11-19T07:40Z", "2026-11-19T07:40:00.000Z");
        row("2026-11-19T07:40:00+08:00", "2026-11-18T23:40:00.000Z");
        row("2026-11-19T07:40:00+0800", "2026-11-18T23:40:00.000Z");
        row("2026-11-19T07:40:00-03", "2026-11-19T10:40:00.000Z");
        row("2026-11-19 07:40:00", "2026-11-18T23:40:00.000Z");
        row("2026-11-19", "2026-11-18T16:00:00.000Z");
        row("1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z");
        for (const char *bad :
             {"", "2026-11-19T", "2026-11-19T24:00:00Z", "2026-11-19T07:60Z", "2026-11-19T07:40:61Z",
              "2026-11-19T07:40:00.Z", "2026-11-19T07:40:00Zx", "2026-11-19T07:40:00+", "T07:40",
              "2026-11-19T07:40:00+08:0", "2026-11-19x07:40", "2026-02-30T00:00Z", "today"})
            row(bad, "nothing");
    }
    void isoInstants()
    {
        QFETCH(QString, input);
        QFETCH(QString, expected);
        QCOMPARE(iso(Instant::fromIso(input, QTimeZone("Asia/Shanghai"))), expected);
    }

    void everyInstantSurvivesItsText()
    {
        DW_PROPERTY([] {
            // Years 1 to 9999.
            const Instant instant{*rc::gen::inRange<qint64>(-62'135'596'800'000, 253'402'300'800'000)};
            RC_ASSERT(Instant::fromIso(instant.toIso(), Utc) == instant);
            RC_ASSERT(instant.toIso() ==
                      QDateTime::fromMSecsSinceEpoch(instant.ms, Qt::UTC).toString(Qt::ISODateWithMs));
        });
    }

    void businessZoneWithoutDaylightSaving()
    {
        const auto shanghai = BusinessZone::named("Asia/Shanghai");
        QVERIFY(shanghai);
        QCOMPARE(shanghai->name(), QByteArray("Asia/Shanghai"));
        QCOMPARE(shanghai->startOf(date("2026-11-19")).toIso(), QStringLiteral("2026-11-18T16:00:00.000Z"));
        QCOMPARE(shanghai->dateOf(*Instant::fromIso(u"2026-11-18T15:59:59.999Z", Utc)), date("2026-11-18"));
        QCOMPARE(shanghai->dateOf(*Instant::fromIso(u"2026-11-18T16:00:00Z", Utc)), date("2026-11-19"));
        // China had summer time from 1986 to 1991: the short cut must not reach back there.
        QCOMPARE(shanghai->startOf(date("1988-07-01")).toIso(), QStringLiteral("1988-06-30T15:00:00.000Z"));
        QCOMPARE(shanghai->dateOf(*Instant::fromIso(u"1988-06-30T15:00:00Z", Utc)), date("1988-07-01"));
        QCOMPARE(BusinessZone().dateOf(Instant{-1}), date("1969-12-31"));
    }

    void businessZoneWithDaylightSaving()
    {
        const auto berlin = BusinessZone::named("Europe/Berlin");
        QCOMPARE(berlin->startOf(date("2026-03-29")).toIso(), QStringLiteral("2026-03-28T23:00:00.000Z"));
        QCOMPARE(berlin->startOf(date("2026-03-30")).toIso(), QStringLiteral("2026-03-29T22:00:00.000Z"));
        QCOMPARE(berlin->startOf(date("2026-10-26")).toIso(), QStringLiteral("2026-10-25T23:00:00.000Z"));
        // Midnight did not exist that day: summer time began at 00:00.
        const auto saoPaulo = BusinessZone::named("America/Sao_Paulo");
        QCOMPARE(saoPaulo->startOf(date("2018-11-04")).toIso(), QStringLiteral("2018-11-04T03:00:00.000Z"));
        QCOMPARE(saoPaulo->dateOf(saoPaulo->startOf(date("2018-11-04"))), date("2018-11-04"));
        QVERIFY(!BusinessZone::named("Atlantis/Poseidonis"));
        QVERIFY(!BusinessZone::named(""));
        QVERIFY(!BusinessZone::named("../etc/passwd"));
    }

    void everyDayStartsOnItself()
    {
        for (const char *name : {"Asia/Shanghai", "Europe/Berlin", "America/Sao_Paulo", "Asia/Kolkata",
                                 "Pacific/Kiritimati", "America/New_York", "UTC"}) {
            const auto zone = BusinessZone::named(name);
            QVERIFY2(zone, name);
            DW_PROPERTY(name, [&zone] {
                const Date day{*rc::gen::inRange(-7'000, 40'000)};
                const Instant start = zone->startOf(day);
                RC_ASSERT(zone->dateOf(start) == day);
                RC_ASSERT(zone->dateOf(Instant{start.ms - 1}) < day);
                RC_ASSERT(zone->dateOf(start) == Date::fromQDate(start.toQDateTime(zone->zone()).date()));
            });
        }
    }

    void clocks()
    {
        FixedClock fixed(Instant{1000});
        QCOMPARE(fixed.now().ms, 1000);
        fixed.advanceMs(500);
        QCOMPARE(fixed.now().ms, 1500);
        fixed.set(Instant{7});
        QCOMPARE(fixed.now().ms, 7);
        const qint64 before = QDateTime::currentMSecsSinceEpoch();
        QVERIFY(SystemClock().now().ms >= before);
    }
};

DW_TEST(DateTimeTest)

}  // namespace dw::test

#include "datetimetest.moc"
