// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/dictionary/dictionary.h"
#include "core/records/record.h"

#include <QByteArray>
#include <QList>

namespace dw
{

// Reads records as shipped: [{"object", "name", "set": {field: value}}]. The id of a record is
// Id::named(name), the same in every workspace; "@name" as a reference means that id. ErrorCode::Invalid
// names record and field.
Result<QList<Record>> readShippedRecords(const QByteArray &json, const Dictionary &dictionary);

// The two pipelines with their stages and gates that every new workspace starts with (F3.14, F4.15).
Result<QList<Record>> standardConfiguration(const Dictionary &dictionary);
// The roles that can be given to users, with their permissions: administrator, sales rep, manager, read-only.
Result<QList<Record>> standardRoles(const Dictionary &dictionary);

}  // namespace dw
