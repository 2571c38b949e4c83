// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/dictionary/field.h"

#include <QJsonObject>
#include <QJsonValue>

namespace dw
{

class Record;

// The inverse of Value::toJson() for a field. Besides the canonical form it takes what a person writes on a
// command line: money as "1286000.50" or a whole number of units, a reference as id text, a percentage as
// "15%". Null, "" and an absent value are null. ErrorCode::Invalid "value.wrong_type" {field key, text}
// otherwise; nothing is clamped.
Result<Value> valueFromJson(const Field &field, const QJsonValue &json, Currency currency);

// All non-null fields by key, canonical form.
QJsonObject recordToJson(const Record &record);

}  // namespace dw
