// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/replica.h"
#include "core/store/session.h"
#include "core/sync/aggregates.h"

#include <QHash>
#include <QList>

namespace dw
{

// A laptop's outbox for a server that has forgotten some of it, or knows the laptop as a new device
// (sync-protocol.md 3.19): what the server lost of what was executed comes before what waits, all of it under
// numbers that the server expects next and under the ids that it always had. What the laptop knows to be
// executed and the server still has stays as it is.
class Requeue
{
public:
    Requeue(WriteSession &session, const Dictionary &dictionary, Instant now)
        : m_session(session), m_dictionary(dictionary), m_now(now)
    {}

    // In the running transaction. `missing` of what was sent, `known` of what was answered; `lastNumber` is
    // the last that the server has of the device.
    Result<void> run(const QList<Id> &missing, const QList<Id> &known, qint64 lastNumber) const;

private:
    Result<OutboxEntry> entryOf(const Replica::SentEntry &sent) const;
    Result<void> keepBases(const OutboxEntry &entry) const;

    WriteSession &m_session;
    const Dictionary &m_dictionary;
    const Instant m_now;
};

}  // namespace dw
