// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/enrolment.h"
#include "core/sync/serverdevices.h"
#include "core/sync/serverjob.h"
#include "core/sync/serverline.h"
#include "tests/laptops/faultline.h"
#include "tests/laptops/laptop.h"
#include "tests/support/testrunner.h"

#include <QDir>
#include <QJsonArray>
#include <QTcpServer>
#include <QTest>
#include <QThread>

namespace dw::test
{

// Joining a server as a window does it: off its thread, to be stopped at any time, told step by step; and the
// list of one's laptops.
class JoiningTest : public QObject
{
    Q_OBJECT

private:
    Enrolment wanted(const QString &login) const
    {
        Enrolment enrolment;
        enrolment.server = QUrl(m_server->url());
        enrolment.login = login;
        enrolment.password = ServerProgram::password();
        enrolment.pin = fingerprintFromText(m_server->fingerprint());
        enrolment.deviceName = QStringLiteral("laptop of ") + login;
        enrolment.folder = m_folder.filePath(QStringLiteral("ws-") + login);
        return enrolment;
    }

    // How it ended; `atStep` stops it there.
    Result<DeviceIdentity> join(Enrolment enrolment, std::optional<Enrolment::Step> stopAt = {})
    {
        ServerJob job;
        QList<Enrolment::Step> steps;
        enrolment.tell = [&](Enrolment::Step step) {
            steps.append(step);
            if (step == stopAt)
                job.cancel();
        };
        std::optional<Result<DeviceIdentity>> answer;
        job.run<DeviceIdentity>(
            enrolment.server, enrolment.pin, {},
            [enrolment, this](HttpTransport &transport) {
                IdGenerator ids(m_clock);
                return enrolment.run(transport, {}, m_clock, ids);
            },
            [&](const Result<DeviceIdentity> &identity) { answer = identity; });
        if (!QTest::qWaitFor([&] { return answer.has_value(); }, 60'000))
            return Error(ErrorCode::Internal, QStringLiteral("test.late"));
        m_steps = steps;
        return *answer;
    }

    int activeDevices() const
    {
        int active = 0;
        const QJsonArray devices = m_server->run({QStringLiteral("device"), QStringLiteral("list")})
                                       .value(QLatin1String("rows"))
                                       .toArray();
        for (const QJsonValue &device : devices)
            active += device.toObject().value(QLatin1String("state")) == QLatin1String("active") ? 1 : 0;
        return active;
    }

    QTemporaryDir m_root;
    QTemporaryDir m_folder;
    SystemClock m_clock;
    std::unique_ptr<ServerProgram> m_server;
    QList<Enrolment::Step> m_steps;

private Q_SLOTS:
    void initTestCase()
    {
        m_server = std::make_unique<ServerProgram>(QStringLiteral(DEALWRIGHT_SERVER), m_root.path());
        const QStringList rep{QStringLiteral("--role"), QStringLiteral("sales_rep")};
        m_server->addUser(QStringLiteral("lin"), rep);
        m_server->addUser(QStringLiteral("sun"), rep);
        m_server->start();
    }
    void cleanupTestCase() { m_server.reset(); }

    void stoppedAnywhereLeavesNothing_data()
    {
        QTest::addColumn<int>("step");
        QTest::newRow("connecting") << int(Enrolment::Step::Connecting);
        QTest::newRow("signing in") << int(Enrolment::Step::SigningIn);
        QTest::newRow("registering") << int(Enrolment::Step::Registering);
        QTest::newRow("making") << int(Enrolment::Step::Making);
    }
    void stoppedAnywhereLeavesNothing()
    {
        QFETCH(const int, step);
        const Enrolment enrolment = wanted(QStringLiteral("lin"));
        const Result<DeviceIdentity> identity = join(enrolment, Enrolment::Step(step));
        QVERIFY(!identity.ok());
        QCOMPARE(identity.error().key, QStringLiteral("sync.cancelled"));
        QCOMPARE(int(m_steps.last()), step);
        QVERIFY(!QFileInfo::exists(enrolment.folder));
        QCOMPARE(activeDevices(), 0);
    }

    void joinsAfterAll()
    {
        const Enrolment enrolment = wanted(QStringLiteral("lin"));
        const Result<DeviceIdentity> identity = join(enrolment);
        QVERIFY2(identity.ok(),
                 qPrintable(textOf(identity.ok() ? std::optional<Error>() : identity.error())));
        QVERIFY(DeviceIdentity::isIn(enrolment.folder));
        QCOMPARE(activeDevices(), 1);
        QCOMPARE(m_steps, (QList<Enrolment::Step>{Enrolment::Step::Connecting, Enrolment::Step::SigningIn,
                                                  Enrolment::Step::Registering, Enrolment::Step::Making}));
    }

    void newPasswordIsSaidAtOnce()
    {
        // A password that the server made up is to be changed.
        const QJsonObject made = m_server->run(
            {QStringLiteral("user"), QStringLiteral("add"), QStringLiteral("new"), QStringLiteral("--name"),
             QStringLiteral("New"), QStringLiteral("--email"), QStringLiteral("new@acme.cn")});
        Enrolment enrolment = wanted(QStringLiteral("new"));
        enrolment.password = made.value(QLatin1String("password")).toString();
        QVERIFY(!enrolment.password.isEmpty());
        Result<DeviceIdentity> identity = join(enrolment);
        QVERIFY(!identity.ok());
        QCOMPARE(identity.error().key, QStringLiteral("sync.password_must_change"));
        QVERIFY(!QFileInfo::exists(enrolment.folder));
        enrolment.newPassword = QStringLiteral("another horse battery");
        identity = join(enrolment, Enrolment::Step::Making);
        QCOMPARE(identity.error().key, QStringLiteral("sync.cancelled"));
        QVERIFY(m_steps.contains(Enrolment::Step::PasswordChanged));
        // Also after an error it is the password.
        enrolment.password = enrolment.newPassword;
        enrolment.newPassword.clear();
        identity = join(enrolment);
        QVERIFY(identity.ok());
    }

    void listsAndEndsLaptops()
    {
        Laptop first(*m_server, QStringLiteral("sun"));
        Laptop second(*m_server, QStringLiteral("sun"));
        const DeviceIdentity identity = *DeviceIdentity::load(first.folder());
        const DeviceIdentity other = *DeviceIdentity::load(second.folder());
        HttpTransport transport(identity.server, identity.pin, {});
        ServerLine line(identity, first.folder(), transport, {1, 1, 1});
        Result<QList<ServerDevice>> devices = ServerDevice::list(line);
        QVERIFY(devices.ok());
        QCOMPARE(devices->size(), 2);
        for (const ServerDevice &device : *devices) {
            QCOMPARE(device.isThis, device.id == identity.device);
            QCOMPARE(device.state, ServerDevice::State::Active);
            QCOMPARE(device.name, QStringLiteral("laptop of sun"));
            QVERIFY(device.lastContact.ms > 0);
        }
        QVERIFY(ServerDevice::end(line, other.device, ServerDevice::Order::Revoke).ok());
        devices = ServerDevice::list(line);
        QVERIFY(devices.ok());
        for (const ServerDevice &device : *devices)
            QCOMPARE(device.state == ServerDevice::State::Revoked, device.id == other.device);
        QCOMPARE(second.sync().error.value_or(Error()).key, QStringLiteral("sync.device_revoked"));
        // Nobody ends what is somebody else's.
        const Laptop lin(*m_server, QStringLiteral("lin"));
        QVERIFY(
            !ServerDevice::end(line, DeviceIdentity::load(lin.folder())->device, ServerDevice::Order::Wipe)
                 .ok());
    }

    // A token is used up by whoever comes first: two lines of one laptop that renew at once.
    void linesOfOneLaptopDoNotTakeEachOthersSignIn()
    {
        Laptop laptop(*m_server, QStringLiteral("lin"));
        constexpr int Lines = 4;
        std::atomic<int> good{0};
        QList<QThread *> threads;
        for (int i = 0; i < Lines; ++i) {
            threads.append(QThread::create([&] {
                for (int round = 0; round < 3; ++round) {
                    const DeviceIdentity identity = *DeviceIdentity::load(laptop.folder());
                    HttpTransport transport(identity.server, identity.pin, {});
                    ServerLine line(identity, laptop.folder(), transport, {1, 1, 1});
                    good += ServerDevice::list(line).ok() ? 1 : 0;
                }
            }));
            threads.last()->start();
        }
        for (QThread *thread : std::as_const(threads))
            thread->wait();
        qDeleteAll(threads);
        QCOMPARE(good.load(), Lines * 3);
        QCOMPARE(textOf(laptop.sync().error), QString());
    }

    void goesAwayInTheMiddle()
    {
        // A port that takes the connection and never says anything.
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        Enrolment enrolment = wanted(QStringLiteral("lin"));
        enrolment.server.setPort(silent.serverPort());
        enrolment.folder = m_folder.filePath(QStringLiteral("never"));
        bool answered = false;
        {
            ServerJob job;
            QVERIFY(job.run<DeviceIdentity>(
                enrolment.server, enrolment.pin, {},
                [enrolment, this](HttpTransport &transport) {
                    IdGenerator ids(m_clock);
                    return enrolment.run(transport, {}, m_clock, ids);
                },
                [&](const Result<DeviceIdentity> &) { answered = true; }));
            QVERIFY(!job.run<void>(
                enrolment.server, {}, {}, [](HttpTransport &) { return Result<void>(); },
                [](const Result<void> &) {}));
            QTRY_VERIFY(silent.hasPendingConnections());
        }
        QCoreApplication::processEvents();
        QVERIFY(!answered);
        QVERIFY(!QFileInfo::exists(enrolment.folder));
    }
};

DW_TEST(JoiningTest)

}  // namespace dw::test

#include "joiningtest.moc"
