// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/desktopreminders.h"

#include "ui/shell/localsettings.h"
#include "ui/shell/settingkeys.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QTimer>
#include <QVariantMap>

#include <algorithm>
#include <utility>

namespace dw::desktop
{

namespace
{

constexpr qsizetype SubjectsShown = 5;
constexpr int AsTheDesktopDoes = -1;  // how long it stays
const char Service[] = "org.freedesktop.Notifications";
const char Path[] = "/org/freedesktop/Notifications";
const QString SnoozeAction = QStringLiteral("snooze");

}  // namespace

DesktopReminders::DesktopReminders(ui::UiContext &context, ui::Reminders &reminders,
                                   const QDBusConnection &bus, std::function<bool()> isQuiet, QObject *parent)
    : QObject(parent), m_context(context), m_reminders(reminders), m_bus(bus), m_isQuiet(std::move(isQuiet))
{
    if (!m_bus.isConnected())
        return;
    const QString service = QString::fromLatin1(Service);
    const QString path = QString::fromLatin1(Path);
    m_bus.connect(service, path, service, QStringLiteral("ActionInvoked"), this,
                  SLOT(actionInvoked(uint, QString)));
    m_bus.connect(service, path, service, QStringLiteral("NotificationClosed"), this,
                  SLOT(closed(uint, uint)));
    connect(&reminders, &ui::Reminders::reminded, this, [this](const Id &task, const QString &subject) {
        if (m_due.isEmpty())
            QTimer::singleShot(0, this, &DesktopReminders::say);
        m_due.append({task, subject});
    });
}

void DesktopReminders::say()
{
    const QList<Due> due = std::exchange(m_due, {});
    if (isQuiet() || !m_context.settings.value(ui::setting::desktopReminders()).toBool(true))
        return;
    // Asked each time: another service may have taken its place.
    auto *answer =
        new QDBusPendingCallWatcher(m_bus.asyncCall(QDBusMessage::createMethodCall(
                                        QLatin1String(Service), QLatin1String(Path), QLatin1String(Service),
                                        QStringLiteral("GetCapabilities"))),
                                    this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this, due](QDBusPendingCallWatcher *said) {
        const QDBusPendingReply<QStringList> can = *said;
        said->deleteLater();
        // Locked, or in front, since it was asked.
        if (!isQuiet())
            notify(due, !can.isError() && can.value().contains(QLatin1String("actions")));
    });
}

void DesktopReminders::notify(const QList<Due> &due, bool hasButtons)
{
    // The text of a notification may be read as markup: a subject is text.
    QStringList lines;
    for (const Due &one : due.first(std::min(due.size(), SubjectsShown)))
        lines.append(one.subject.toHtmlEscaped());
    if (due.size() > SubjectsShown)
        lines.append(tr("%1 more").arg(m_context.format.integer(due.size() - SubjectsShown)));
    QStringList actions{QStringLiteral("default"), tr("Open"), QStringLiteral("open"), tr("Open")};
    if (hasButtons)
        actions << SnoozeAction << tr("Snooze");
    QList<Id> tasks;
    for (const Due &one : due)
        tasks.append(one.task);
    QDBusMessage call = QDBusMessage::createMethodCall(QLatin1String(Service), QLatin1String(Path),
                                                       QLatin1String(Service), QStringLiteral("Notify"));
    call << QStringLiteral("Dealwright") << uint(0) << QStringLiteral("dealwright")
         << (due.size() == 1 ? tr("Reminder") : tr("%1 reminders").arg(m_context.format.integer(due.size())))
         << lines.join(QLatin1Char('\n')) << actions
         << QVariantMap{{QStringLiteral("category"), QStringLiteral("x-dealwright.reminder")}}
         << AsTheDesktopDoes;
    auto *answer = new QDBusPendingCallWatcher(m_bus.asyncCall(call), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this, tasks](QDBusPendingCallWatcher *said) {
        const QDBusPendingReply<uint> reply = *said;
        said->deleteLater();
        if (!reply.isError())
            m_shown.insert(reply.value(), tasks);
    });
}

void DesktopReminders::actionInvoked(uint notification, const QString &action)
{
    // Each program hears of all: another one's is none of ours.
    if (!m_shown.contains(notification))
        return;
    const QList<Id> tasks = m_shown.take(notification);
    if (action == SnoozeAction)
        m_reminders.snooze(tasks);
    else
        Q_EMIT openAsked(tasks.size() == 1 ? tasks.first() : Id());
}

void DesktopReminders::closed(uint notification, uint)
{
    m_shown.remove(notification);
}

}  // namespace dw::desktop
