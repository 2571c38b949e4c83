// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/records/record.h"

#include <QByteArray>

namespace dw
{

// What is stored of a record as CBOR, by field key: the exact values, of whatever kind they are, where JSON
// has a form for people. The id is not among them.
QByteArray recordToCbor(const Record &record);

// The inverse. Fields that the object has no more are left out. ErrorCode::Invalid "value.wrong_type" {field
// key} for what recordToCbor() does not write.
Result<Record> recordFromCbor(const ObjectTypePtr &type, const Id &id, const QByteArray &cbor);

}  // namespace dw
