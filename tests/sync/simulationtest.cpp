// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testrunner.h"
#include "tests/sync/simulation.h"

#include <QTest>

namespace dw::test
{

// DEALWRIGHT_SYNC_SEEDS: how many lives (200 where nothing is said). DEALWRIGHT_SYNC_SEED: this one alone.
// DEALWRIGHT_SYNC_STEPS: how long they are.
class SimulationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsWhateverHappens();
    void sameSeedSameLife();
};

void SimulationTest::holdsWhateverHappens()
{
    bool one = false, some = false, long_ = false;
    const int seed = qEnvironmentVariableIntValue("DEALWRIGHT_SYNC_SEED", &one);
    const int seeds = qEnvironmentVariableIntValue("DEALWRIGHT_SYNC_SEEDS", &some);
    const int steps = qEnvironmentVariableIntValue("DEALWRIGHT_SYNC_STEPS", &long_);
    QMap<QString, int> counts;
    for (int i = one ? seed : 1; i <= (one ? seed : some ? seeds : 20); ++i) {
        Simulation simulation({std::uint32_t(i), 2 + i % 3, long_ ? steps : 200});
        const QString failure = simulation.run();
        QVERIFY2(failure.isEmpty(), qPrintable(QStringLiteral("seed %1: %2").arg(i).arg(failure)));
        for (auto count = simulation.counts().constBegin(); count != simulation.counts().constEnd(); ++count)
            counts[count.key()] += count.value();
    }
    for (auto count = counts.constBegin(); count != counts.constEnd(); ++count)
        qInfo("%6d %s", count.value(), qPrintable(count.key()));
    if (one)
        return;
    // Lives in which nothing meets prove nothing.
    for (const char *what : {"merged", "rejected conflict_guarded", "rejected deleted",
                             "rejected dependency_rejected", "compared", "pushes"})
        QVERIFY2(counts.value(QString::fromLatin1(what)) > 0, what);
}

void SimulationTest::sameSeedSameLife()
{
    Simulation first({7, 3, 60});
    Simulation second({7, 3, 60});
    QCOMPARE(first.run(), QString());
    QCOMPARE(second.run(), QString());
    QCOMPARE(first.trace(), second.trace());
}

DW_TEST(SimulationTest)

}  // namespace dw::test

#include "simulationtest.moc"
