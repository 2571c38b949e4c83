// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/value.h"
#include "core/dictionary/mergecustom.h"

#include <QStringView>

#include <functional>

namespace dw
{

// One record of field_definition or object_definition: its value by field key. Records stand above the
// dictionary, so the caller hands a look-up: [&](QStringView key) { return record.value(key); }.
using DefinitionRow = std::function<Value(QStringView key)>;

// `options` is the JSON list of values (key, label_en, label_zh, retired; a colour is the screens' affair);
// `default_value` is a literal: "text", 5, 1.50, TRUE. "by_stage" makes no rule here: the stage lists the
// field. The field goes into the object's first form group, "main". Live is what has the status "live".
// Errors as from Dictionary::build with the origin "custom".
Result<CustomField> customFieldOf(const DefinitionRow &row);
// The object has a form group "main" and the required text field `name`; the rest of its fields are rows of
// field_definition.
Result<CustomObject> customObjectOf(const DefinitionRow &row);

}  // namespace dw
