// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/workspace.h"

#include <QString>

namespace dw
{

struct WorkspaceOwner
{
    QString login;
    QString name;
};
// What every workspace begins with, in one that holds nothing yet: the two shipped pipelines, the shipped
// roles and its owner as first user, whose id is Id::named("user:owner").
Result<void> fillNewWorkspace(Workspace &workspace, const WorkspaceOwner &owner, const Clock &clock);
// Makes a standalone workspace, the file and this. ErrorCode::Conflict if the folder is not empty.
Result<void> createStandaloneWorkspace(const QString &folder, const Workspace::NewWorkspace &options,
                                       const WorkspaceOwner &owner, const Clock &clock, IdGenerator &ids);

}  // namespace dw
