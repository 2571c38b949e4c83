// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/configuration.h"
#include "core/store/workspace.h"

#include <memory>

namespace dw
{

// Builds a snapshot from the configuration records of a workspace: custom objects and fields merged over the
// shipped dictionary, pipelines and stages compiled, the business calendar read. Refuses what contradicts
// itself (B10), and a change of the type of a field that `previous` has. A field that a newer program defined
// in words that this one does not know is left out, and so is what is worked out from it.
Result<ConfigurationPtr> loadConfiguration(const ReadSession &session, const WorkspaceInfo &info,
                                           std::shared_ptr<const Policy> policy, int version,
                                           const Dictionary *previous = nullptr);

// Objects whose records shape the configuration: a change of one makes a new snapshot.
bool isConfigurationObject(const QString &object);

}  // namespace dw
