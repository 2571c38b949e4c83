// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/server/servercontext.h"

#include <QStringList>

#include <memory>
#include <vector>

namespace dw
{

// How the program ends: as dealwright-cli.
enum class ServerExit { Done = 0, Failed = 1, Refused = 2, Usage = 64 };

// One command of the server program. Stateless. Answers on context.out, errors as one line on context.err.
class ServerCommand
{
public:
    virtual ~ServerCommand() = default;
    virtual QString name() const = 0;
    virtual QString usage() const = 0;  // one line
    virtual ServerExit run(const QStringList &arguments, ServerContext &context) const = 0;
};

// In the order of --help.
std::vector<std::unique_ptr<const ServerCommand>> serverCommands();

// Complains; 64 for wrong usage, 2 for what a rule or right refuses, else 1.
ServerExit failWith(const ServerContext &context, const Error &error);

}  // namespace dw
