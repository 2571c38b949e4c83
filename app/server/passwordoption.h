// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/server/servercontext.h"
#include "core/base/clioptions.h"

namespace dw
{

// Where a password comes from: never from the command line, which everybody on the machine may read.
// "--password-file F" is its first line ("-": of standard input); without it one is made up, to be shown once
// and changed at the first sign-in. Of several people it has a line each: Invalid "server.password_lines"
// (lines that are there, lines that are wanted).
struct PasswordOption
{
    QString text;
    bool made = false;

    static Result<PasswordOption> take(CliOptions &options, const ServerContext &context);
    static Result<QList<PasswordOption>> takeFor(qsizetype people, CliOptions &options,
                                                 const ServerContext &context);
};

}  // namespace dw
