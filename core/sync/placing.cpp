// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/placing.h"

namespace dw
{

Result<void> placeRoot(WriteSession &session, const SyncAccess &access, const Configuration &configuration,
                       const RecordRef &root, qint64 sequence, const EvaluationContext &evaluation)
{
    const ObjectTypePtr type = configuration.dictionary->find(root.object);
    DW_ASSIGN(const Record found, type ? session.find(type, root.id) : Result<Record>(Record()));
    LedgerPlacement placement;
    if (found.isValid()) {
        DW_ASSIGN(placement, access.placement(configuration, found, session, evaluation));
    }
    return session.ledger().touch(root, sequence, &placement);
}

}  // namespace dw
