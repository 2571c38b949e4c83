// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/crowd.h"
#include "tests/bench/processusage.h"
#include "tests/bench/syncparts.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTimer>

#include <algorithm>

namespace dw::bench
{

namespace
{

constexpr int Laptops = 2'000;
constexpr int AtOnce = 32;
constexpr int Storms = 3;
// Over so long laptops of a server that said to be full (X-Load) spread their return.
constexpr int SpreadMs = 30'000;

// All that a laptop does when its server is there again.
void comeBack(CrowdLaptop &laptop, const CrowdLaptop::Done &done)
{
    laptop.synchronise([&laptop, done] {
        laptop.hangUp();
        laptop.listen(done);
    });
}

}  // namespace

QList<Measure> stormPart(qint64 records)
{
    Crowd crowd(Laptops, std::min<qint64>(records, 100'000));
    crowd.startServer();
    crowd.each(AtOnce, Crowd::Clock::FromBegin, comeBack);
    for (const auto &laptop : crowd.laptops())
        laptop->setPatient();
    Measure storm;
    storm.key = QStringLiteral("storm");
    storm.what =
        QStringLiteral("server killed, 2 000 laptops come back within 30 s: all in step and listening");
    storm.unit = QStringLiteral("s");
    storm.budget = 60;
    storm.judged = Measure::Judged::Worst;
    Measure one;
    one.key = QStringLiteral("storm_laptop");
    one.what = QStringLiteral("the same, one of them from when it came");
    one.unit = QStringLiteral("s");
    double used = 0;
    const QObject timers;
    for (int i = 0; i < Storms; ++i) {
        crowd.kill();
        // All of them have something to fetch.
        crowd.server().addUser(QStringLiteral("new%1").arg(i));
        crowd.startServer();
        const double before = processorSeconds(crowd.server().process());
        QElapsedTimer timer;
        timer.start();
        crowd.each(Laptops, Crowd::Clock::FromCall, [&](CrowdLaptop &laptop, const CrowdLaptop::Done &done) {
            const int at = int(QRandomGenerator::global()->bounded(SpreadMs));
            QTimer::singleShot(at, &timers, [&, done, at] {
                comeBack(laptop, [&, done, at] {
                    one.samples.append(double(timer.nsecsElapsed()) / 1e9 - at / 1e3);
                    done();
                });
            });
        });
        storm.samples.append(double(timer.nsecsElapsed()) / 1e9);
        used += processorSeconds(crowd.server().process()) - before;
        if (crowd.lost() > 0)
            qFatal("%d laptops do not listen after the storm", crowd.lost());
    }
    int retries = 0;
    for (const auto &laptop : crowd.laptops())
        retries += laptop->retries();
    storm.note = QStringLiteral(
                     "each over two new connections: sign-in renewed, greeted, pulled; %1 ms of the server's "
                     "processor a laptop; %2 attempts in all were put off or broke")
                     .arg(Measure::text(used * 1000 / (Storms * Laptops)))
                     .arg(retries);
    return {storm, one};
}

}  // namespace dw::bench
