// SPDX-License-Identifier: GPL-3.0-or-later
// The steps of random lives in which the server is put back to an older state.
#include "core/store/replica.h"
#include "tests/support/testrunner.h"
#include "tests/sync/simulation.h"

#include <QTest>

namespace dw::test
{

// True: that was the step. Nothing disappears from a laptop before it knows that it is lost (I19).
bool Simulation::putBack()
{
    const int what = random(40);
    if (what > 1)
        return false;
    if (what == 0 || !m_backedUp) {
        m_world.backUp();
        m_backedUp = true;
        m_trace.append(QStringLiteral("the server is backed up"));
        return true;
    }
    QList<QMap<QString, QByteArray>> before;
    for (int i = 0; i < m_plan.laptops; ++i)
        before.append(m_world.laptop(i).contents());
    const bool tells = random(2) == 0;
    m_world.restore(tells ? SyncWorld::Restore::NewEpoch : SyncWorld::Restore::FilesAlone);
    m_trace.append(tells ? QStringLiteral("the server is restored")
                         : QStringLiteral("its files are put back"));
    ++m_counts[QStringLiteral("restores")];
    bool doubted = false;
    for (int i = 0; i < m_plan.laptops; ++i) {
        m_world.greet(m_world.laptop(i));
        doubted = doubted || m_world.isRecovering(m_world.laptop(i));
    }
    // Whoever shows a server what it lost has it doubt its history; nothing gets in until a new epoch ends
    // that.
    if (!tells && doubted)
        m_world.beginEpoch();
    for (int i = 0; i < m_plan.laptops; ++i) {
        SyncLaptop &laptop = m_world.laptop(i);
        m_world.greet(laptop);
        // Who left hears nothing until they are back.
        if (!m_world.recover(laptop, SyncRecovery::Place::BeforePush) && isWorking(i))
            fail(QStringLiteral("laptop %1 does not come to compare").arg(i));
        if (laptop.contents().keys() != before.at(i).keys())
            fail(QStringLiteral("laptop %1 lost or got something before it compared").arg(i));
        m_counts[QStringLiteral("sent again")] += int(laptop.outbox().size());
    }
    return true;
}

// Lives with restored servers, beside SimulationTest: the same variables of the environment.
class RestoredLivesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsWhateverIsPutBack_data()
    {
        QTest::addColumn<SyncWorld::Access>("access");
        QTest::addColumn<int>("lives");
        QTest::newRow("open") << SyncWorld::Access::Open << UsualLives;
        QTest::newRow("roles") << SyncWorld::Access::Roles << UsualLives + 1;
    }

    void holdsWhateverIsPutBack()
    {
        QFETCH(const SyncWorld::Access, access);
        QFETCH(const int, lives);
        bool one = false, some = false;
        const int seed = qEnvironmentVariableIntValue("DEALWRIGHT_SYNC_SEED", &one);
        const int seeds = qEnvironmentVariableIntValue("DEALWRIGHT_SYNC_SEEDS", &some);
        m_usual = !one && !some;
        for (int i = one ? seed : 1; i <= (one ? seed : some ? seeds : lives); ++i) {
            const Simulation::Plan plan{std::uint32_t(i),       2 + i % 3,           200, access,
                                        SyncWorld::Fault::None, Simulation::asked(), true};
            Simulation simulation(plan);
            const QString failure = simulation.run();
            if (!failure.isEmpty())
                qFatal("seed %d: %s", i, qPrintable(one ? Simulation::told(plan, failure) : failure));
            for (auto count = simulation.counts().constBegin(); count != simulation.counts().constEnd();
                 ++count)
                m_counts[count.key()] += count.value();
        }
    }

    void somethingWasLost()
    {
        for (const char *what :
             {"restores", "sent again", "found again", "typed and seen", "forgotten", "looked for"}) {
            const int count = m_counts.value(QLatin1String(what));
            qInfo("%6d %s", count, what);
            QVERIFY2(!m_usual || UsualLives < 3 || count > 3, what);
        }
    }

private:
    // Under sanitizers a life takes ten times as long, and all of them are one function with its time.
#ifdef __SANITIZE_ADDRESS__
    static constexpr int UsualLives = 1;
#else
    static constexpr int UsualLives = 3;
#endif
    QMap<QString, int> m_counts;
    bool m_usual = false;
};

DW_TEST(RestoredLivesTest)

}  // namespace dw::test

#include "simulationrestore.moc"
