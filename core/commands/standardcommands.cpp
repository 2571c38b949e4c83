// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/standardcommands.h"

#include "core/commands/addattachment.h"
#include "core/commands/addpicklistvalue.h"
#include "core/commands/advanceopportunity.h"
#include "core/commands/attachmentarrived.h"
#include "core/commands/bulkupdate.h"
#include "core/commands/claimlead.h"
#include "core/commands/completetask.h"
#include "core/commands/createrecord.h"
#include "core/commands/deleterecord.h"
#include "core/commands/importrows.h"
#include "core/commands/logactivity.h"
#include "core/commands/purgebin.h"
#include "core/commands/purgerecord.h"
#include "core/commands/readsensitive.h"
#include "core/commands/recordexport.h"
#include "core/commands/releaselead.h"
#include "core/commands/removedemo.h"
#include "core/commands/restorerecord.h"
#include "core/commands/settleinbox.h"
#include "core/commands/snoozetask.h"
#include "core/commands/undochange.h"
#include "core/commands/undoimport.h"
#include "core/commands/updaterecord.h"

namespace dw
{

std::vector<std::shared_ptr<const Command>> standardCommands(const Workspace &workspace)
{
    std::vector<std::shared_ptr<const Command>> commands;
    commands.push_back(std::make_shared<AddAttachment>(workspace));
    commands.push_back(std::make_shared<AddPicklistValue>());
    commands.push_back(std::make_shared<AdvanceOpportunity>());
    commands.push_back(std::make_shared<AttachmentArrived>());
    commands.push_back(std::make_shared<BulkUpdate>());
    commands.push_back(std::make_shared<ClaimLead>());
    commands.push_back(std::make_shared<CompleteTask>());
    commands.push_back(std::make_shared<CreateRecord>());
    commands.push_back(std::make_shared<DeleteRecord>());
    commands.push_back(std::make_shared<ImportNote>());
    commands.push_back(std::make_shared<ImportRows>());
    commands.push_back(std::make_shared<LogActivity>());
    commands.push_back(std::make_shared<PurgeBin>());
    commands.push_back(std::make_shared<PurgeRecord>());
    commands.push_back(std::make_shared<ReadSensitive>());
    commands.push_back(std::make_shared<RecordExport>());
    commands.push_back(std::make_shared<ReleaseLead>());
    commands.push_back(std::make_shared<RemoveDemo>());
    commands.push_back(std::make_shared<ReopenInbox>());
    commands.push_back(std::make_shared<RestoreRecord>());
    commands.push_back(std::make_shared<SettleInbox>());
    commands.push_back(std::make_shared<SnoozeTask>());
    commands.push_back(std::make_shared<UndoChange>());
    commands.push_back(std::make_shared<UndoImport>());
    commands.push_back(std::make_shared<UpdateRecord>());
    return commands;
}

}  // namespace dw
