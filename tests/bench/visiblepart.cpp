// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/syncagent.h"
#include "tests/bench/crowd.h"
#include "tests/bench/syncparts.h"
#include "tests/laptops/laptop.h"

#include <QElapsedTimer>

#include <algorithm>
#include <array>
#include <atomic>
#include <memory>

namespace dw::bench
{

namespace
{

using test::Laptop;

constexpr int Listening = 2'000;
constexpr int AtOnce = 32;
constexpr int Changes = 100;

// Two laptops of one user, who sees everything, kept in step as the window keeps them.
class Pair
{
public:
    explicit Pair(const test::ServerProgram &server)
    {
        for (size_t i = 0; i < 2; ++i) {
            m_laptops[i] = std::make_unique<Laptop>(server, QStringLiteral("boss"));
            SyncRunner::Options patient;
            if (const SyncReport first = m_laptops[i]->sync(patient); first.error)
                qFatal("first sync: %s", qPrintable(test::textOf(first.error)));
            QObject::connect(
                &m_laptops[i]->runner(), &CommandRunner::committed, &m_laptops[i]->runner(),
                [this, i](const CommitNotice &notice) {
                    const auto isAccount = [](const CommitNotice::Entry &entry) {
                        return entry.object == QLatin1String("account");
                    };
                    if (std::any_of(notice.entries.begin(), notice.entries.end(), isAccount))
                        m_arrivedNs[i] = m_clock.nsecsElapsed();
                },
                Qt::DirectConnection);
            m_agents[i] = std::make_unique<SyncAgent>(m_laptops[i]->runner());
            m_agents[i]->start();
        }
        m_clock.start();
        Crowd::runUntil([this] { return isInStep(0) && isInStep(1); }, "laptops in step");
    }

    // One types, then the other, each as soon as it has what the other typed: milliseconds of each change.
    QList<double> follow()
    {
        QList<double> took;
        for (size_t i = 0; i < Changes; ++i) {
            std::atomic<qint64> &arrived = m_arrivedNs[(i + 1) % 2];
            arrived = 0;
            m_laptops[i % 2]->create(QStringLiteral("visible %1").arg(m_typed++));
            const qint64 typedNs = m_clock.nsecsElapsed();
            Crowd::runUntil([&] { return arrived > 0; }, "a change");
            took.append(double(arrived - typedNs) / 1e6);
        }
        return took;
    }

private:
    bool isInStep(size_t i) const
    {
        return m_agents[i]->isLive() && m_agents[i]->status().state == SyncStatus::State::Idle;
    }

    std::array<std::unique_ptr<Laptop>, 2> m_laptops;
    std::array<std::unique_ptr<SyncAgent>, 2> m_agents;
    std::array<std::atomic<qint64>, 2> m_arrivedNs;
    QElapsedTimer m_clock;
    int m_typed = 0;
};

Measure visible(const char *key, const QString &among, const QList<double> &took)
{
    Measure made;
    made.key = QLatin1String(key);
    made.what = QStringLiteral("change visible on another laptop, from commit to commit") + among;
    made.unit = QStringLiteral("ms");
    made.budget = 500;
    made.judged = Measure::Judged::P95;
    made.samples = took;
    return made;
}

}  // namespace

QList<Measure> visiblePart(qint64 records)
{
    Crowd crowd(Listening, std::min<qint64>(records, 100'000));
    crowd.startServer();
    Pair pair(crowd.server());
    const QList<double> alone = pair.follow();
    crowd.each(AtOnce, Crowd::Clock::FromBegin, [](CrowdLaptop &laptop, const CrowdLaptop::Done &done) {
        laptop.synchronise([&laptop, done] {
            laptop.hangUp();
            laptop.listen(done);
        });
    });
    const QList<double> among = pair.follow();
    if (crowd.lost() > 0)
        qFatal("%d of those that listen were lost", crowd.lost());
    return {visible("visible", {}, alone),
            visible("visible_among", QStringLiteral(", 2 000 others listen"), among)};
}

}  // namespace dw::bench
