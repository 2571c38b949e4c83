// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/dictionary/dictionary.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace dw
{

// Reads dictionary JSON: strict (unknown keys, wrong types, missing labels are refused with file, key and reason).
// `systemFields` are appended to every object that does not narrow them.
class BuiltinDictionary
{
public:
    // The shipped files, from the resource ":/dictionary".
    static Result<QList<ObjectType::Definition>> definitions();
    // One file's text; `fileName` only names it in errors. For tests and for configuration packages.
    static Result<ObjectType::Definition> parse(const QByteArray &json, const QString &fileName,
                                                const QList<Field> &systemFields);
    static Result<QList<Field>> parseSystemFields(const QByteArray &json, const QString &fileName);
};

// The customer's own fields and objects, as read from the records of field_definition and object_definition.
struct CustomField
{
    QString object;
    Field field;
    bool live = false;
};
struct CustomObject
{
    ObjectType::Definition definition;
};
// Built-in definitions with the customer's merged over them. Refuses a key that does not start with "c_", a reused or
// reserved key, a type change, a missing label, a contradictory rule.
Result<QList<ObjectType::Definition>> mergeCustom(QList<ObjectType::Definition> builtin,
                                                  const QList<CustomObject> &objects,
                                                  const QList<CustomField> &fields);

}  // namespace dw
