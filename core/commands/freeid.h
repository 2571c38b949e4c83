// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/dictionary/dictionary.h"
#include "core/store/session.h"

namespace dw
{

// An id names one record among those of all objects: references to any object are told apart by it. Conflict
// "command.id_taken" {object, id} where a record has it.
Result<void> checkFreeId(const ReadSession &session, const Dictionary &dictionary, const QString &object,
                         const Id &id);

}  // namespace dw
