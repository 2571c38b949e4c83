// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/actor.h"
#include "core/commands/configuration.h"
#include "core/store/ledger.h"
#include "core/store/session.h"
#include "core/sync/transaction.h"

#include <QJsonArray>
#include <QString>

namespace dw
{

// The server's book of what laptops sent and it refused (sync_issue, sync-protocol.md 3.6): for
// administrators, for support and for the question what was lost with a laptop. Kept for 180 days, the newest
// `Most` at most. What is "quarantined" (OutboxExport) was not executed and may be nowhere else any more: it
// makes room for nothing, and is told until it was answered after all (the ledger knows) or discarded.
class IssueBook
{
public:
    static constexpr int KeepDays = 180;
    static constexpr int Most = 2000;
    // Of these, and of one laptop, are quarantined at most.
    static constexpr int MostQuarantined = 1000;
    static constexpr int MostOfDevice = 500;
    static QString quarantined() { return QStringLiteral("quarantined"); }
    // Typed values beyond are left out of a line.
    static constexpr qsizetype TypedBytes = 8 * 1024;

    explicit IssueBook(const ReadSession &session) : m_session(session) {}

    // In the running transaction; `id` is by which it was answered. A line of that id gives way.
    static Result<void> add(WriteSession &session, const LedgerDevice &device,
                            const SyncTransaction &transaction, const Id &id, const QString &code,
                            Instant now);
    // For how many more quarantined lines of this laptop there is room.
    static Result<int> room(const ReadSession &session, const LedgerDevice &device);
    // An administrator needs these lines no more: they are told no longer, and are not taken into the book
    // again if their laptop hands them over once more. With no transaction running. How many there were;
    // NotFound "sync.no_issue" {id} for what is none, and then nothing is discarded.
    static Result<int> discard(WriteSession &session, const QList<Id> &ids, Instant now);
    // Lines that are too old go, and those that were quarantined and answered since. How many went.
    static Result<int> tidy(WriteSession &session, Instant now);
    // Newest first: [{id, at, typed_at, user, login, device, command, code, object, record, title,
    // typed: [{obj, id, field, value}], withheld}]. Of typed values and titles what the actor may see of the
    // record; `withheld` counts the others. Forbidden unless the actor administers.
    Result<QJsonArray> list(const Configuration &configuration, const Actor &actor, Instant now,
                            int limit) const;

private:
    Result<void> fill(QJsonObject &line, const Configuration &configuration, const Actor &actor,
                      Instant now) const;

    const ReadSession &m_session;
};

}  // namespace dw
