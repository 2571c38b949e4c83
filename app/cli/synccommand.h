// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/clicommand.h"

namespace dw
{

// Brings a joined workspace and its server together: {pushed, applied, merged, rejected, pulled, waiting,
// inbox, online}. --follow: stays in step (followSync()). --inbox: what waits for a person, with the reasons.
class SyncCommand final : public CliCommand
{
public:
    QString name() const override { return QStringLiteral("sync"); }
    QString usage() const override;
    ExitCode run(const QStringList &arguments, CliContext &context) const override;
};

}  // namespace dw
