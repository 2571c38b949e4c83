// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/clock.h"
#include "core/base/idgenerator.h"
#include "core/store/accountstore.h"
#include "tests/support/files.h"
#include "tests/support/testrunner.h"

#include <QFileInfo>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <thread>

using namespace dw;
using namespace dw::test;

// What the file of accounts keeps, and keeps whole when many ask at once.
class AccountStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_root = std::make_unique<QTemporaryDir>();
        QVERIFY(createAccountFile(file()).ok());
        open();
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
    void open()
    {
        auto opened = openAccountFile(file());
        QVERIFY2(opened.ok(), opened.ok() ? "" : qPrintable(opened.error().key));
        m_store = std::move(*opened);
    }
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
    std::unique_ptr<QTemporaryDir> m_root;
    std::unique_ptr<AccountStore> m_store;
};

DW_TEST(AccountStoreTest)

#include "accountstoretest.moc"
