// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/windowsocket.h"

#include <QDir>
#include <QStandardPaths>

namespace dw
{

QString windowSocket(const Id &workspace)
{
    // Where the session gives no such folder, one below the home: nobody else can put a socket there first.
    const auto place = qEnvironmentVariableIsSet("XDG_RUNTIME_DIR") ? QStandardPaths::RuntimeLocation
                                                                    : QStandardPaths::GenericCacheLocation;
    const QString folder = QStandardPaths::writableLocation(place);
    QDir().mkpath(folder);
    return folder + QStringLiteral("/dealwright-") + workspace.toString();
}

}  // namespace dw
