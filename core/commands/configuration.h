// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/policy.h"
#include "core/rules/rulebook.h"

#include <memory>

namespace dw
{

// The immutable snapshot that jobs work with; swapped as a whole when configuration is published (DESIGN 5).
struct Configuration
{
    DictionaryPtr dictionary;
    WorkspaceSettings settings;
    RulebookPtr rulebook;
    std::shared_ptr<const Policy> policy;
    int version = 0;
};

using ConfigurationPtr = std::shared_ptr<const Configuration>;

}  // namespace dw
