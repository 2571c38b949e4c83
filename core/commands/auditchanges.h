// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandcontext.h"

namespace dw
{

// One audit line for each record that the context's change set touches in an audited field and one for each
// event, all of one transaction.
Result<void> auditChanges(WriteSession &session, const CommandContext &context, const QString &command,
                          const Id &transaction);

}  // namespace dw
