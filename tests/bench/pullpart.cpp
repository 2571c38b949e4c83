// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/crowd.h"
#include "tests/bench/processusage.h"
#include "tests/bench/syncparts.h"

#include <algorithm>

namespace dw::bench
{

namespace
{

constexpr int Laptops = 500;
constexpr int AtOnce = 32;
constexpr int Rounds = 12;  // as many as one laptop may ask at once

}  // namespace

QList<Measure> pullPart(qint64 records)
{
    Crowd crowd(Laptops, std::min<qint64>(records, 100'000));
    crowd.startServer();
    // Their connections stay: what one costs is not what a pull costs.
    crowd.each(AtOnce, Crowd::Clock::FromBegin, [](CrowdLaptop &laptop, const CrowdLaptop::Done &done) {
        laptop.synchronise([&laptop, done] { laptop.pull(done); });
    });
    Measure processor;
    processor.key = QStringLiteral("pull_nothing");
    processor.what = QStringLiteral("pull with nothing new: the server's processors");
    processor.unit = QStringLiteral("ms");
    processor.budget = 1;
    processor.note = QStringLiteral("a sample is %1 pulls, with TLS, sign-in and rights").arg(Laptops);
    Measure answer;
    answer.key = QStringLiteral("pull_nothing_answer");
    answer.what = QStringLiteral("answer to it, %1 at once").arg(AtOnce);
    answer.unit = QStringLiteral("ms");
    for (int i = 0; i < Rounds; ++i) {
        const double before = processorSeconds(crowd.server().process());
        answer.samples +=
            crowd.each(AtOnce, Crowd::Clock::FromBegin,
                       [](CrowdLaptop &laptop, const CrowdLaptop::Done &done) { laptop.pull(done); });
        processor.samples.append((processorSeconds(crowd.server().process()) - before) * 1000 / Laptops);
    }
    return {processor, answer};
}

}  // namespace dw::bench
