// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/server/servercontext.h"
#include "core/base/clioptions.h"

namespace dw
{

// Where a password comes from: never from the command line, which everybody on the machine may read.
// "--password-file F" is its first line ("-": of standard input); without it one is made up, to be shown once
// and changed at the first sign-in.
struct PasswordOption
{
    QString text;
    bool made = false;

    static Result<PasswordOption> take(CliOptions &options, const ServerContext &context);
};

}  // namespace dw
