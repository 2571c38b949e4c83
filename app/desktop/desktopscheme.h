// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QDBusVariant;

namespace dw::desktop
{

// Whether the desktop is dark, from the settings portal (org.freedesktop.appearance color-scheme), now and
// when it changes. Asked without waiting; light until the answer comes and where there is no portal.
class DesktopScheme : public QObject
{
    Q_OBJECT

public:
    explicit DesktopScheme(QObject *parent = nullptr);

    bool prefersDark() const { return m_dark; }

Q_SIGNALS:
    void changed();

private Q_SLOTS:
    void settingChanged(const QString &area, const QString &key, const QDBusVariant &value);

private:
    void setDark(bool dark);

    bool m_dark = false;
};

}  // namespace dw::desktop
