// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/clock.h"
#include "core/base/idgenerator.h"
#include "core/store/accountstore.h"
#include "core/store/postgres/connection.h"
#include "core/store/postgres/postgresaccountstore.h"
#include "core/store/postgres/schema.h"
#include "tests/support/files.h"
#include "tests/support/postgresserver.h"
#include "tests/support/testrunner.h"

#include <QFileInfo>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <thread>

using namespace dw;
using namespace dw::test;

// The account store of a server on SQLite is a file.
class AccountFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_root = std::make_unique<QTemporaryDir>();
        QVERIFY(createAccountFile(file()).ok());
        m_store = openAccountFile(file()).value();
    }
    void cleanup() { m_store.reset(); }

    void isForItsOwnerAlone()
    {
        const QFileDevice::Permissions others = QFileDevice::ReadGroup | QFileDevice::WriteGroup |
                                                QFileDevice::ReadOther | QFileDevice::WriteOther;
        QVERIFY(m_store->setSetting(QStringLiteral("a"), "b").ok());
        for (const QString &name : {file(), file() + QStringLiteral("-wal")})
            QCOMPARE(QFileInfo(name).permissions() & others, QFileDevice::Permissions());
        const QString copy = m_root->filePath(QStringLiteral("copy.db"));
        QVERIFY(m_store->backup(copy).ok());
        QCOMPARE(QFileInfo(copy).permissions() & others, QFileDevice::Permissions());
        QCOMPARE(m_store->backup(copy).error().key, QStringLiteral("store.exists"));
        const auto opened = openAccountFile(copy);
        QVERIFY(opened.ok());
        QCOMPARE(*(*opened)->setting(QStringLiteral("a")), QByteArray("b"));
    }

    void refusesOtherFiles()
    {
        m_store.reset();
        QCOMPARE(openAccountFile(m_root->filePath(QStringLiteral("none.db"))).error().key,
                 QStringLiteral("store.missing"));
        writeFile(m_root->filePath(QStringLiteral("text.db")), QByteArray(5000, 'x'));
        QCOMPARE(openAccountFile(m_root->filePath(QStringLiteral("text.db"))).error().key,
                 QStringLiteral("store.foreign_file"));
        QCOMPARE(createAccountFile(file()).error().key, QStringLiteral("store.exists"));
    }

private:
    QString file() const { return m_root->filePath(QStringLiteral("accounts.db")); }

    std::unique_ptr<QTemporaryDir> m_root;
    std::unique_ptr<AccountStore> m_store;
};

DW_TEST(AccountFileTest)

// What the store of accounts keeps, and keeps whole when many ask at once, on both databases.
class AccountStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data()
    {
        QTest::addColumn<bool>("postgres");
        QTest::newRow("sqlite") << false;
        QTest::newRow("postgres") << true;
    }

    void init()
    {
        QFETCH_GLOBAL(bool, postgres);
        m_postgres = postgres;
        if (postgres) {
            m_workspace = m_ids.next();
            auto connection = postgres::Connection::open(PostgresServer::shared().address(),
                                                         postgres::Connection::Use::Write);
            QVERIFY(connection.ok() && postgres::createSchema(**connection, m_workspace).ok());
        } else {
            m_root = std::make_unique<QTemporaryDir>();
            QVERIFY(createAccountFile(file()).ok());
        }
        open();
    }
    void cleanup() { m_store.reset(); }

    void keepsWhatWasWritten()
    {
        const Id user = m_ids.next();
        QVERIFY(m_store->setPassword({user, "hash", true, Instant{5}}).ok());
        SessionRecord session = newSession(user);
        QVERIFY(m_store->addSession(session).ok());
        const auto device = m_store->enrol(newDevice(user), session.id, "nonce", Instant{9});
        QVERIFY(device.ok());
        m_store.reset();
        open();
        const auto password = m_store->password(user);
        QCOMPARE((*password)->hash, QByteArray("hash"));
        QVERIFY((*password)->mustChange);
        QVERIFY(!m_store->password(m_ids.next())->has_value());
        const auto known = m_store->session(session.id);
        QCOMPARE((*known)->device, device->id);
        QCOMPARE((*m_store->device(device->id))->shortCode, device->shortCode);
        // When it came last, and with which program; one that does not say keeps what it said.
        for (const QString &app : {QStringLiteral("1.4.2"), QString()}) {
            QVERIFY(m_store->touchDevice(device->id, Instant{12}, app).ok());
            const auto touched = m_store->device(device->id);
            QCOMPARE((*touched)->lastContact, Instant{12});
            QCOMPARE((*touched)->app, QStringLiteral("1.4.2"));
        }
        QVERIFY(m_store->check()->isEmpty());
    }

    // Codes go into numbers on paper: no two devices ever share one, and none is hard to read aloud.
    void givesEachDeviceACode()
    {
        const Id user = m_ids.next();
        QSet<QString> codes;
        for (int i = 0; i < 300; ++i) {
            const SessionRecord session = newSession(user);
            QVERIFY(m_store->addSession(session).ok());
            const auto device =
                m_store->enrol(newDevice(user), session.id, QByteArray::number(i), Instant{9});
            QVERIFY(device.ok());
            QVERIFY2(!codes.contains(device->shortCode), qPrintable(device->shortCode));
            codes.insert(device->shortCode);
            for (const QChar c : device->shortCode)
                QVERIFY(!QStringLiteral("IO01").contains(c));
        }
        QVERIFY(codes.contains(QStringLiteral("A2")));
        QVERIFY(codes.contains(QStringLiteral("Z9")));
        QVERIFY(codes.contains(QStringLiteral("AA2")));
        QCOMPARE(m_store->devices(user)->size(), 300);
        QCOMPARE(m_store->devices(m_ids.next())->size(), 0);
    }

    void tellsWhatEnded()
    {
        QList<Id> told;
        m_store->onEnded([&told](const Id &what) { told.append(what); });
        const Id user = m_ids.next();
        const SessionRecord session = newSession(user), other = newSession(user);
        QVERIFY(m_store->addSession(session).ok());
        QVERIFY(m_store->addSession(other).ok());
        const auto device = m_store->enrol(newDevice(user), session.id, "n", Instant{9});
        QVERIFY(device.ok() && told.isEmpty());
        QVERIFY(m_store->endSession(other.id).ok());
        QVERIFY(
            m_store->revokeDevice(device->id, DeviceState::Revoked, QStringLiteral("lost"), {}, Instant{8})
                .ok());
        QVERIFY(!m_store->revokeDevice(user, DeviceState::Revoked, {}, {}, Instant{8}).ok());
        QVERIFY(m_store->endSessionsOf(user).ok());
        QVERIFY(m_store->setPassword({user, "hash", false, Instant{5}}).ok());
        QCOMPARE(told, (QList<Id>{other.id, device->id, user, user}));
    }

    // Guesses at once count as guesses one after another.
    void countsAttemptsAtOnce()
    {
        const AttemptLimit limit{"key", 5, 1000, 60'000, 3'600'000};
        std::atomic<int> allowed{0};
        std::vector<std::thread> threads;
        for (int i = 0; i < 8; ++i) {
            threads.emplace_back([&] {
                for (int n = 0; n < 10; ++n) {
                    const auto wait = m_store->beginAttempt({limit}, Instant{1'000'000});
                    if (wait.ok() && *wait == 0)
                        ++allowed;
                }
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(allowed.load(), 5);
        QVERIFY(m_store->clearAttempts({"key"}).ok());
        QCOMPARE(*m_store->beginAttempt({limit}, Instant{1'000'000}), 0);
    }

    // Two servers on one database are one store.
    void twoStoresAreOne()
    {
        const std::unique_ptr<AccountStore> other = opened();
        const Id user = m_ids.next();
        const AttemptLimit limit{"key", 5, 1000, 60'000, 3'600'000};
        std::atomic<int> allowed{0}, enrolled{0};
        QList<SessionRecord> sessions;
        for (int i = 0; i < 40; ++i)
            sessions.append(newSession(user));
        for (const SessionRecord &session : std::as_const(sessions))
            QVERIFY(m_store->addSession(session).ok());
        QList<DeviceRecord> devices;
        for (int i = 0; i < 40; ++i)
            devices.append(newDevice(user));
        std::vector<std::thread> threads;
        for (int i = 0; i < 8; ++i) {
            threads.emplace_back([&, i] {
                AccountStore &store = i % 2 == 0 ? *m_store : *other;
                for (int n = 0; n < 5; ++n) {
                    const auto wait = store.beginAttempt({limit}, Instant{1'000'000});
                    allowed += wait.ok() && *wait == 0 ? 1 : 0;
                    const qsizetype k = i * 5 + n;
                    const auto device =
                        store.enrol(devices[k], sessions[k].id, QByteArray::number(k), Instant{9});
                    enrolled += device.ok() ? 1 : 0;
                }
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(allowed.load(), 5);
        QCOMPARE(enrolled.load(), 40);
        QSet<QString> codes;
        const QList<DeviceRecord> known = other->devices(user).value();
        for (const DeviceRecord &device : known)
            codes.insert(device.shortCode);
        QCOMPARE(codes.size(), 40);
        QVERIFY(m_store->setPassword({user, "hash", false, Instant{5}}).ok());
        QVERIFY(other->standing(sessions[3].id).value()->session.ended);
        QCOMPARE(other->standing(sessions[3].id).value()->device->id, devices[3].id);
        if (m_postgres)
            QCOMPARE(other->backup(QStringLiteral("copy")).error().key,
                     QStringLiteral("store.backup_by_database"));
    }

    void waitsLongerEachTime()
    {
        const AttemptLimit limit{"key", 2, 1000, 5000, 3'600'000};
        Instant now{1'000'000};
        QList<qint64> waits;
        for (int i = 0; i < 6; ++i) {
            QCOMPARE(*m_store->beginAttempt({limit}, now), 0);
            const qint64 wait = *m_store->beginAttempt({limit}, now);
            if (i == 0)
                QCOMPARE(wait, 0);  // the second is free; the one after it waits
            waits.append(*m_store->beginAttempt({limit}, now));
            now.ms += waits.last();
        }
        QCOMPARE(waits, (QList<qint64>{1000, 2000, 4000, 5000, 5000, 5000}));
        now.ms += limit.forgetMs + 1;
        QCOMPARE(*m_store->beginAttempt({limit}, now), 0);
        QCOMPARE(*m_store->beginAttempt({limit}, now), 0);
    }

    // One refresh token comes many times at once: one of them wins, and that ends the session.
    void rotatesOnce()
    {
        SessionRecord session = newSession(m_ids.next());
        session.refreshHash = "first";
        QVERIFY(m_store->addSession(session).ok());
        QCOMPARE(m_store->rotate(session.id, "first", "second", Instant{9})->how,
                 AccountStore::Rotation::Done);
        QVERIFY(m_store->confirmSession(session.id, 2).ok());
        std::atomic<int> done{0};
        std::atomic<int> reused{0};
        std::vector<std::thread> threads;
        for (int i = 0; i < 8; ++i) {
            threads.emplace_back([&, i] {
                const auto rotated =
                    m_store->rotate(session.id, "first", "next" + QByteArray::number(i), Instant{9});
                done += rotated.ok() && rotated->how == AccountStore::Rotation::Done ? 1 : 0;
                reused += rotated.ok() && rotated->how == AccountStore::Rotation::Reused ? 1 : 0;
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(done.load(), 0);
        QCOMPARE(reused.load(), 1);
        QVERIFY((*m_store->session(session.id))->ended);
    }

    void tidiesWhatIsOver()
    {
        QVERIFY(*m_store->useNonce("n", Instant{100}, Instant{50}));
        QVERIFY(!*m_store->useNonce("n", Instant{100}, Instant{60}));
        QVERIFY(m_store->appendSignIn({0, Instant{10}, QStringLiteral("signed_in"), {}, {}, {}, {}}).ok());
        QVERIFY(m_store->tidy(Instant{1000}, 500).ok());
        QVERIFY(m_store->signIns(10)->isEmpty());
        QVERIFY(*m_store->useNonce("n", Instant{2000}, Instant{1000}));
    }

private:
    QString file() const { return m_root->filePath(QStringLiteral("accounts.db")); }
    std::unique_ptr<AccountStore> opened() const
    {
        auto store =
            m_postgres ? postgres::PostgresAccountStore::open(PostgresServer::shared().address(), m_workspace)
                       : openAccountFile(file());
        if (!store.ok())
            qFatal("%s %s", qPrintable(store.error().key), qPrintable(store.error().detail));
        return std::move(store).value();
    }
    void open() { m_store = opened(); }
    SessionRecord newSession(const Id &user)
    {
        SessionRecord session;
        session.id = m_ids.next();
        session.user = user;
        session.generation = 1;
        session.refreshHash = session.id.toByteArray();
        session.refreshUntil = Instant{1'000'000};
        return session;
    }
    DeviceRecord newDevice(const Id &user)
    {
        DeviceRecord device;
        device.id = m_ids.next();
        device.user = user;
        device.name = QStringLiteral("T14");
        device.publicKey = device.id.toByteArray();
        return device;
    }

    FixedClock m_clock{Instant{1795000000000}};
    IdGenerator m_ids{m_clock};
    bool m_postgres = false;
    Id m_workspace;
    std::unique_ptr<QTemporaryDir> m_root;
    std::unique_ptr<AccountStore> m_store;
};

DW_TEST(AccountStoreTest)

#include "accountstoretest.moc"
