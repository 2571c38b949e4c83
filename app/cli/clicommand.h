// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/clicontext.h"

#include <QStringList>

#include <memory>
#include <vector>

namespace dw
{

// How the program ends (DESIGN 11).
enum class ExitCode { Done = 0, Failed = 1, Refused = 2, Usage = 64 };

// One command of the command line. Stateless. Answers on context.out, errors as one line on context.err.
class CliCommand
{
public:
    virtual ~CliCommand() = default;
    virtual QString name() const = 0;
    // One line: "new [--demo] [--seed N] ..."
    virtual QString usage() const = 0;
    virtual ExitCode run(const QStringList &arguments, CliContext &context) const = 0;
};

// In the order of --help.
std::vector<std::unique_ptr<const CliCommand>> cliCommands();

}  // namespace dw
