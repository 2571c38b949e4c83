// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/dictionary/builtindictionary.h"
#include "core/records/record.h"

#include <QList>

namespace dw
{

struct CustomDefinitions
{
    QList<CustomObject> objects;
    QList<CustomField> fields;  // live ones and drafts alike; see CustomField::live
};

// Reads field_definition and object_definition records into dictionary terms. The error names record, field, reason.
Result<CustomDefinitions> customDefinitions(const QList<Record> &objects, const QList<Record> &fields);

}  // namespace dw
