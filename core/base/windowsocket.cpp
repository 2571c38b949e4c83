// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/windowsocket.h"

#include <QDir>
#include <QStandardPaths>

namespace dw
{

QString windowSocket(const Id &workspace)
{
    QString folder = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
    if (folder.isEmpty())
        folder = QDir::tempPath();
    return folder + QStringLiteral("/dealwright-") + workspace.toString();
}

}  // namespace dw
