// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reading/reader.h"
#include "tests/bench/serverfill.h"
#include "tests/bench/syncparts.h"
#include "tests/laptops/laptop.h"

#include <QElapsedTimer>
#include <QTemporaryDir>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <thread>

namespace dw::bench
{

namespace
{

using test::Laptop;
using test::ServerProgram;

constexpr int Records = 100'000;

// How many records of customers the user of the laptop is shown, and how many lie in its tables.
struct Held
{
    qint64 seen = 0;
    qint64 here = 0;
};

Held heldBy(Laptop &laptop)
{
    Held held;
    laptop.workspace().readNow([&](ReadSession &session) {
        const ConfigurationPtr configuration = laptop.runner().configuration();
        const Instant now = SystemClock().now();
        const auto actor = joinedActor(session, *configuration->dictionary, laptop.joined());
        if (!actor.ok())
            qFatal("nobody acts");
        const Reader reader(session, {configuration->dictionary, configuration->settings,
                                      configuration->policy, *actor, now});
        for (const char *object : {"account", "contact", "lead", "opportunity", "task", "activity"}) {
            const Query all{configuration->dictionary->find(QString::fromLatin1(object)),
                            nullptr,
                            {},
                            Query::Deleted::Include};
            const auto here = session.count(all, configuration->settings.context(now, {}, {}));
            const auto seen = reader.count(all);
            // Whoever may see none of an object is refused.
            if (!here.ok() || (!seen.ok() && seen.error().code != ErrorCode::Forbidden))
                qFatal("cannot count");
            held.here += *here;
            held.seen += seen.ok() ? *seen : 0;
        }
    });
    return held;
}

Measure seconds(const char *key, const char *what, double value, double budget)
{
    Measure measure;
    measure.key = QLatin1String(key);
    measure.what = QLatin1String(what);
    measure.unit = QStringLiteral("s");
    measure.budget = budget;
    measure.samples = {value};
    return measure;
}

}  // namespace

QList<Measure> revocationPart(qint64)
{
    QTemporaryDir root;
    ServerProgram server(QStringLiteral(DEALWRIGHT_SERVER), root.path());
    fillServer(server.folder() + QStringLiteral("/workspace"), Records);
    server.addUser(QStringLiteral("lin"));
    server.start();
    Laptop laptop(server, QStringLiteral("lin"));
    QElapsedTimer timer;
    timer.start();
    if (const SyncReport first = laptop.sync({}); first.error)
        qFatal("first sync: %s", qPrintable(test::textOf(first.error)));
    std::fprintf(stderr, "first synchronisation: %.1f s\n", double(timer.elapsed()) / 1000);
    const Held before = heldBy(laptop);
    std::fprintf(stderr, "records: %lld, shown %lld\n", before.here, before.seen);
    // From here on roles say who sees what, and lin has none.
    server.addUser(QStringLiteral("boss"), {QStringLiteral("--role"), QStringLiteral("administrator")});

    std::atomic<bool> over = false;
    double unseen = 0, gone = 0, longest = 0;
    timer.start();
    std::thread watch([&] {
        double last = 0;
        while (!over) {
            const Held held = heldBy(laptop);
            const double now = double(timer.nsecsElapsed()) / 1e9;
            longest = std::max(longest, now - last);
            last = now;
            if (held.seen == 0 && unseen == 0)
                unseen = now;
            if (held.here == 0 && gone == 0)
                gone = now;
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
    });
    const SyncReport report = laptop.sync({});
    const double clean = double(timer.nsecsElapsed()) / 1e9;
    over = true;
    watch.join();
    if (report.error)
        qFatal("sync: %s", qPrintable(test::textOf(report.error)));
    if (unseen == 0 || gone == 0)
        qFatal("the records are still there");
    return {seconds("revocation_unseen", "100 000 records revoked: none is shown", unseen, 0.2),
            seconds("revocation_gone", "100 000 records revoked: rows and indexes gone", gone, 2),
            seconds("revocation_clean", "100 000 records revoked: files clean, end of the synchronisation",
                    clean, 0),
            seconds("revocation_reader", "longest wait of a reader meanwhile", longest, 0)};
}

}  // namespace dw::bench
