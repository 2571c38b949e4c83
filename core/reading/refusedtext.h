// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dictionary/objecttype.h"
#include "core/store/auditentry.h"

#include <optional>

namespace dw
{

// What an audit line about a refused attempt (features B5) says to people, empty if its values were erased;
// nothing if the line tells of a change. `type` is the object of the line's record.
std::optional<QString> refusedText(const AuditRecord &line, const ObjectType &type, Language language);

}  // namespace dw
