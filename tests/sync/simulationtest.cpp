// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testrunner.h"
#include "tests/sync/simulation.h"

#include <QTest>

namespace dw::test
{

// DEALWRIGHT_SYNC_SEEDS: how many lives (12 where nothing is said). DEALWRIGHT_SYNC_SEED: this one alone.
// DEALWRIGHT_SYNC_STEPS: how long they are.
class SimulationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsWhateverHappens();
    void holdsUnderRoles();
    void sameSeedSameLife();

private:
    // Under sanitizers a life takes ten times as long.
    static constexpr int UsualSeeds = 12;
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
        QVERIFY2(counts.isEmpty() || counts.value(what) > 0, qPrintable(what));
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

DW_TEST(SimulationTest)

}  // namespace dw::test

#include "simulationtest.moc"
