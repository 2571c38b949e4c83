// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace dw::ui::setting
{

// Keys of LocalSettings that more than one place knows. Pages have keys of their own below "<page>.".

inline QString language()
{
    return QStringLiteral("language");
}  // "en", "zh_CN"; absent: the desktop's
inline QString theme()
{
    return QStringLiteral("theme");
}  // "light", "dark"; absent: the desktop's
inline QString density()
{
    return QStringLiteral("density");
}  // "compact", "comfortable"; absent: by height
inline QString textSize()
{
    return QStringLiteral("text_size");
}  // 100, 115, 130
inline QString reducedMotion()
{
    return QStringLiteral("reduced_motion");
}  // bool
inline QString highContrast()
{
    return QStringLiteral("high_contrast");
}  // bool
inline QString desktopReminders()
{
    return QStringLiteral("desktop_reminders");
}  // bool; absent: yes
inline QString shortcuts()
{
    return QStringLiteral("shortcuts");
}  // {action id: portable key text}
inline QString actingAs()
{
    return QStringLiteral("acting_as");
}  // id of a user; absent: the owner
inline QString recent()
{
    return QStringLiteral("recent");
}  // [{object, id, title}], newest first, 50
inline QString geometry()
{
    return QStringLiteral("geometry");
}  // base64 of the window's geometry
inline QString lastBackup()
{
    return QStringLiteral("last_backup");
}  // {path, at: ISO}
inline QString welcomed()
{
    return QStringLiteral("welcomed");
}  // true once the welcome was left

}  // namespace dw::ui::setting
