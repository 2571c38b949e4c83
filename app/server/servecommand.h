// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/server/servercommand.h"

namespace dw
{

// Serves until SIGTERM or SIGINT, then lets what is under way end; SIGHUP takes a new certificate.
class ServeCommand final : public ServerCommand
{
public:
    QString name() const override { return QStringLiteral("serve"); }
    QString usage() const override;
    ServerExit run(const QStringList &arguments, ServerContext &context) const override;
};

}  // namespace dw
