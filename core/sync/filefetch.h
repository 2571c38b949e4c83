// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandrunner.h"
#include "core/sync/serverjob.h"

namespace dw
{

// Fetches the file of one attachment, of any size, for a person who waits for it; the workspace has it when
// `done` says true. False while `job` runs. Errors: NotFound "sync.not_enrolled" in a workspace without a
// server, "sync.file_not_there" while the server has not got it; else as ServerLine::ask().
bool fetchFile(ServerJob &job, CommandRunner &runner, const Id &attachment,
               std::function<void(const Result<bool> &)> done);

}  // namespace dw
