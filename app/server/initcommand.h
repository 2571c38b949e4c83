// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/server/servercommand.h"

namespace dw
{

class InitCommand final : public ServerCommand
{
public:
    QString name() const override { return QStringLiteral("init"); }
    QString usage() const override;
    ServerExit run(const QStringList &arguments, ServerContext &context) const override;
};

}  // namespace dw
