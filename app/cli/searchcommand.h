// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/clicommand.h"

namespace dw
{

class SearchCommand final : public CliCommand
{
public:
    QString name() const override { return QStringLiteral("search"); }
    QString usage() const override;
    ExitCode run(const QStringList &arguments, CliContext &context) const override;
};

}  // namespace dw
