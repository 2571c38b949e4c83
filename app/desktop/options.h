// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/syncagent.h"

#include <QSize>
#include <QString>
#include <QStringList>

#include <optional>

namespace dw::desktop
{

// What the command line asks for (DESIGN 11).
struct Options
{
    QString workspace;  // folder; the user's own when not given
    bool ownWorkspace = true;
    QString shots;     // folder for the pictures; empty: open the window
    QString theme;     // "light", "dark" or empty
    QString language;  // "en", "zh_CN" or empty
    QSize size{1366, 768};
    QString scaleFactor;      // for QT_SCALE_FACTOR, empty: the desktop's
    SyncAgent::Options sync;  // how patient; the defaults but in tests
    bool help = false;
    bool version = false;
};

// `arguments` with the program's name first. Nothing and `error` (one line) when they make no sense.
std::optional<Options> parseOptions(const QStringList &arguments, QString &error);
QString usage();
// ${XDG_DATA_HOME:-~/.local/share}/dealwright/workspace
QString ownWorkspaceFolder();

}  // namespace dw::desktop
