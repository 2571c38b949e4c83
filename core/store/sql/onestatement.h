// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/changeset.h"

namespace dw::sql
{

// Whether a change set is written by one statement, which is all or nothing by itself and needs no savepoint
// around it.
bool isOneStatement(const ChangeSet &changes);

}  // namespace dw::sql
