// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/recurrence.h"
#include "tests/support/testrunner.h"

#include <QTest>
#include <QTimeZone>

namespace dw::test
{

namespace
{

QDateTime at(const char *text, const QTimeZone &zone = QTimeZone("Asia/Shanghai"))
{
    QDateTime time = QDateTime::fromString(QString::fromLatin1(text), QStringLiteral("yyyy-MM-dd HH:mm"));
    time.setTimeZone(zone);
    return time;
}

}  // namespace

class RecurrenceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Expected by RFC 5545, 3.3.10: its examples where it has one.
    void theNextOnes_data()
    {
        QTest::addColumn<QString>("rule");
        QTest::addColumn<QString>("start");
        QTest::addColumn<QString>("next");  // up to five days
        const auto row = [](const char *rule, const char *start, const char *next) {
            QTest::addRow("%s from %s", rule, start)
                << QString::fromLatin1(rule) << QString::fromLatin1(start) << QString::fromLatin1(next);
        };
        row("FREQ=DAILY", "2026-11-29", "11-30 12-01 12-02 12-03 12-04");
        row("FREQ=DAILY;COUNT=3", "2026-11-29", "11-30 12-01");
        row("FREQ=DAILY;COUNT=1", "2026-11-29", "");
        row("FREQ=DAILY;INTERVAL=10;COUNT=5", "1997-09-02", "09-12 09-22 10-02 10-12");
        row("FREQ=DAILY;UNTIL=20261201", "2026-11-29", "11-30 12-01");
        row("FREQ=DAILY;UNTIL=20261201T015959Z", "2026-11-29", "11-30");
        row("FREQ=DAILY;UNTIL=20261201T020000Z", "2026-11-29", "11-30 12-01");
        row("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "2026-11-19", "11-20 11-23 11-24 11-25 11-26");
        row("FREQ=WEEKLY", "2026-11-19", "11-26 12-03 12-10 12-17 12-24");
        row("FREQ=WEEKLY;BYDAY=MO,TH", "2026-11-19", "11-23 11-26 11-30 12-03 12-07");
        row("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU", "1997-08-05", "08-10 08-19 08-24 09-02 09-07");
        row("FREQ=MONTHLY", "2026-11-30", "12-30 01-30 03-30 04-30 05-30");
        row("FREQ=MONTHLY;BYMONTHDAY=-1", "2027-12-31", "01-31 02-29 03-31 04-30 05-31");
        row("FREQ=MONTHLY;BYMONTHDAY=2,15", "1997-09-02", "09-15 10-02 10-15 11-02 11-15");
        row("FREQ=MONTHLY;BYDAY=1FR", "1997-09-05", "10-03 11-07 12-05 01-02 02-06");
        row("FREQ=MONTHLY;BYDAY=-2MO", "1997-09-22", "10-20 11-17 12-22 01-19 02-16");
        row("FREQ=MONTHLY;INTERVAL=2;BYDAY=1SU,-1SU", "1997-09-07", "09-28 11-02 11-30 01-04 01-25");
        row("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "1997-09-02", "02-13 03-13 11-13 08-13 10-13");
        row("FREQ=YEARLY", "2026-11-19", "11-19 11-19 11-19 11-19 11-19");
        row("FREQ=YEARLY;BYDAY=20MO", "1997-05-19", "05-18 05-17 05-15 05-14 05-20");
        row("FREQ=YEARLY;INTERVAL=2", "2024-02-29", "02-29 02-29 02-29 02-29 02-29");
    }

    void theNextOnes()
    {
        QFETCH(const QString, rule);
        QFETCH(const QString, start);
        QFETCH(const QString, next);
        QDateTime due = at(qPrintable(start + QStringLiteral(" 10:00")));
        QString here = rule;
        QStringList days;
        while (days.size() < 5) {
            const auto recurrence = Recurrence::parse(here);
            QVERIFY2(recurrence.ok(), qPrintable(here));
            // As if each were done in time: the rule goes on with the next one.
            const auto step = recurrence->next(due, due);
            if (!step)
                break;
            QCOMPARE(step->at.time(), QTime(10, 0));
            days.append(step->at.date().toString(QStringLiteral("MM-dd")));
            due = step->at;
            here = step->rule;
        }
        if (rule == QLatin1String("FREQ=YEARLY;INTERVAL=2"))
            QCOMPARE(due.date().year(), 2044);  // leap years only
        QCOMPARE(days.join(u' '), next);
    }

    void whatWasMissedHasPassed()
    {
        const auto weekly = Recurrence::parse(QStringLiteral("FREQ=WEEKLY;COUNT=5"));
        const auto step = weekly->next(at("2026-11-02 09:00"), at("2026-11-19 10:00"));
        QVERIFY(step);
        QCOMPARE(step->at, at("2026-11-23 09:00"));
        QCOMPARE(step->rule, QStringLiteral("FREQ=WEEKLY;COUNT=2"));
        QVERIFY(!weekly->next(at("2026-11-02 09:00"), at("2026-12-19 10:00")));
        // Done early, the next one is not the same again.
        QCOMPARE(weekly->next(at("2026-11-26 09:00"), at("2026-11-19 10:00"))->at, at("2026-12-03 09:00"));
    }

    void theTimeOfDayStaysWhereClocksChange()
    {
        const QTimeZone berlin("Europe/Berlin");
        const auto daily = Recurrence::parse(QStringLiteral("FREQ=DAILY"));
        const QDateTime due = at("2026-10-24 09:00", berlin);
        const auto step = daily->next(due, due);
        QCOMPARE(step->at.time(), QTime(9, 0));
        QCOMPARE(due.secsTo(step->at), qint64(25 * 3600));
    }

    void whatIsWritten()
    {
        for (const char *rule :
             {"FREQ=DAILY", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;COUNT=9", "FREQ=MONTHLY;BYMONTHDAY=1,-1",
              "FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20271231", "FREQ=YEARLY;BYDAY=53SU;UNTIL=20271231T235959Z"}) {
            const auto parsed = Recurrence::parse(QString::fromLatin1(rule));
            QVERIFY2(parsed.ok(), rule);
            QCOMPARE(parsed->toString(), QString::fromLatin1(rule));
        }
    }

    void nonsenseIsRefused()
    {
        const QString long1(100000, u'9');
        for (const QString &rule : {QString(),
                                    QStringLiteral("weekly"),
                                    QStringLiteral("FREQ="),
                                    QStringLiteral("FREQ=SECONDLY"),
                                    QStringLiteral("FREQ=HOURLY"),
                                    QStringLiteral("freq=weekly"),
                                    QStringLiteral("FREQ=DAILY;"),
                                    QStringLiteral("INTERVAL=2"),
                                    QStringLiteral("FREQ=DAILY;FREQ=DAILY"),
                                    QStringLiteral("FREQ=DAILY;INTERVAL=0"),
                                    QStringLiteral("FREQ=DAILY;INTERVAL=-1"),
                                    QStringLiteral("FREQ=DAILY;INTERVAL=100"),
                                    QStringLiteral("FREQ=DAILY;COUNT=0"),
                                    QStringLiteral("FREQ=DAILY;COUNT=2;UNTIL=20271231"),
                                    QStringLiteral("FREQ=DAILY;UNTIL=20270230"),
                                    QStringLiteral("FREQ=DAILY;UNTIL=tomorrow"),
                                    QStringLiteral("FREQ=WEEKLY;BYDAY=XX"),
                                    QStringLiteral("FREQ=WEEKLY;BYDAY="),
                                    QStringLiteral("FREQ=WEEKLY;BYDAY=1MO"),
                                    QStringLiteral("FREQ=WEEKLY;BYMONTHDAY=1"),
                                    QStringLiteral("FREQ=MONTHLY;BYMONTHDAY=32"),
                                    QStringLiteral("FREQ=MONTHLY;BYMONTHDAY=0"),
                                    QStringLiteral("FREQ=MONTHLY;BYDAY=6MO"),
                                    QStringLiteral("FREQ=MONTHLY;BYSETPOS=1"),
                                    QStringLiteral("FREQ=YEARLY;BYMONTH=1"),
                                    QStringLiteral("FREQ=YEARLY;BYDAY=54MO"),
                                    QStringLiteral("RRULE:FREQ=DAILY"),
                                    QStringLiteral("FREQ=DAILY;COUNT=") + long1,
                                    long1}) {
            const auto parsed = Recurrence::parse(rule);
            QVERIFY2(!parsed.ok(), qPrintable(rule.left(60)));
            QCOMPARE(parsed.error().key, QStringLiteral("value.bad_recurrence"));
        }
        QCOMPARE(Recurrence::parse(QStringLiteral("FREQ=WEEKLY;BYDAY=XX")).error().arguments,
                 QStringList{QStringLiteral("BYDAY=XX")});
    }

    // A day that never comes ends the rule, and soon.
    void aRuleThatNeverComesEnds()
    {
        const auto never = Recurrence::parse(QStringLiteral("FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31"));
        const QDateTime due = at("2026-02-10 09:00");
        QVERIFY(!never->next(due, due));
    }
};

DW_TEST(RecurrenceTest)

}  // namespace dw::test

#include "recurrencetest.moc"
