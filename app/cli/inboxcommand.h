// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/clicommand.h"

namespace dw
{

// What the server did not take over of this laptop, and what becomes of it (core/sync/inbox.h).
class InboxCommand final : public CliCommand
{
public:
    QString name() const override { return QStringLiteral("inbox"); }
    QString usage() const override;
    ExitCode run(const QStringList &arguments, CliContext &context) const override;
};

}  // namespace dw
