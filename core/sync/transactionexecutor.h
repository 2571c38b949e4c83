// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandrunner.h"
#include "core/commands/refusal.h"
#include "core/store/ledger.h"
#include "core/sync/fieldmerge.h"
#include "core/sync/transaction.h"

#include <QJsonObject>
#include <QString>

#include <optional>

namespace dw
{

// Executes a laptop's transaction on the server (sync-protocol.md 3.4, 3.5): what others changed meanwhile is
// merged field by field, and what is left of the commands runs with all rights and rules of the user.
class TransactionExecutor
{
public:
    struct Sender
    {
        Actor actor;  // of the device
        FieldMerge::Away away = FieldMerge::Away::Short;
        Instant at;  // what the commands take for now
        const FileArrivals *files = nullptr;
        std::optional<Instant> received;  // for the audit
        qint64 seen = 0;                  // the commit up to which the laptop knew definitions
    };
    struct Answer
    {
        enum class Status { Applied, Merged, Rejected, Retry } status = Status::Rejected;
        QString code;        // of a rejection
        QJsonObject body;    // "kept", "violations", "findings" as the protocol says; no status, no numbers
        CommandResult done;  // of what was executed
        std::optional<Refusal> attempt;  // what access refused, for the audit
    };

    explicit TransactionExecutor(CommandRunner &runner) : m_runner(runner) {}

    // In the running transaction. Unless the answer is Applied or Merged a part may stand: the caller goes
    // back to its mark.
    Answer execute(WriteSession &session, const SyncTransaction &sent, const Sender &sender) const;

private:
    Answer takeBack(WriteSession &session, const SyncTransaction &transaction, const Sender &sender) const;
    Answer import(WriteSession &session, const SyncTransaction &sent, const Sender &sender) const;
    Answer merge(WriteSession &session, const SyncTransaction &sent, const Sender &sender) const;
    Answer run(WriteSession &session, const SyncTransaction &transaction,
               const QList<CommandRequest> &requests, const Sender &sender, Answer answer) const;

    CommandRunner &m_runner;
};

}  // namespace dw
