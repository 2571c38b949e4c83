// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/clicommand.h"

namespace dw
{

// Makes a folder a laptop of a server, says which server a folder belongs to, and signs it in again.
class DeviceCommand final : public CliCommand
{
public:
    QString name() const override { return QStringLiteral("device"); }
    QString usage() const override;
    ExitCode run(const QStringList &arguments, CliContext &context) const override;
};

}  // namespace dw
