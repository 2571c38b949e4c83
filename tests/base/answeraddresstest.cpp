// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/answeraddress.h"
#include "tests/support/testrunner.h"

#include <QCoreApplication>
#include <QTest>
#include <QThread>

#include <atomic>
#include <memory>
#include <thread>

namespace dw::test
{

class AnswerAddressTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBackOnTheApplicationsThread()
    {
        QObject receiver;
        const AnswerAddress address(&receiver);
        QThread *where = nullptr;
        std::thread([&] { address.post([&] { where = QThread::currentThread(); }); }).join();
        QVERIFY(!where);
        QTRY_VERIFY(where);
        QCOMPARE(where, qApp->thread());
    }

    void isDroppedWhenTheReceiverIsGone()
    {
        auto receiver = std::make_unique<QObject>();
        const AnswerAddress address(receiver.get());
        bool called = false;
        std::thread([&] { address.post([&] { called = true; }); }).join();
        receiver.reset();
        QCoreApplication::processEvents();
        QVERIFY(!called);
    }

    // A page may be closed at any moment while its jobs answer. ThreadSanitizer and AddressSanitizer watch
    // this one.
    void receiversMayGoWhileAnswersCome()
    {
        for (int round = 0; round < 200; ++round) {
            auto receiver = std::make_unique<QObject>();
            std::atomic<bool> begun = false;
            const QObject *expected = receiver.get();
            bool wrong = false;
            std::thread poster(
                [address = AnswerAddress(receiver.get()), &begun, &wrong, &receiver, expected] {
                    begun = true;
                    for (int i = 0; i < 50; ++i)
                        address.post(
                            [&wrong, &receiver, expected] { wrong = wrong || receiver.get() != expected; });
                });
            while (!begun)
                std::this_thread::yield();
            receiver.reset();
            poster.join();
            QCoreApplication::processEvents();
            QVERIFY(!wrong);
        }
    }
};

DW_TEST(AnswerAddressTest)

}  // namespace dw::test

#include "answeraddresstest.moc"
