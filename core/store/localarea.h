// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace dw
{

// Areas of local values that the engine keeps for itself: journals with values of any record, for commands
// alone.
inline QString undoArea()
{
    return QStringLiteral("undo");
}

// The same on a server, of what it executed for the laptops of a user.
inline QString undoAreaOf(const QString &user)
{
    return QLatin1String("undo:") + user;
}

inline QString importUndoArea(const QString &batch)
{
    return QLatin1String("import_undo:") + batch;
}

// Imports that run on a joined laptop.
inline QString importRunningArea()
{
    return QStringLiteral("import_running");
}

inline QString syncArea()
{
    return QStringLiteral("sync");
}

// Numbers that were leased and taken.
inline QString numberArea()
{
    return QStringLiteral("numbers");
}

// What laptops signed of their outboxes.
inline QString outboxLogArea()
{
    return QStringLiteral("outbox_log");
}

// What laptops sent and the server refused.
inline QString issueArea()
{
    return QStringLiteral("sync_issue");
}

// What of a standalone workspace was brought into this one.
inline QString broughtArea(const QString &workspace)
{
    return QLatin1String("brought:") + workspace;
}

inline bool isEngineArea(const QString &area)
{
    return area == undoArea() || area == importRunningArea() || area == syncArea() || area == issueArea() ||
           area == numberArea() || area == outboxLogArea() || area.startsWith(undoAreaOf({})) ||
           area.startsWith(importUndoArea({})) || area.startsWith(broughtArea({}));
}

}  // namespace dw
