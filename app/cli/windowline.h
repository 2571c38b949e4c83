// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/actor.h"
#include "core/base/result.h"

#include <QJsonObject>
#include <QLocalSocket>

#include <memory>

namespace dw
{

// The line to the window that has the workspace open, for what only it may write (windowsocket.h).
class WindowLine
{
public:
    // Null when no window answers. `closed` is the error of a window that is gone by the time it is asked.
    static std::unique_ptr<WindowLine> reach(const Id &workspace, const Error &closed);

    // Has an export of `actor` written into the audit: data.export with these arguments.
    Result<void> noteExport(const QJsonObject &arguments, const Actor &actor);
    // The same for what is about to be shown: data.read_sensitive.
    Result<void> noteRead(const QJsonObject &arguments, const Actor &actor);
    // The same for an export that access refused.
    Result<void> noteRefused(const Error &error, const Actor &actor);

private:
    explicit WindowLine(const Error &closed) : m_closed(closed) {}
    Result<void> tell(const QJsonObject &message);

    QLocalSocket m_socket;
    Error m_closed;
};

}  // namespace dw
