// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/crowd.h"
#include "tests/bench/processusage.h"
#include "tests/bench/syncparts.h"

#include <QElapsedTimer>
#include <QTimer>

#include <algorithm>

namespace dw::bench
{

namespace
{

constexpr int Laptops = 2'000;
constexpr int AtOnce = 32;
constexpr int WindowMs = 10'000;
constexpr int Windows = 6;
// A laptop that listens looks by itself now and then all the same (SyncPace::Times::liveLookMs).
constexpr int LookMs = 900'000;

Measure measure(const char *key, const QString &what, const char *unit, double budget)
{
    Measure made;
    made.key = QLatin1String(key);
    made.what = what;
    made.unit = QLatin1String(unit);
    made.budget = budget;
    return made;
}

// What the server takes in each window.
void watch(const Crowd &crowd, Measure &processor, Measure &memory)
{
    for (int i = 0; i < Windows; ++i) {
        const double before = processorSeconds(crowd.server().process());
        QElapsedTimer timer;
        timer.start();
        Crowd::runFor(WindowMs);
        const double seconds = double(timer.nsecsElapsed()) / 1e9;
        processor.samples.append(100 * (processorSeconds(crowd.server().process()) - before) / seconds);
        memory.samples.append(residentMegabytes(crowd.server().process()));
    }
    if (crowd.lost() > 0)
        qFatal("%d lines of idle laptops were lost", crowd.lost());
}

}  // namespace

QList<Measure> idlePart(qint64 records)
{
    Crowd crowd(Laptops, std::min<qint64>(records, 100'000));
    crowd.startServer();
    const double empty = residentMegabytes(crowd.server().process());
    crowd.each(AtOnce, Crowd::Clock::FromBegin, [](CrowdLaptop &laptop, const CrowdLaptop::Done &done) {
        laptop.synchronise([&laptop, done] {
            laptop.hangUp();
            done();
        });
    });
    crowd.each(AtOnce, Crowd::Clock::FromBegin,
               [](CrowdLaptop &laptop, const CrowdLaptop::Done &done) { laptop.listen(done); });
    Crowd::runFor(2'000);

    const QString all = QStringLiteral("2 000 laptops that listen: ");
    Measure memory = measure("idle_memory", all + QStringLiteral("memory of the server"), "MB", 150);
    memory.judged = Measure::Judged::Worst;
    Measure processor =
        measure("idle_processor", all + QStringLiteral("processor of the server, of a core"), "%", 2);
    int looks = 0;
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &look, [&] {
        CrowdLaptop &laptop = *crowd.laptops()[size_t(looks++) % Laptops];
        laptop.synchronise([&laptop] { laptop.hangUp(); });
    });
    look.start(LookMs / Laptops);
    watch(crowd, processor, memory);
    look.stop();
    memory.note = QStringLiteral("%1 MB when it had started").arg(Measure::text(empty));
    processor.note = QStringLiteral("over %1 s each; every laptop looks by itself each %2 s: %3 did")
                         .arg(WindowMs / 1000)
                         .arg(LookMs / 1000)
                         .arg(looks);

    const QString asking = QStringLiteral("2 000 laptops that ask and wait (no events): ");
    Measure askingMemory =
        measure("idle_wait_memory", asking + QStringLiteral("memory of the server"), "MB", 0);
    askingMemory.note = QStringLiteral("after the lines of those who listened");
    Measure askingProcessor =
        measure("idle_wait_processor", asking + QStringLiteral("processor of the server, of a core"), "%", 0);
    crowd.each(AtOnce, Crowd::Clock::FromBegin,
               [](CrowdLaptop &laptop, const CrowdLaptop::Done &done) { laptop.wait(done); });
    Crowd::runFor(2'000);
    watch(crowd, askingProcessor, askingMemory);
    askingProcessor.note = QStringLiteral("80 questions a second");
    return {memory, processor, askingMemory, askingProcessor};
}

}  // namespace dw::bench
