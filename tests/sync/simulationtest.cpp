// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testrunner.h"
#include "tests/sync/simulation.h"

#include <QTest>

#include <algorithm>

namespace dw::test
{

// DEALWRIGHT_SYNC_SEEDS: how many lives of each kind (100 where nothing is said, 10 with the server in
// PostgreSQL). DEALWRIGHT_SYNC_SEED: this
// one alone. DEALWRIGHT_SYNC_STEPS: how long they are. DEALWRIGHT_SYNC_ONLY: these of its steps alone (1,2,7
// ...), as a failure names them.
class SimulationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsWhateverHappens_data() { addSeeds(); }
    void holdsWhateverHappens();
    void holdsUnderRoles_data() { addSeeds(); }
    void holdsUnderRoles();
    void peopleMet();
    void sameSeedSameLife();
    void aFailureIsMadeShort();

private:
    // Under sanitizers a life takes ten times as long.
#ifdef __SANITIZE_ADDRESS__
    static constexpr int UsualSeeds = 4;
#else
    static constexpr int UsualSeeds = 100;
#endif
    static constexpr int UsualSteps = 80;
    // So many seeds a row: a row has minutes, not the whole.
    static constexpr int RowSeeds = 20;
    static void addSeeds();
    void live(SyncWorld::Access access);
    void expect(SyncWorld::Access access, const QStringList &happened) const;

    QMap<SyncWorld::Access, QMap<QString, int>> m_counts;
};

void SimulationTest::addSeeds()
{
    bool one = false, some = false;
    const int seed = qEnvironmentVariableIntValue("DEALWRIGHT_SYNC_SEED", &one);
    const int seeds = qEnvironmentVariableIntValue("DEALWRIGHT_SYNC_SEEDS", &some);
    // There only the server's half is another one, and a life takes twice as long.
    const bool postgres = TestWorkspace::onPostgres();
    const int usual = postgres ? std::min(10, UsualSeeds) : UsualSeeds;
    const int row = postgres ? RowSeeds / 4 : RowSeeds;
    const int last = one ? seed : some ? seeds : usual;
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to");
    for (int from = one ? seed : 1; from <= last; from += row)
        QTest::addRow("from %d", from) << from << std::min(last, from + row - 1);
}

void SimulationTest::live(SyncWorld::Access access)
{
    QFETCH(int, from);
    QFETCH(int, to);
    bool given = false;
    const int length = qEnvironmentVariableIntValue("DEALWRIGHT_SYNC_STEPS", &given);
    for (int i = from; i <= to; ++i) {
        const Simulation::Plan plan{
            std::uint32_t(i),       2 + i % 3,          given ? length : UsualSteps, access,
            SyncWorld::Fault::None, Simulation::asked()};
        Simulation simulation(plan);
        const QString failure = simulation.run();
        if (!failure.isEmpty())
            qFatal("%s", qPrintable(Simulation::told(plan, failure)));
        for (auto count = simulation.counts().constBegin(); count != simulation.counts().constEnd(); ++count)
            m_counts[access][count.key()] += count.value();
    }
}

// Lives in which nothing meets prove nothing.
void SimulationTest::expect(SyncWorld::Access access, const QStringList &happened) const
{
    const QMap<QString, int> counts = m_counts.value(access);
    for (auto count = counts.constBegin(); count != counts.constEnd(); ++count)
        qInfo("%6d %s", count.value(), qPrintable(count.key()));
    for (const QString &what : happened)
        QVERIFY2(counts.value(QStringLiteral("compared")) < UsualSeeds || counts.value(what) > 0,
                 qPrintable(what));
}

void SimulationTest::holdsWhateverHappens()
{
    live(SyncWorld::Access::Open);
}

void SimulationTest::holdsUnderRoles()
{
    live(SyncWorld::Access::Roles);
}

void SimulationTest::peopleMet()
{
    if (qEnvironmentVariableIsSet("DEALWRIGHT_SYNC_SEED") || UsualSeeds < 100)
        QSKIP("too few of them");
    expect(SyncWorld::Access::Open,
           {QStringLiteral("merged"), QStringLiteral("rejected conflict_guarded"),
            QStringLiteral("rejected deleted"), QStringLiteral("rejected unique"), QStringLiteral("compared"),
            QStringLiteral("pushes answered"), QStringLiteral("moves"), QStringLiteral("many"),
            QStringLiteral("completed"), QStringLiteral("power"), QStringLiteral("definitions"),
            QStringLiteral("custom values"), QStringLiteral("visits"),
            QStringLiteral("rejected aggregate_changed")});
    expect(SyncWorld::Access::Roles,
           {QStringLiteral("rejected not_visible"), QStringLiteral("compared"), QStringLiteral("owners"),
            QStringLiteral("shares"), QStringLiteral("roles"), QStringLiteral("looked for"),
            QStringLiteral("field rights"), QStringLiteral("hidden looked for"),
            QStringLiteral("masks compared"), QStringLiteral("broken off")});
}

void SimulationTest::sameSeedSameLife()
{
    Simulation first({7, 3, 60, SyncWorld::Access::Roles});
    Simulation second({7, 3, 60, SyncWorld::Access::Roles});
    QCOMPARE(first.run(), QString());
    QCOMPARE(second.run(), QString());
    QCOMPARE(first.trace(), second.trace());
}

void SimulationTest::aFailureIsMadeShort()
{
    Simulation::Plan plan{1, 3, 60, SyncWorld::Access::Roles, SyncWorld::Fault::PartsOmitted};
    while (Simulation(plan).run().isEmpty())
        ++plan.seed;
    plan.only = Simulation::shrunk(plan, 40);
    QVERIFY2(plan.only.size() <= 30, qPrintable(QString::number(plan.only.size())));
    QVERIFY(!Simulation(plan).run().isEmpty());
}

DW_TEST(SimulationTest)

}  // namespace dw::test

#include "simulationtest.moc"
