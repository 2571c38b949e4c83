// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/desktopscheme.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>

namespace dw::desktop
{

namespace
{

constexpr uint PrefersDark = 1;
const char Service[] = "org.freedesktop.portal.Desktop";
const char Path[] = "/org/freedesktop/portal/desktop";
const char Interface[] = "org.freedesktop.portal.Settings";
const char Area[] = "org.freedesktop.appearance";
const char Key[] = "color-scheme";

// The portal wraps the number in one variant or, by its older call, in two.
uint schemeOf(const QVariant &value)
{
    QVariant inner = value;
    while (inner.canConvert<QDBusVariant>())
        inner = inner.value<QDBusVariant>().variant();
    return inner.toUInt();
}

}  // namespace

DesktopScheme::DesktopScheme(QObject *parent) : QObject(parent)
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    bus.connect(QLatin1String(Service), QLatin1String(Path), QLatin1String(Interface),
                QStringLiteral("SettingChanged"), this, SLOT(settingChanged(QString, QString, QDBusVariant)));
    QDBusMessage question = QDBusMessage::createMethodCall(QLatin1String(Service), QLatin1String(Path),
                                                           QLatin1String(Interface), QStringLiteral("Read"));
    question << QString::fromLatin1(Area) << QString::fromLatin1(Key);
    auto *answer = new QDBusPendingCallWatcher(bus.asyncCall(question), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this](QDBusPendingCallWatcher *call) {
        const QDBusPendingReply<QVariant> reply = *call;
        call->deleteLater();
        if (!reply.isError())
            setDark(schemeOf(reply.value()) == PrefersDark);
    });
}

void DesktopScheme::settingChanged(const QString &area, const QString &key, const QDBusVariant &value)
{
    if (area == QLatin1String(Area) && key == QLatin1String(Key))
        setDark(schemeOf(value.variant()) == PrefersDark);
}

void DesktopScheme::setDark(bool dark)
{
    if (dark == m_dark)
        return;
    m_dark = dark;
    Q_EMIT changed();
}

}  // namespace dw::desktop
