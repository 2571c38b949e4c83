// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandrunner.h"
#include "core/sync/aggregates.h"
#include "core/sync/bringbook.h"
#include "core/sync/transaction.h"

#include <span>
#include <vector>

namespace dw
{

// Writes rows of a standalone workspace into a joined one and its outbox: import.rows of history, an import
// for each object, a portion a transaction together with what BringBook notes of it. What a rule refuses
// here already waits in the inbox, as what the server refuses does. Blocks; the runner has an OutboxWriter as
// its hook.
class BringWriter
{
public:
    // `name` is what the imports are called in lists, before the object's key.
    BringWriter(CommandRunner &runner, Actor actor, BringBook &book, QString name, const Id &workspace);

    struct Row
    {
        qint64 number = 0;  // within its object, from 1
        Id source;          // null: only what another row left open
        Record record;      // New: as it is to be
        Id as;              // the record that is changed; null: it is new
        QJsonObject set;    // of one that is changed
        // Fields in which both have something else: the server's value stays, this one is offered.
        QJsonObject differing;
        Record there;  // as it is, where something differs
    };
    // Rows of one object, in their order.
    Result<void> write(const ObjectTypePtr &object, const std::vector<Row> &rows);
    // An import says how it ended; `about` goes into its record.
    Result<void> finish(const ObjectTypePtr &object, qint64 total, const QJsonObject &about);
    // BringBook::setDone(), in a transaction of its own.
    Result<void> note(const QString &step);

private:
    // False: too large together.
    Result<bool> portion(WriteSession &session, const ObjectTypePtr &object, std::span<const Row> rows);
    CommandResult note(WriteSession &session, const Id &batch, const QJsonObject &set);
    QJsonObject newBatch(const ObjectTypePtr &object) const;
    CommandRequest requestOf(const Id &batch, std::span<const Row *const> rows);
    QJsonObject rowOf(const Row &row);
    SyncTransaction alone(const Id &batch, const Row &row);
    Result<void> keepRefused(WriteSession &session, const Id &batch, const Row &row, const QJsonObject &data);
    Result<void> keepDiffering(WriteSession &session, const Row &row);

    CommandRunner &m_runner;
    const Actor m_actor;
    BringBook &m_book;
    const QString m_name;
    const Id m_workspace;
    KnownAggregates m_aggregates;
};

}  // namespace dw
