// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/configuration.h"
#include "core/records/query.h"

#include <QList>

namespace dw
{

// Fields of `object` that a new configuration has and the one before had not, as far as people fill them:
// their columns may hold what was typed when they were there once before.
QList<int> returnedFields(const ObjectType &object, const Configuration &before);

// The records of the object in which any of them is filled.
Result<Query> filledRecords(const ObjectTypePtr &object, const QList<int> &fields,
                            const Configuration &configuration);

}  // namespace dw
