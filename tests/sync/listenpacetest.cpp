// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/eventparser.h"
#include "core/sync/listenpace.h"
#include "tests/support/testrunner.h"

#include <QTest>

namespace dw::test
{

// How a laptop listens, whatever becomes of the line; and what it makes of what comes.
class ListenPaceTest : public QObject
{
    Q_OBJECT

    using Way = ListenPace::Way;
    using End = ListenPace::End;

private Q_SLOTS:
    void everyEndOnEveryWay()
    {
        struct Case
        {
            Way way;
            int dead;
            End end;
            Way then;
            int waitMs;
        };
        // firstRetryMs is 1000, the chance always the least, the bye asks for 4000.
        const Case cases[] = {
            {Way::Events, 0, End::Lasted, Way::Events, 0},
            {Way::Events, 0, End::Dead, Way::Events, 1'000},
            {Way::Events, 0, End::Bye, Way::Events, 4'000},
            {Way::Events, 0, End::Answered, Way::Events, 0},
            {Way::Events, 0, End::Unreachable, Way::Events, 1'000},
            {Way::Events, 0, End::Refused, Way::Events, -1},
            {Way::Events, 2, End::Lasted, Way::Events, 0},
            {Way::Events, 2, End::Dead, Way::Asking, 0},
            {Way::Events, 2, End::Bye, Way::Events, 4'000},
            {Way::Events, 2, End::Answered, Way::Events, 0},
            {Way::Events, 2, End::Unreachable, Way::Events, 1'000},
            {Way::Events, 2, End::Refused, Way::Events, -1},
            {Way::Asking, 3, End::Lasted, Way::Asking, 0},
            {Way::Asking, 3, End::Dead, Way::Events, 1'000},
            {Way::Asking, 3, End::Bye, Way::Asking, 4'000},
            {Way::Asking, 3, End::Answered, Way::Asking, 0},
            {Way::Asking, 3, End::Unreachable, Way::Asking, 1'000},
            {Way::Asking, 3, End::Refused, Way::Asking, -1},
        };
        QCOMPARE(std::size(cases), size_t(3 * ListenPace::EndCount));
        for (const Case &one : cases) {
            ListenPace pace({}, [](int from, int) { return from; });
            for (int i = 0; i < one.dead; ++i)
                pace.after(End::Dead);
            QCOMPARE(pace.way(), one.way);
            QCOMPARE(pace.after(one.end, 4'000), one.waitMs);
            QCOMPARE(pace.way(), one.then);
        }
    }

    // After an hour of questions the events get another chance, and one dead line ends it.
    void goesBackToEvents()
    {
        ListenPace pace({}, [](int from, int) { return from; });
        for (int i = 0; i < 3; ++i)
            pace.after(End::Dead);
        for (int i = 0; i < 143; ++i)
            pace.after(End::Answered);
        QCOMPARE(pace.way(), Way::Asking);
        pace.after(End::Answered);
        QCOMPARE(pace.way(), Way::Events);
        pace.after(End::Dead);
        QCOMPARE(pace.way(), Way::Asking);
        pace.startAnew();
        QCOMPARE(pace.way(), Way::Events);
        pace.after(End::Dead);
        pace.after(End::Dead);
        QCOMPARE(pace.way(), Way::Events);
        // A line that lasted forgives.
        pace.after(End::Lasted);
        pace.after(End::Dead);
        QCOMPARE(pace.way(), Way::Events);
    }

    // The busier the server was, the longer laptops take to come back.
    void comesBackSpread()
    {
        ListenPace pace({}, [](int, int to) { return to - 1; });
        QCOMPARE(pace.after(End::Lasted, 0, 0), 999);
        QCOMPARE(pace.after(End::Lasted, 0, 50), 15'999);
        QCOMPARE(pace.after(End::Lasted, 0, 100), 30'999);
        QCOMPARE(pace.after(End::Lasted, 0, 100'000), 30'999);
        QCOMPARE(pace.after(End::Bye, 2'000'000'000), 300'000);
        int longest = 0;
        for (int i = 0; i < 20; ++i)
            longest = std::max(longest, pace.after(End::Unreachable, 0, 100));
        QCOMPARE(longest, 300'000 + 29'999);
    }

    void readsEvents_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("events");
        QTest::newRow("one") << QByteArray("event: poke\ndata: {\"seq\":7}\n\n")
                             << QByteArray("poke={\"seq\":7};");
        QTest::newRow("signs of life") << QByteArray(": here\n\n:\n\n:\n\n") << QByteArray();
        QTest::newRow("several lines")
            << QByteArray("data:a\ndata: b\ndata\n\n") << QByteArray("message=a\nb\n;");
        QTest::newRow("other line ends")
            << QByteArray("event: a\r\ndata: 1\r\n\r\nevent: b\rdata: 2\r\r") << QByteArray("a=1;b=2;");
        QTest::newRow("without data it is none")
            << QByteArray("event: a\n\ndata: 1\n\n") << QByteArray("message=1;");
        QTest::newRow("what it does not know")
            << QByteArray("id: 4\nretry: 9\nother\nevent: c\ndata: x\n\n") << QByteArray("c=x;");
        QTest::newRow("a mark at the start") << QByteArray(
                                                    "\xEF\xBB\xBF"
                                                    "event: m\ndata: 1\n\n")
                                             << QByteArray("m=1;");
        QTest::newRow("unfinished") << QByteArray("event: poke\ndata: 1\n") << QByteArray();
    }
    void readsEvents()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QByteArray, events);
        // Cut anywhere.
        for (qsizetype step = 1; step <= std::max<qsizetype>(1, text.size()); ++step) {
            EventParser parser;
            QByteArray read;
            for (qsizetype at = 0; at < text.size(); at += step) {
                const auto some = parser.take(text.mid(at, step));
                QVERIFY(some.has_value());
                for (const EventParser::Event &event : *some)
                    read += event.name + '=' + event.data + ';';
            }
            QCOMPARE(read, events);
        }
    }

    void refusesTooMuch()
    {
        EventParser parser;
        QVERIFY(!parser.take(QByteArray(EventParser::LongestEvent + 1, 'x')).has_value());
        EventParser lines;
        std::optional<QList<EventParser::Event>> some;
        for (int i = 0; i < 100; ++i) {
            some = lines.take("data: " + QByteArray(1'000, 'x') + "\n");
            if (!some)
                break;
        }
        QVERIFY(!some.has_value());
    }
};

DW_TEST(ListenPaceTest)

}  // namespace dw::test

#include "listenpacetest.moc"
