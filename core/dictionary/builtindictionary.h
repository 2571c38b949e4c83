// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/dictionary/dictionary.h"
#include "core/dictionary/mergecustom.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace dw
{

// Reads dictionary JSON: strict (unknown keys, wrong types, missing labels are refused with file, key and
// reason). `systemFields` are appended to every object that does not narrow them by a field of the same key;
// `currency` only where there is money. The shape of the files is resources/dictionary/schema.json. Errors as
// from Dictionary::build.
class BuiltinDictionary
{
public:
    // The shipped files, from the resource ":/dictionary".
    static Result<QList<ObjectType::Definition>> definitions();
    // One file's text; `fileName` only names it in errors. For tests and for configuration packages.
    static Result<ObjectType::Definition> parse(const QByteArray &json, const QString &fileName,
                                                const QList<Field> &systemFields);
    // One field in the same shape, for the customer's own ("options" of field_definition hold the same
    // "values").
    static Result<Field> parseField(const QByteArray &json, const QString &origin, const QString &object);
    static Result<QList<Field>> parseSystemFields(const QByteArray &json, const QString &fileName);
};

}  // namespace dw
