// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/inboxitem.h"
#include "core/sync/transaction.h"

#include <QSet>

#include <utility>

namespace dw
{

using InboxFieldKey = std::pair<RecordRef, QString>;

// The commands of a refused transaction once more, over what there is now: what they made keeps its id, what
// they saw at the time counts no more, and fields of which the server's value is to stay (`theirs`) are left
// out. A command that decides on one of these as a whole, as a move does, is left out with it; what else it
// set stays.
QList<CommandRequest> requestsAgain(const SyncTransaction &transaction, const QSet<InboxFieldKey> &theirs);

// What takes back what the transaction did; nothing of what followed from it.
QList<CommandRequest> requestsBack(const SyncTransaction &transaction);

}  // namespace dw
