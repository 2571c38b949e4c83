// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/workspace.h"

#include <QString>

namespace dw
{

// Makes a standalone workspace: the file, the two shipped pipelines, the shipped roles and its owner as first
// user. The owner's id is Id::named("user:owner"). ErrorCode::Conflict if the folder is not empty.
struct WorkspaceOwner
{
    QString login;
    QString name;
};
Result<void> createStandaloneWorkspace(const QString &folder, const Workspace::NewWorkspace &options,
                                       const WorkspaceOwner &owner, const Clock &clock, IdGenerator &ids);

}  // namespace dw
