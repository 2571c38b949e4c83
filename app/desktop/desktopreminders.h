// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/tasks/reminders.h"

#include <QDBusConnection>

#include <functional>

namespace dw::desktop
{

// Says reminders on the desktop while no window of the program is in front (there the window says them
// itself): org.freedesktop.Notifications, not a tray, which stock desktops lack and which cannot be answered.
// What falls due at once is one notification. Nothing where there is no such service, where the person has
// switched it off in Settings, or where the bus is gone. Where the service has buttons they can be put off.
// GUI thread; no call waits for the bus.
class DesktopReminders : public QObject
{
    Q_OBJECT

public:
    // `reminders` and `context` outlive this. Nothing is said while `isQuiet`: the window says it, or nobody
    // may.
    DesktopReminders(ui::UiContext &context, ui::Reminders &reminders, const QDBusConnection &bus,
                     std::function<bool()> isQuiet, QObject *parent = nullptr);

    bool isQuiet() const { return m_isQuiet(); }

Q_SIGNALS:
    // The person answered: the task is to be shown, or where it was several (null), the tasks.
    void openAsked(const dw::Id &task);

private Q_SLOTS:
    void actionInvoked(uint notification, const QString &action);
    void closed(uint notification, uint reason);

private:
    struct Due
    {
        Id task;
        QString subject;
    };
    void say();
    void notify(const QList<Due> &due, bool hasButtons);

    ui::UiContext &m_context;
    ui::Reminders &m_reminders;
    QDBusConnection m_bus;
    std::function<bool()> m_isQuiet;
    QList<Due> m_due;                // said together once the event loop is back
    QHash<uint, QList<Id>> m_shown;  // by what the service calls them
};

}  // namespace dw::desktop
