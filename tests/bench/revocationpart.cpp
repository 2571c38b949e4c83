// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reading/reader.h"
#include "tests/bench/syncparts.h"
#include "tests/laptops/laptop.h"

#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
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

// Into the server's own workspace, while it is down.
void fill(const ServerProgram &server, const QString &folder)
{
    const QString path = folder + QStringLiteral("/contacts.csv");
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        qFatal("cannot write %s", qPrintable(path));
    file.write("Name,Job title,Mobile,Email\n");
    for (int i = 0; i < Records; ++i)
        file.write(QStringLiteral("王小明 %1,Buyer of region %2,139%3,buyer%1@example.cn\n")
                       .arg(i)
                       .arg(i % 97)
                       .arg(i, 8, 10, QLatin1Char('0'))
                       .toUtf8());
    file.close();
    QProcess import;
    import.setProcessChannelMode(QProcess::MergedChannels);
    import.start(QStringLiteral(DEALWRIGHT_CLI),
                 {QStringLiteral("-w"), server.folder() + QStringLiteral("/workspace"),
                  QStringLiteral("import"), QStringLiteral("contact"), path});
    if (!import.waitForFinished(30 * 60'000) || import.exitCode() != 0)
        qFatal("import: %s", import.readAll().constData());
}

// How many contacts the user of the laptop is shown, and how many lie in its tables.
struct Contacts
{
    qint64 seen = -1;
    qint64 here = -1;
};

Contacts contactsOf(Laptop &laptop)
{
    Contacts contacts;
    laptop.workspace().readNow([&](ReadSession &session) {
        const ConfigurationPtr configuration = laptop.runner().configuration();
        const Instant now = SystemClock().now();
        const Query all{configuration->dictionary->find(u"contact"), nullptr, {}, Query::Deleted::Include};
        const auto here = session.count(all, configuration->settings.context(now, {}, {}));
        contacts.here = here.ok() ? *here : -1;
        const auto actor = joinedActor(session, *configuration->dictionary, laptop.joined());
        if (!actor.ok())
            return;
        const Reader reader(session, {configuration->dictionary, configuration->settings,
                                      configuration->policy, *actor, now});
        const auto seen = reader.count({all.object, nullptr, {}});
        // Whoever may see none of an object is refused.
        contacts.seen = seen.ok() ? *seen : seen.error().code == ErrorCode::Forbidden ? 0 : -1;
    });
    return contacts;
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

QList<Measure> revocationPart()
{
    QTemporaryDir root;
    ServerProgram server(QStringLiteral(DEALWRIGHT_SERVER), root.path());
    server.addUser(QStringLiteral("lin"));
    fill(server, root.path());
    server.start();
    Laptop laptop(server, QStringLiteral("lin"));
    QElapsedTimer timer;
    timer.start();
    if (const SyncReport first = laptop.sync({}); first.error)
        qFatal("first sync: %s", qPrintable(test::textOf(first.error)));
    std::fprintf(stderr, "first synchronisation: %.1f s\n", double(timer.elapsed()) / 1000);
    if (contactsOf(laptop).seen != Records)
        qFatal("the laptop has %lld contacts", contactsOf(laptop).seen);
    // From here on roles say who sees what, and lin has none that shows contacts.
    server.addUser(QStringLiteral("boss"), {QStringLiteral("--role"), QStringLiteral("administrator")});

    std::atomic<bool> over = false;
    double unseen = 0, gone = 0, longest = 0;
    timer.start();
    std::thread watch([&] {
        double last = 0;
        while (!over) {
            const Contacts contacts = contactsOf(laptop);
            const double now = double(timer.nsecsElapsed()) / 1e9;
            longest = std::max(longest, now - last);
            last = now;
            if (contacts.seen == 0 && unseen == 0)
                unseen = now;
            if (contacts.here == 0 && gone == 0)
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
        qFatal("the contacts are still there");
    return {seconds("revocation_unseen", "100 000 records revoked: none is shown", unseen, 0.2),
            seconds("revocation_gone", "100 000 records revoked: rows and indexes gone", gone, 2),
            seconds("revocation_clean", "100 000 records revoked: files clean, end of the synchronisation",
                    clean, 0),
            seconds("revocation_reader", "longest wait of a reader meanwhile", longest, 0)};
}

}  // namespace dw::bench
