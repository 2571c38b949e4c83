// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/syncaccess.h"

namespace dw
{

// An aggregate changed in the commit `sequence` and may belong somewhere else now. In the running
// transaction.
Result<void> placeRoot(WriteSession &session, const SyncAccess &access, const Configuration &configuration,
                       const RecordRef &root, qint64 sequence, const EvaluationContext &evaluation);

}  // namespace dw
