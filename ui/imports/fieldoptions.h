// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/actor.h"
#include "core/commands/configuration.h"

#include <QList>
#include <QString>

namespace dw::ui
{

// What a person can choose while mapping: objects, fields of an object, keys of a field's list.
struct FieldOption
{
    QString key;    // "amount", "address.province"
    QString label;  // "Amount", "Address: Province"
    bool required = false;
};
struct ValueOption
{
    QString key;
    QString label;
};

// Whether only an import of history may set the field (created_at, won_at ...).
bool isHistoryField(const ObjectType &object, const QString &target);

// Objects whose records come from files, that the actor may import.
QList<ObjectTypePtr> importableObjects(const Configuration &configuration, const Actor &actor);
// In the order of the form; fields that only history sets are left out unless asked for.
enum class HistoryFields { Without, With };
QList<FieldOption> fieldOptions(const Configuration &configuration, const Actor &actor,
                                const ObjectType &object, Language language, HistoryFields history);
// The label of a mapping target, also of one that is not offered; the key itself where there is no such
// field.
QString targetLabel(const ObjectType &object, const QString &target, Language language);
// Keys that texts of a column can be said to mean: picklists and stages. Empty for other fields.
QList<ValueOption> valueOptions(const Configuration &configuration, const ObjectType &object,
                                const QString &target, Language language);
// The fields of a reference's target that can name a record.
QList<FieldOption> namingFields(const Configuration &configuration, const ObjectType &object,
                                const QString &target, Language language);
const Field *targetField(const ObjectType &object, const QString &target);

}  // namespace dw::ui
