// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/clicommand.h"

namespace dw
{

// `new`: an empty workspace, the demo company, or many records for benchmarks.
class NewCommand final : public CliCommand
{
public:
    QString name() const override { return QStringLiteral("new"); }
    QString usage() const override;
    ExitCode run(const QStringList &arguments, CliContext &context) const override;
};

}  // namespace dw
