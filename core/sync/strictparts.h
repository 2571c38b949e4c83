// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/actor.h"
#include "core/commands/commandresult.h"
#include "core/commands/configuration.h"
#include "core/store/session.h"
#include "core/sync/transaction.h"

#include <QHash>
#include <QJsonObject>
#include <QString>

#include <optional>

namespace dw
{

// Somebody changed the record: not only the engine, which follows what was done to another.
bool isOwnWork(const SyncOperation &operation);

// The server's half of strict aggregates (sync-protocol.md 3.5, case 6): what a laptop changed of the strict
// parts of a record (strictlink.h) stands only where nobody else changed one of them, or what is worked out
// from them, since the version that its person saw. Another laptop of the same person is somebody else: what
// was typed there was not seen here either.
class StrictParts
{
public:
    // `sender` with its device. In the running transaction, before anything of it is executed.
    StrictParts(const ReadSession &session, const Configuration &configuration, const Actor &sender,
                Instant at);

    struct Verdict
    {
        QString code;      // "aggregate_changed"; "deleted" where the record that they are parts of was
        QJsonObject body;  // {obj, id} of that record; changed: [{obj, id, by, at}]
    };
    // By the part that the transaction changes. Nothing of what its sender may not see: the commands answer
    // that themselves. A transaction that deletes the whole, or takes it out of the bin, is judged as that.
    Result<QHash<RecordRef, Verdict>> overtaken(const SyncTransaction &transaction) const;
    // Whether `done` changed strict parts only of what the transaction spoke of: a base that is not named is
    // none that could be compared.
    Result<bool> isDeclared(const SyncTransaction &transaction, const CommandResult &done) const;

private:
    using Judged = std::optional<Verdict>;
    Result<Judged> judge(const SyncTransaction &transaction, const RecordRef &root, qint64 base) const;
    Result<QJsonArray> changedParts(const RecordRef &root, qint64 base) const;
    Result<QJsonArray> changedSums(const SyncTransaction &transaction, const Record &root, qint64 base) const;
    // Who changed the record last, or this field of it; nothing where the sender's own laptop did.
    Result<std::optional<QJsonObject>> changedBy(const RecordRef &record, const QString &field) const;
    Result<std::optional<AuditRecord>> lastChange(const RecordRef &record, const QString &field) const;
    Result<bool> isOwn(const AuditEntry &change) const;

    const ReadSession &m_session;
    const Configuration &m_configuration;
    const Actor &m_sender;
    EvaluationContext m_evaluation;
};

}  // namespace dw
