// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/crowd.h"
#include "tests/bench/processusage.h"
#include "tests/bench/syncparts.h"

#include <QElapsedTimer>

#include <algorithm>

namespace dw::bench
{

namespace
{

constexpr int Laptops = 2'000;
constexpr int AtOnce = 32;
constexpr int Storms = 3;

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
    Measure storm;
    storm.key = QStringLiteral("storm");
    storm.what = QStringLiteral("server killed, 2 000 laptops come back at once: all in step and listening");
    storm.unit = QStringLiteral("s");
    storm.budget = 60;
    storm.judged = Measure::Judged::Worst;
    Measure one;
    one.key = QStringLiteral("storm_laptop");
    one.what = QStringLiteral("the same, one of them");
    one.unit = QStringLiteral("s");
    double used = 0;
    for (int i = 0; i < Storms; ++i) {
        crowd.kill();
        // All of them have something to fetch.
        crowd.server().addUser(QStringLiteral("new%1").arg(i));
        crowd.startServer();
        const double before = processorSeconds(crowd.server().process());
        QElapsedTimer timer;
        timer.start();
        const QList<double> took = crowd.each(Laptops, Crowd::Clock::FromCall, comeBack);
        storm.samples.append(double(timer.nsecsElapsed()) / 1e9);
        used += processorSeconds(crowd.server().process()) - before;
        for (const double ms : took)
            one.samples.append(ms / 1e3);
        if (crowd.lost() > 0)
            qFatal("%d laptops do not listen after the storm", crowd.lost());
    }
    storm.note = QStringLiteral(
                     "each over two new connections: sign-in renewed, greeted, pulled; %1 ms of the "
                     "server's processor a laptop")
                     .arg(Measure::text(used * 1000 / (Storms * Laptops)));
    return {storm, one};
}

}  // namespace dw::bench
