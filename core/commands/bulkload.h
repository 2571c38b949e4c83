// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/idgenerator.h"
#include "core/commands/configuration.h"
#include "core/records/changeset.h"
#include "core/store/workspace.h"

#include <QHash>
#include <QString>

#include <memory>

namespace dw
{

// Writes many records that are known to be good: the demo company, benchmark workspaces, imports of history.
// There are no rights, no validation and no gates here, so whoever calls has checked, or made, what it gives.
// Records come in an order in which references point backwards or to records of the same load. The calling
// thread fills in what the engine owns while the writer thread stores earlier batches; a batch is one
// transaction with Durability::Redoable and one audit line. Belongs to one thread.
class BulkLoad
{
public:
    struct Options
    {
        QString command;  // for audit: "demo.load"
        QString note;
        Id user;  // who acts, and made what names nobody
        Id device;
        QString openedBy;
        bool demo = false;  // marks every record as part of the demo company
        int batchSize = 4000;
    };
    struct Figures
    {
        qint64 records = 0;
        qint64 waitedMs = 0;  // of the calling thread, for the writer
        qint64 applyMs = 0;   // rows, indexes, sort keys
        qint64 commitMs = 0;  // audit and COMMIT
        qint64 finishMs = 0;  // what was left for the end: the search index, formulas over other records
    };

    BulkLoad(Workspace &workspace, ConfigurationPtr configuration, const Clock &clock, IdGenerator &ids,
             Options options);
    ~BulkLoad();  // waits for batches under way
    BulkLoad(const BulkLoad &) = delete;
    BulkLoad &operator=(const BulkLoad &) = delete;

    Result<void> begin();
    // Fills in what is null: defaults, currency, created_at (the clock's now), created_by, updated_at/by,
    // owner, the owner's team (of users that went through this load), rev; works out match keys, pinyin and
    // stored formulas that read the record alone, and gives automatic numbers. Formulas over other records
    // and roll-ups come out right whether given or not; given, finish() need not write the record again.
    Result<void> add(Record record);
    // A record as stored before this load; ErrorCode::NotFound if there is none.
    Result<Record> stored(const QString &object, const Id &id);
    // Another state of a record that is stored already.
    Result<void> change(const Record &before, Record after);
    // Writes what is left, builds the search index and puts right what formulas over other records give. Not
    // calling it leaves the index to the next opening of the file.
    Result<void> finish();

    Figures figures() const;

private:
    struct Plan;
    struct Writing;

    const Plan &planOf(const ObjectTypePtr &type);
    Result<void> flush();
    Result<void> finishFormulas(WriteSession &session) const;

    Workspace &m_workspace;
    ConfigurationPtr m_configuration;
    const Clock &m_clock;
    IdGenerator &m_ids;
    Options m_options;
    QHash<const ObjectType *, std::shared_ptr<const Plan>> m_plans;
    QHash<Id, Id> m_teams;  // user -> team
    ChangeSet m_batch;
    std::shared_ptr<Writing> m_writing;
};

}  // namespace dw
