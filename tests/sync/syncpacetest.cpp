// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/syncpace.h"
#include "tests/support/testrunner.h"

#include <QTest>

#include <array>

namespace dw::test
{

// Every event in every state, and the times that they lead to.
class SyncPaceTest : public QObject
{
    Q_OBJECT

    using State = SyncPace::State;
    using Event = SyncPace::Event;
    using Act = SyncPace::Act;

private Q_SLOTS:
    void everyEventInEveryState()
    {
        // Rows: states as in State. Columns: events as in Event.
        // O ff, R esting, D ue, r unning, a gain, F ailing, S ign in, T (stopped); '+' starts, 'x' cancels.
        static constexpr std::array<const char *, SyncPace::StateCount> table{
            // Sta  End  Com  Pok  Ask  Net  Time Suc  Fail Sign Good
            "D    O    O    O    O    O    O    O    O    O    O",   // Off
            "R    O    D    D    r+   r+   r+   R    R    R    R",   // Resting
            "D    O    D    D    r+   r+   r+   D    D    D    D",   // Due
            "r    Ox   a    a    a    a    r    R    F    S    T",   // Running
            "a    Ox   a    a    a    a    a    D    F    S    T",   // RunningAgain
            "F    O    F    D    r+   r+   r+   F    F    F    F",   // Failing
            "S    O    S    S    r+   S    S    S    S    S    S",   // SignInNeeded
            "T    O    T    T    r+   T    T    T    T    T    T"};  // Stopped
        static const QByteArray letters = "ORDraFST";
        for (int state = 0; state < SyncPace::StateCount; ++state) {
            const QList<QByteArray> row = QByteArray(table[size_t(state)]).simplified().split(' ');
            QCOMPARE(row.size(), SyncPace::EventCount);
            for (int event = 0; event < SyncPace::EventCount; ++event) {
                SyncPace pace = in(State(state));
                QCOMPARE(pace.state(), State(state));
                const Act act = pace.on(Event(event), m_late);
                const QByteArray expected = row.at(event);
                const QByteArray where =
                    "state " + QByteArray::number(state) + " event " + QByteArray::number(event);
                QVERIFY2(int(pace.state()) == int(letters.indexOf(expected.at(0))), where.constData());
                const Act wanted = expected.endsWith('+')   ? Act::Start
                                   : expected.endsWith('x') ? Act::Cancel
                                                            : Act::Nothing;
                QVERIFY2(act == wanted, where.constData());
                // It waits for a moment exactly where a moment means something.
                const bool waits = pace.state() == State::Resting || pace.state() == State::Due ||
                                   pace.state() == State::Failing;
                QVERIFY2(pace.dueAt().has_value() == waits, where.constData());
            }
        }
    }

    // Whatever comes in whatever order: there is a way back to Resting, and never two runs.
    void noWayOutIsLost()
    {
        quint32 seed = 7;
        const auto next = [&] { return seed = seed * 1664525u + 1013904223u, int(seed >> 16); };
        for (int life = 0; life < 500; ++life) {
            SyncPace pace(SyncPace::Times(), first);
            int running = 0;
            qint64 now = 0;
            for (int i = 0; i < 60; ++i) {
                const bool runs = pace.isRunning();
                const auto event = Event(next() % SyncPace::EventCount);
                now += next() % 5'000;
                const Act act = pace.on(event, Instant{now});
                running += act == Act::Start ? 1 : 0;
                if (runs && !pace.isRunning())
                    --running;
                QCOMPARE(running, pace.isRunning() ? 1 : 0);
            }
            pace.on(Event::Started, Instant{now});
            pace.on(Event::Asked, Instant{now});
            while (pace.isRunning() || pace.state() == State::Due) {
                if (pace.isRunning())
                    pace.on(Event::Succeeded, Instant{now});
                else
                    pace.on(Event::TimePassed, *pace.dueAt());
            }
            QCOMPARE(pace.state(), State::Resting);
        }
    }

    void gathersCommits()
    {
        SyncPace pace = in(State::Resting);
        pace.on(Event::Committed, Instant{1'000});
        QCOMPARE(*pace.dueAt(), Instant{1'050});
        // Who types on does not put it off.
        pace.on(Event::Committed, Instant{1'040});
        QCOMPARE(*pace.dueAt(), Instant{1'050});
        QVERIFY(pace.on(Event::TimePassed, Instant{1'049}) == Act::Nothing);
        QVERIFY(pace.on(Event::TimePassed, Instant{1'050}) == Act::Start);
        // What was typed meanwhile goes in the next one.
        pace.on(Event::Committed, Instant{1'060});
        pace.on(Event::Succeeded, Instant{2'000});
        QCOMPARE(*pace.dueAt(), Instant{2'050});
    }

    // What the run left to do is no failure: another one does it, and who types meanwhile brings it forward.
    void comesBackForTheRest()
    {
        SyncPace pace(SyncPace::Times(), [](int from, int) { return from; });
        pace.on(Event::Started, Instant{0});
        pace.setLive(true, Instant{0});
        pace.on(Event::TimePassed, Instant{0});
        pace.on(Event::Succeeded, Instant{1'000}, 60'000);
        QCOMPARE(*pace.dueAt(), Instant{61'000});
        pace.on(Event::Committed, Instant{2'000});
        QCOMPARE(*pace.dueAt(), Instant{2'050});
        pace.on(Event::TimePassed, Instant{2'050});
        pace.on(Event::Succeeded, Instant{3'000});
        QCOMPARE(*pace.dueAt(), Instant{3'000 + SyncPace::Times().liveLookMs});
    }

    void spreadsMany()
    {
        SyncPace pace(SyncPace::Times(), [](int from, int to) { return from + (to - from) / 2; });
        pace.on(Event::Started, Instant{0}, 30'000);
        QCOMPARE(*pace.dueAt(), Instant{15'000});
        pace.on(Event::Poked, Instant{100}, 300);
        QCOMPARE(*pace.dueAt(), Instant{250});
        pace.on(Event::Poked, Instant{120}, 300);
        QCOMPARE(*pace.dueAt(), Instant{250});
    }

    void triesAgainLaterAndLater()
    {
        SyncPace pace(SyncPace::Times(), [](int, int to) { return to - 1; });
        pace.on(Event::Started, Instant{0});
        pace.on(Event::TimePassed, Instant{0});
        qint64 before = 0;
        for (int i = 0; i < 12; ++i) {
            pace.on(Event::FailedForNow, Instant{0});
            const qint64 wait = pace.dueAt()->ms;
            QVERIFY(wait > before || wait == 300'000);
            QVERIFY(wait <= std::max<qint64>(1'000, 3 * before) && wait <= 300'000);
            before = wait;
            // Something typed is no reason to hurry, a network is.
            pace.on(Event::Committed, Instant{0});
            QCOMPARE(pace.dueAt()->ms, wait);
            QVERIFY(pace.on(Event::TimePassed, Instant{wait}) == Act::Start);
        }
        QCOMPARE(before, 300'000);
        pace.on(Event::FailedForNow, Instant{0});
        QVERIFY(pace.on(Event::NetworkUp, Instant{0}) == Act::Start);
        pace.on(Event::FailedForNow, Instant{0});
        QVERIFY(pace.dueAt()->ms <= 1'000);
        // The server may ask for more.
        pace.on(Event::TimePassed, Instant{1'000});
        pace.on(Event::FailedForNow, Instant{1'000}, 60'000);
        QCOMPARE(*pace.dueAt(), Instant{61'000});
    }

    void looksLessOftenWhereItIsTold()
    {
        SyncPace pace = in(State::Resting);
        pace.setLive(true, Instant{5'000});
        QCOMPARE(*pace.dueAt(), Instant{905'000});
        pace.setLive(false, Instant{6'000});
        QCOMPARE(*pace.dueAt(), Instant{66'000});
    }

private:
    static int first(int from, int) { return from; }
    static SyncPace in(State state)
    {
        SyncPace pace(SyncPace::Times(), first);
        const auto go = [&](std::initializer_list<Event> events) {
            for (const Event event : events)
                pace.on(event, Instant{0});
        };
        switch (state) {
            case State::Off:
                break;
            case State::Due:
                go({Event::Started});
                break;
            case State::Running:
                go({Event::Started, Event::TimePassed});
                break;
            case State::RunningAgain:
                go({Event::Started, Event::TimePassed, Event::Poked});
                break;
            case State::Resting:
                go({Event::Started, Event::TimePassed, Event::Succeeded});
                break;
            case State::Failing:
                go({Event::Started, Event::TimePassed, Event::FailedForNow});
                break;
            case State::SignInNeeded:
                go({Event::Started, Event::TimePassed, Event::SignInRefused});
                break;
            case State::Stopped:
                go({Event::Started, Event::TimePassed, Event::RefusedForGood});
                break;
        }
        return pace;
    }

    const Instant m_late{10'000'000};
};

DW_TEST(SyncPaceTest)

}  // namespace dw::test

#include "syncpacetest.moc"
