// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/desktopreminders.h"
#include "tests/desktop/demodesk.h"
#include "tests/support/testrunner.h"
#include "ui/shell/localsettings.h"
#include "ui/shell/settingkeys.h"

#include <QDBusMessage>
#include <QProcess>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <utility>

namespace dw::test
{

// A desktop's service for notifications, on a bus of the test's own.
class NotificationService : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

public:
    struct Shown
    {
        QString summary;
        QString body;
        QStringList actions;
    };
    QList<Shown> m_shown;
    QStringList m_can;  // what it says that it can do

public Q_SLOTS:
    QStringList GetCapabilities() { return m_can; }
    uint Notify(const QString &, uint, const QString &, const QString &summary, const QString &body,
                const QStringList &actions, const QVariantMap &, int)
    {
        m_shown.append({summary, body, actions});
        return uint(m_shown.size());
    }

Q_SIGNALS:
    void ActionInvoked(uint id, const QString &action);
    void NotificationClosed(uint id, uint reason);
};

class DesktopRemindersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aReminderReachesTheDesktopWhereTheWindowIsNotSeen()
    {
        const QString daemon = QStandardPaths::findExecutable(QStringLiteral("dbus-daemon"));
        if (daemon.isEmpty())
            QSKIP("no dbus-daemon here");
        // Its socket goes with the folder, however it ends.
        const QTemporaryDir folder;
        QVERIFY(folder.isValid());
        QProcess bus;
        bus.start(daemon,
                  {QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--print-address"),
                   QStringLiteral("--address=unix:path=") + folder.filePath(QStringLiteral("bus"))});
        const auto stop = qScopeGuard([&bus] {
            bus.terminate();
            bus.waitForFinished();
        });
        QVERIFY(bus.waitForReadyRead());
        const QString address = QString::fromUtf8(bus.readLine()).trimmed();
        const auto ours = QDBusConnection::connectToBus(address, QStringLiteral("ours"));
        auto theirs = QDBusConnection::connectToBus(address, QStringLiteral("theirs"));
        const auto leave = qScopeGuard([] {
            QDBusConnection::disconnectFromBus(QStringLiteral("ours"));
            QDBusConnection::disconnectFromBus(QStringLiteral("theirs"));
        });
        QVERIFY(ours.isConnected() && theirs.isConnected());
        NotificationService service;
        QVERIFY(theirs.registerObject(QStringLiteral("/org/freedesktop/Notifications"), &service,
                                      QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals));
        QVERIFY(theirs.registerService(QStringLiteral("org.freedesktop.Notifications")));

        const auto desk = DemoDesk::open(QStringLiteral(DEALWRIGHT_CLI));
        QVERIFY(desk);
        ui::UiContext &context = desk->context().ui();
        ui::Reminders reminders(context);
        bool inFront = false;
        bool locks = false;  // once it was asked
        int asks = 0;
        desktop::DesktopReminders said(context, reminders, ours, [&] {
            ++asks;
            return std::exchange(inFront, inFront || locks);
        });
        QSignalSpy asked(&said, &desktop::DesktopReminders::openAsked);
        const QList<Record> tasks = desk->find(QStringLiteral("task"), QStringLiteral("status = \"open\""),
                                               {QStringLiteral("due_at")}, 7);
        QCOMPARE(tasks.size(), 7);
        const Id first = tasks[0].ref().id;

        Q_EMIT reminders.reminded(first, QStringLiteral("Call <b>Zhang</b> & co"));
        QTRY_COMPARE(service.m_shown.size(), 1);
        QCOMPARE(service.m_shown[0].summary, QStringLiteral("Reminder"));
        QCOMPARE(service.m_shown[0].body, QStringLiteral("Call &lt;b&gt;Zhang&lt;/b&gt; &amp; co"));
        QVERIFY(service.m_shown[0].actions.contains(QStringLiteral("Open")));
        QVERIFY(!service.m_shown[0].actions.contains(QStringLiteral("Snooze")));

        // What comes at once is said at once, the rest as a number.
        for (const Record &task : tasks)
            Q_EMIT reminders.reminded(task.ref().id, QStringLiteral("one"));
        QTRY_COMPARE(service.m_shown.size(), 2);
        QCOMPARE(service.m_shown[1].summary, QStringLiteral("7 reminders"));
        QVERIFY(service.m_shown[1].body.endsWith(QStringLiteral("\n2 more")));

        // Another program's notification is none of ours; one's own opens its task, once.
        Q_EMIT service.ActionInvoked(99, QStringLiteral("default"));
        Q_EMIT service.ActionInvoked(1, QStringLiteral("default"));
        Q_EMIT service.ActionInvoked(1, QStringLiteral("default"));
        Q_EMIT service.ActionInvoked(2, QStringLiteral("open"));
        QTRY_COMPARE(asked.size(), 2);
        QCOMPARE(asked[0][0].value<Id>(), first);
        QVERIFY(asked[1][0].value<Id>().isNull());

        // Locked while the service is asked what it can do: a subject is not shown over the lock.
        asks = 0;
        locks = true;
        Q_EMIT reminders.reminded(first, QStringLiteral("locked"));
        QTRY_COMPARE(asks, 2);
        locks = false;

        // In front the window says it, and who has switched it off hears nothing. The third is what shows
        // that the two before it were not under way.
        inFront = true;
        Q_EMIT reminders.reminded(first, QStringLiteral("seen"));
        QCoreApplication::processEvents();
        inFront = false;
        context.settings.setValue(ui::setting::desktopReminders(), false);
        Q_EMIT reminders.reminded(first, QStringLiteral("not wanted"));
        QCoreApplication::processEvents();
        context.settings.setValue(ui::setting::desktopReminders(), true);
        Q_EMIT reminders.reminded(first, QStringLiteral("wanted"));
        QTRY_COMPARE(service.m_shown.size(), 3);
        QCOMPARE(service.m_shown[2].body, QStringLiteral("wanted"));

        // A service with buttons offers to put it off: it opens nothing, and comes again.
        service.m_can = QStringList{QStringLiteral("body"), QStringLiteral("actions")};
        Q_EMIT reminders.reminded(first, QStringLiteral("later"));
        QTRY_COMPARE(service.m_shown.size(), 4);
        const qsizetype snooze = service.m_shown[3].actions.indexOf(QStringLiteral("snooze"));
        QVERIFY(snooze > 0);
        QCOMPARE(service.m_shown[3].actions.value(snooze + 1), QStringLiteral("Snooze"));
        QVERIFY(!reminders.next());
        Q_EMIT service.ActionInvoked(4, QStringLiteral("snooze"));
        QTRY_VERIFY(reminders.next());
        QCOMPARE(reminders.next()->ms, context.clock.now().ms + 10 * 60'000);
        QCOMPARE(asked.size(), 2);
    }
};

DW_TEST(DesktopRemindersTest)

}  // namespace dw::test

#include "desktopreminderstest.moc"
