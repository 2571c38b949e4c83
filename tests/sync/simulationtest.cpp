// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testrunner.h"
#include "tests/sync/simulation.h"

#include <QTest>

Q_DECLARE_METATYPE(dw::test::SyncWorld::Fault)

namespace dw::test
{

// DEALWRIGHT_SYNC_SEEDS: how many lives (8 where nothing is said). DEALWRIGHT_SYNC_SEED: this one alone.
// DEALWRIGHT_SYNC_STEPS: how long they are.
class SimulationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsWhateverHappens();
    void holdsUnderRoles();
    void sameSeedSameLife();
    void everyFaultIsFound_data();
    void everyFaultIsFound();

private:
    // Under sanitizers a life takes ten times as long.
#ifdef __SANITIZE_ADDRESS__
    static constexpr int UsualSeeds = 2;
#else
    static constexpr int UsualSeeds = 8;
#endif
    static QMap<QString, int> live(SyncWorld::Access access);
    static void expect(const QMap<QString, int> &counts, const QStringList &happened);
};

// All seeds that were asked for; what happened in them, added up.
QMap<QString, int> SimulationTest::live(SyncWorld::Access access)
{
    bool one = false, some = false, given = false;
    const int seed = qEnvironmentVariableIntValue("DEALWRIGHT_SYNC_SEED", &one);
    const int seeds = qEnvironmentVariableIntValue("DEALWRIGHT_SYNC_SEEDS", &some);
    const int steps = qEnvironmentVariableIntValue("DEALWRIGHT_SYNC_STEPS", &given);
    QMap<QString, int> counts;
    for (int i = one ? seed : 1; i <= (one ? seed : some ? seeds : UsualSeeds); ++i) {
        Simulation simulation({std::uint32_t(i), 2 + i % 3, given ? steps : 200, access});
        const QString failure = simulation.run();
        if (!failure.isEmpty())
            qFatal("seed %d: %s", i, qPrintable(failure));
        for (auto count = simulation.counts().constBegin(); count != simulation.counts().constEnd(); ++count)
            counts[count.key()] += count.value();
    }
    for (auto count = counts.constBegin(); count != counts.constEnd(); ++count)
        qInfo("%6d %s", count.value(), qPrintable(count.key()));
    return one ? QMap<QString, int>() : counts;
}

// Lives in which nothing meets prove nothing.
void SimulationTest::expect(const QMap<QString, int> &counts, const QStringList &happened)
{
    for (const QString &what : happened)
        QVERIFY2(UsualSeeds < 8 || counts.isEmpty() || counts.value(what) > 0, qPrintable(what));
}

void SimulationTest::holdsWhateverHappens()
{
    expect(live(SyncWorld::Access::Open),
           {QStringLiteral("merged"), QStringLiteral("rejected conflict_guarded"),
            QStringLiteral("rejected deleted"), QStringLiteral("compared"), QStringLiteral("pushes")});
}

void SimulationTest::holdsUnderRoles()
{
    expect(live(SyncWorld::Access::Roles),
           {QStringLiteral("rejected not_visible"), QStringLiteral("compared"), QStringLiteral("owners"),
            QStringLiteral("shares"), QStringLiteral("roles"), QStringLiteral("looked for")});
}

void SimulationTest::sameSeedSameLife()
{
    Simulation first({7, 3, 60, SyncWorld::Access::Roles});
    Simulation second({7, 3, 60, SyncWorld::Access::Roles});
    QCOMPARE(first.run(), QString());
    QCOMPARE(second.run(), QString());
    QCOMPARE(first.trace(), second.trace());
}

void SimulationTest::everyFaultIsFound_data()
{
    QTest::addColumn<SyncWorld::Fault>("fault");
    using Fault = SyncWorld::Fault;
    QTest::newRow("what is gone is not told") << Fault::GoneOmitted;
    QTest::newRow("scopes are not taken") << Fault::ScopesNotTaken;
    QTest::newRow("parts are left out") << Fault::PartsOmitted;
    QTest::newRow("versions run ahead") << Fault::VersionsAhead;
    QTest::newRow("the cursor runs ahead") << Fault::CursorAhead;
    QTest::newRow("nobody says what was seen") << Fault::AskedOmitted;
    QTest::newRow("followers stay behind") << Fault::FollowersForgotten;
    QTest::newRow("shares place nothing") << Fault::SharesForgotten;
    QTest::newRow("the reach stands still") << Fault::ReachStandsStill;
    QTest::newRow("nothing is scrubbed") << Fault::NotScrubbed;
    QTest::newRow("bases are lost") << Fault::BasesLost;
}

// What proves something fails where it ought to.
void SimulationTest::everyFaultIsFound()
{
    QFETCH(SyncWorld::Fault, fault);
    if (UsualSeeds < 8)
        QSKIP("a sanitizer would take minutes");
    for (int seed = 1; seed <= 3 * UsualSeeds; ++seed) {
        Simulation simulation({std::uint32_t(seed), 3, 200, SyncWorld::Access::Roles, fault});
        if (!simulation.run().isEmpty())
            return;
    }
    QFAIL("no life found it");
}

DW_TEST(SimulationTest)

}  // namespace dw::test

#include "simulationtest.moc"
