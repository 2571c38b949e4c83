// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/result.h"
#include "core/dictionary/objecttype.h"

#include <QString>

namespace dw
{

// Refuses what contradicts itself inside one object: doubled keys, missing labels, defaults that are not
// values, ranges upside down, references without target and so on. Other objects are Dictionary::build's to
// check.
Result<void> checkDefinition(const ObjectType::Definition &definition);

// ErrorCode::Invalid with the arguments {origin, where, value}; `reason` is the last part of the error's key.
Error dictionaryError(const char *reason, const QString &origin, const QString &where,
                      const QString &value = {});

// ^[a-z][a-z0-9_]{0,58}$ without a double or trailing underscore.
bool isDictionaryKey(QStringView key);

}  // namespace dw
