// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandrunner.h"
#include "core/sync/transaction.h"

#include <QJsonArray>

#include <optional>

namespace dw
{

// The quarantine of values that only one record may have (sync-protocol.md 3.8): of a new record that brings
// one which another has got meanwhile, the record is made without it, so that what belongs to it need not
// fall, and the value waits in the inbox of who typed it.
class TakenValues
{
public:
    // What may be run in place of `requests`, which were refused with these findings. Nothing where there
    // is more to it.
    static std::optional<TakenValues> of(const SyncTransaction &transaction,
                                         const QList<CommandRequest> &requests, const Findings &findings,
                                         const Dictionary &dictionary);

    const QList<CommandRequest> &requests() const { return m_requests; }
    // As of fields of which the server's value stayed: [{obj, id, field, server, yours}].
    const QJsonArray &kept() const { return m_kept; }

private:
    QList<CommandRequest> m_requests;
    QJsonArray m_kept;
};

}  // namespace dw
