// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/dictionary/objecttype.h"

#include <QList>
#include <QString>

namespace dw
{

// The customer's own fields and objects, as read from the records of field_definition and object_definition.
// A field that is not live (draft or deprecated) is left out, but its key stays taken.
struct CustomField
{
    QString object;
    Field field;
    bool live = false;
};
// Only the own fields: system fields and the groups they lie in are added as in the built-in objects.
struct CustomObject
{
    ObjectType::Definition definition;
};

// Built-in definitions with the customer's merged over them. Refuses a key that does not start with "c_", a
// reused or reserved key, a type change against `previous` (the fields merged before; columns exist with
// their types), a missing label, a contradictory rule. A field with the key of a shipped one whose list is
// open lengthens that list and says nothing else about it. Each Reference of a custom object becomes a
// collection of its target, named by the custom object's key (a second one by the key of object and field).
// Errors as from Dictionary::build, origin "custom".
Result<QList<ObjectType::Definition>> mergeCustom(QList<ObjectType::Definition> builtin,
                                                  const QList<CustomObject> &objects,
                                                  const QList<CustomField> &fields,
                                                  const QList<CustomField> &previous = {});

}  // namespace dw
