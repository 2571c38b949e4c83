// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/clicommand.h"

namespace dw
{

class DuplicatesCommand final : public CliCommand
{
public:
    QString name() const override { return QStringLiteral("duplicates"); }
    QString usage() const override;
    ExitCode run(const QStringList &arguments, CliContext &context) const override;
};

}  // namespace dw
