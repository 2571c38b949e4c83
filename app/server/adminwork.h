// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/server/servercontext.h"

namespace dw
{

// A command of ServerAdmin: by the running server, else here. Its errors, those of opening the folder, and
// Network "server.no_answer". Blocks.
Result<QJsonObject> performAdmin(const QString &command, const QJsonObject &arguments,
                                 const ServerContext &context);

}  // namespace dw
