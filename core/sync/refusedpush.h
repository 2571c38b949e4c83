// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandresult.h"
#include "core/commands/configuration.h"
#include "core/commands/refusal.h"
#include "core/store/session.h"
#include "core/sync/transaction.h"

#include <optional>

namespace dw
{

// What access refused of a laptop's transaction, as the audit has it of commands that run here (features B5).

Refusal hiddenRecord(const RecordRef &record);
Refusal forbiddenField(const RecordRef &record, const QString &field);
// By what its commands ended with; nothing where access is not the reason.
Result<std::optional<Refusal>> refusedAttempt(const ReadSession &session, const Configuration &configuration,
                                              const SyncTransaction &transaction,
                                              const CommandResult &result);

}  // namespace dw
