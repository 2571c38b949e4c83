// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/programversion.h"
#include "core/sync/serverdevices.h"
#include "tests/laptops/laptop.h"
#include "tests/support/testrunner.h"

#include <QTest>

#include <algorithm>

namespace dw::test
{

// What an administrator sees of the laptops of everybody, and does with them, over the server; and that
// nobody else does.
class DeviceListTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_server = std::make_unique<ServerProgram>(QStringLiteral(DEALWRIGHT_SERVER), m_root.path());
        m_server->addUser(QStringLiteral("ada"), {QStringLiteral("--role"), QStringLiteral("administrator")});
        m_server->addUser(QStringLiteral("lin"), {QStringLiteral("--role"), QStringLiteral("sales_rep")});
        m_server->start();
        m_ada = std::make_unique<Laptop>(*m_server, QStringLiteral("ada"));
        m_lin = std::make_unique<Laptop>(*m_server, QStringLiteral("lin"));
        for (Laptop *laptop : {m_ada.get(), m_lin.get()})
            QCOMPARE(textOf(laptop->sync().error), QString());
    }
    void cleanupTestCase()
    {
        m_ada.reset();
        m_lin.reset();
        m_server.reset();
    }

    void everybodysAreForAdministrators()
    {
        const auto own =
            ask<QList<ServerDevice>>(*m_lin, [](ServerLine &line) { return ServerDevice::list(line); });
        QVERIFY(own.ok());
        QCOMPARE(own->size(), 1);
        QVERIFY(own->first().userName.isEmpty());
        const auto refused = listAll(*m_lin);
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().key, QStringLiteral("sync.not_administrator"));
        QCOMPARE(refused.error().code, ErrorCode::Forbidden);

        const auto all = listAll(*m_ada);
        QVERIFY(all.ok());
        QCOMPARE(all->size(), 2);
        for (const ServerDevice &device : *all) {
            QCOMPARE(device.state, ServerDevice::State::Active);
            QCOMPARE(device.app, ProgramVersion::ofThis().text());
            QVERIFY(!device.platform.isEmpty() && device.lastContact > Instant());
            QCOMPARE(device.isThis, device.id == deviceOf(*m_ada));
            QVERIFY(!device.userName.isEmpty());
        }
        QVERIFY(all->at(0).userName != all->at(1).userName);
    }

    void onlyTheyEndSomebodyElses()
    {
        const auto notHers = end(*m_lin, deviceOf(*m_ada), ServerDevice::Order::Wipe);
        QVERIFY(!notHers.ok());
        QCOMPARE(textOf(m_ada->sync().error), QString());

        QVERIFY(end(*m_ada, deviceOf(*m_lin), ServerDevice::Order::Revoke).ok());
        QCOMPARE(stateOf(deviceOf(*m_lin)), ServerDevice::State::Revoked);
        m_lin->create(QStringLiteral("Nobody gets it"));
        QCOMPARE(textOf(m_lin->sync().error).section(QLatin1Char(' '), 0, 0),
                 QStringLiteral("sync.device_revoked"));
        QCOMPARE(m_lin->waiting(), 1);
        QVERIFY(end(*m_ada, deviceOf(*m_lin), ServerDevice::Order::Wipe).ok());
        QCOMPARE(stateOf(deviceOf(*m_lin)), ServerDevice::State::Wiped);
    }

    void withoutAServerItSaysSo()
    {
        m_server->stop();
        const auto nobody = listAll(*m_ada);
        QVERIFY(!nobody.ok());
        QCOMPARE(nobody.error().code, ErrorCode::Network);
    }

private:
    template <typename T>
    static Result<T> ask(Laptop &laptop, const std::function<Result<T>(ServerLine &)> &work)
    {
        const DeviceIdentity identity = *DeviceIdentity::load(laptop.folder());
        HttpTransport transport(identity.server, identity.pin, HttpTransport::Limits());
        ServerLine line(identity, laptop.folder(), transport, Patience{1, 1, 1});
        return work(line);
    }
    static Result<QList<ServerDevice>> listAll(Laptop &laptop)
    {
        return ask<QList<ServerDevice>>(
            laptop, [](ServerLine &line) { return ServerDevice::list(line, ServerDevice::Whose::All); });
    }
    static Result<void> end(Laptop &laptop, const Id &device, ServerDevice::Order order)
    {
        return ask<void>(laptop, [&](ServerLine &line) { return ServerDevice::end(line, device, order); });
    }
    static Id deviceOf(Laptop &laptop) { return DeviceIdentity::load(laptop.folder())->device; }
    ServerDevice::State stateOf(const Id &id)
    {
        const auto all = listAll(*m_ada);
        const auto found = std::find_if(all->begin(), all->end(),
                                        [&](const ServerDevice &device) { return device.id == id; });
        return found == all->end() ? ServerDevice::State::Active : found->state;
    }

    QTemporaryDir m_root;
    std::unique_ptr<ServerProgram> m_server;
    std::unique_ptr<Laptop> m_ada;
    std::unique_ptr<Laptop> m_lin;
};

DW_TEST(DeviceListTest)

}  // namespace dw::test

#include "devicelisttest.moc"
