// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/crowd.h"

#include "core/base/clock.h"
#include "core/base/idgenerator.h"
#include "core/service/serverfolder.h"
#include "core/service/serverkeys.h"
#include "core/service/tokens.h"
#include "tests/bench/ordie.h"
#include "tests/bench/serverfill.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QTimer>

#include <sys/resource.h>

#include <algorithm>

namespace dw::bench
{

namespace
{

constexpr int PatienceMs = 120'000;

// Each line is a descriptor here and one in the server, which inherits the limit.
void allowDescriptors()
{
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace

Crowd::Crowd(int count, qint64 records) : m_server(QStringLiteral(DEALWRIGHT_SERVER), m_root.path())
{
    allowDescriptors();
    const QString workspace = m_server.folder() + QStringLiteral("/workspace");
    if (records > 0)
        fillServer(workspace, records);
    const QList<Id> reps = fillReps(workspace, count);
    m_server.addUser(QStringLiteral("boss"), {QStringLiteral("--role"), QStringLiteral("administrator")});
    enrol(reps);
}

void Crowd::enrol(const QList<Id> &reps)
{
    const SystemClock clock;
    IdGenerator ids(clock);
    const auto accounts = orDie(ServerFolder(m_server.folder()).openAccounts(), "accounts");
    const Tokens tokens(orDie(ServerKeys::load(*accounts), "keys").tokenKey());
    const Instant now = clock.now();
    const Instant later{now.ms + 86'400'000};
    for (const Id &rep : reps) {
        SessionRecord session;
        session.id = ids.next();
        session.user = rep;
        session.generation = 1;
        session.confirmed = true;
        DeviceIdentity identity;
        identity.user = rep;
        identity.device = ids.next();
        identity.refresh = Tokens::makeRefresh(session.id);
        orDie(identity.makeKey(), "key");
        session.refreshHash = tokens.hashOf(identity.refresh);
        session.previousHash = session.refreshHash;
        session.beganAt = now;
        session.refreshUntil = later;
        DeviceRecord device;
        device.id = identity.device;
        device.user = rep;
        device.name = QStringLiteral("laptop");
        device.publicKey = identity.publicKey();
        device.registeredAt = now;
        device.lastContact = now;
        orDie(accounts->addSession(session), "session");
        orDie(accounts->enrol(device, session.id, tokens.makeNonce(now), later), "device");
        m_laptops.push_back(
            std::make_unique<CrowdLaptop>(identity, tokens.makeAccess({session.id, 1, later})));
    }
}

void Crowd::startServer()
{
    m_server.start({QStringLiteral("--per-address"), QStringLiteral("0"), QStringLiteral("--address-rate"),
                    QStringLiteral("0"), QStringLiteral("--log"), QStringLiteral("warning")});
    for (const auto &laptop : m_laptops) {
        laptop->hangUp();
        laptop->deafen();
        laptop->setPort(m_server.port());
    }
}

void Crowd::runFor(int ms)
{
    QEventLoop loop;
    QTimer::singleShot(ms, &loop, &QEventLoop::quit);
    loop.exec();
}

void Crowd::runUntil(const std::function<bool()> &so, const char *what)
{
    QElapsedTimer timer;
    timer.start();
    while (!so()) {
        if (timer.elapsed() > PatienceMs)
            qFatal("the crowd waited too long for %s", what);
        runFor(5);
    }
}

QList<double> Crowd::each(int atOnce, Clock clock, const Task &task)
{
    QElapsedTimer timer;
    timer.start();
    QList<double> took;
    size_t next = 0;
    std::function<void()> begin = [&] {
        if (next == m_laptops.size())
            return;
        CrowdLaptop &laptop = *m_laptops[next++];
        const qint64 begun = clock == Clock::FromCall ? 0 : timer.nsecsElapsed();
        task(laptop, [&, begun] {
            took.append(double(timer.nsecsElapsed() - begun) / 1e6);
            begin();
        });
    };
    for (int i = 0; i < atOnce; ++i)
        begin();
    runUntil([&] { return took.size() == qsizetype(m_laptops.size()); }, "all of it");
    return took;
}

int Crowd::lost() const
{
    return int(
        std::count_if(m_laptops.begin(), m_laptops.end(), [](const auto &one) { return one->isLost(); }));
}

qint64 Crowd::pokes() const
{
    qint64 all = 0;
    for (const auto &laptop : m_laptops)
        all += laptop->pokes();
    return all;
}

}  // namespace dw::bench
