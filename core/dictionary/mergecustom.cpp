// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dictionary/mergecustom.h"

#include "core/dictionary/definitioncheck.h"

#include <QHash>
#include <QSet>

namespace dw
{

namespace
{

const QString &customOrigin()
{
    static const QString origin = QStringLiteral("custom");
    return origin;
}

Error refuse(const char *reason, const QString &where, const QString &value)
{
    return dictionaryError(reason, customOrigin(), where, value);
}

// The store keeps columns of its own beside these (amount_base, mobile_raw, related_object, name_sort).
bool endsReserved(const QString &key)
{
    for (const QLatin1String suffix :
         {QLatin1String("_base"), QLatin1String("_raw"), QLatin1String("_object"), QLatin1String("_sort")}) {
        if (key.endsWith(suffix))
            return true;
    }
    return false;
}

Result<void> checkCustomKey(const QString &key, const QString &where)
{
    if (!key.startsWith(QLatin1String("c_")))
        return refuse("custom_prefix", where, key);
    if (!isDictionaryKey(key))
        return refuse("key_malformed", where, key);
    return endsReserved(key) ? refuse("key_reserved", where, key) : Result<void>();
}

class Merger
{
public:
    explicit Merger(QList<ObjectType::Definition> definitions) : m_definitions(std::move(definitions))
    {
        for (int i = 0; i < m_definitions.size(); ++i) {
            m_index.insert(m_definitions[i].key, i);
            for (const Field &field : m_definitions[i].fields) {
                if (field.system && !m_systemKeys.contains(field.key)) {
                    m_systemKeys.insert(field.key);
                    m_systemFields.append(field);
                }
            }
        }
        QSet<QString> wanted;
        for (const Field &field : std::as_const(m_systemFields))
            wanted.insert(field.group);
        for (const ObjectType::Definition &definition : std::as_const(m_definitions)) {
            for (const LayoutGroup &group : definition.groups) {
                if (wanted.remove(group.key))
                    m_systemGroups.append(group);
            }
        }
    }

    Result<void> addObject(ObjectType::Definition definition)
    {
        DW_TRY(checkCustomKey(definition.key, definition.key));
        if (m_index.contains(definition.key))
            return refuse("key_reused", definition.key, definition.key);
        definition.custom = true;
        definition.origin = customOrigin();
        QSet<QString> own;
        for (Field &field : definition.fields) {
            const QString where = definition.key + QLatin1Char('.') + field.key;
            // A custom object may call its fields "name" or "code"; only what the system uses is taken.
            if (m_systemKeys.contains(field.key) || field.key == QLatin1String("rowid") ||
                endsReserved(field.key))
                return refuse("key_reserved", where, field.key);
            if (own.contains(field.key))
                return refuse("key_doubled", where, field.key);
            own.insert(field.key);
            field.custom = true;
        }
        m_index.insert(definition.key, int(m_definitions.size()));
        m_definitions.append(std::move(definition));
        return {};
    }

    Result<void> addField(const CustomField &custom)
    {
        const QString where = custom.object + QLatin1Char('.') + custom.field.key;
        const int object = m_index.value(custom.object, -1);
        if (object < 0)
            return refuse("object_missing", where, custom.object);
        if (m_taken.contains(where))
            return refuse("key_reused", where, custom.field.key);
        m_taken.insert(where);
        if (Field *open = openList(object, custom.field.key))
            return lengthen(*open, custom, where);
        DW_TRY(checkCustomKey(custom.field.key, where));
        for (const Field &field : std::as_const(m_definitions[object].fields)) {
            if (field.key == custom.field.key)
                return refuse("key_reused", where, custom.field.key);
        }
        if (!custom.live)
            return {};
        Field field = custom.field;
        field.custom = true;
        field.system = false;
        // Before the system fields, where a reader of the list looks for it.
        QList<Field> &fields = m_definitions[object].fields;
        qsizetype at = 0;
        for (qsizetype i = 0; i < fields.size(); ++i) {
            if (!fields[i].system)
                at = i + 1;
        }
        fields.insert(at, field);
        return {};
    }

    // System fields and their groups for custom objects, currency where money came in, collections of what
    // refers.
    void complete()
    {
        for (ObjectType::Definition &definition : m_definitions) {
            bool money = false;
            QSet<QString> keys;
            for (const Field &field : std::as_const(definition.fields)) {
                money = money || field.valueType() == FieldType::Money;
                keys.insert(field.key);
            }
            for (const Field &field : std::as_const(m_systemFields)) {
                const bool currency = field.key == QLatin1String("currency");
                const bool wanted = currency ? money : definition.custom;
                if (!wanted || keys.contains(field.key))
                    continue;
                definition.fields.append(field);
            }
            for (const LayoutGroup &group : std::as_const(m_systemGroups))
                addGroup(&definition, group);
        }
        for (int i = 0; i < m_definitions.size(); ++i) {
            if (m_definitions[i].custom)
                addCollections(i);
        }
    }

    QList<ObjectType::Definition> take() { return std::move(m_definitions); }

private:
    // A shipped field whose list the company may lengthen.
    Field *openList(int object, const QString &key)
    {
        for (Field &field : m_definitions[object].fields) {
            if (field.key == key)
                return field.openValues && !field.custom ? &field : nullptr;
        }
        return nullptr;
    }

    static Result<void> lengthen(Field &field, const CustomField &custom, const QString &where)
    {
        if (custom.field.type != field.type)
            return refuse(
                "type_changed", where,
                fieldTypeKey(field.type) + QStringLiteral(" -> ") + fieldTypeKey(custom.field.type));
        for (const PicklistValue &value : custom.field.values) {
            if (field.picklistValue(value.key))
                return refuse("value_doubled", where, value.key);
            if (custom.live)
                field.values.append(value);
        }
        return {};
    }

    static void addGroup(ObjectType::Definition *definition, const LayoutGroup &group)
    {
        for (const LayoutGroup &present : std::as_const(definition->groups)) {
            if (present.key == group.key)
                return;
        }
        definition->groups.append(group);
    }

    void addCollections(int child)
    {
        const ObjectType::Definition &object = m_definitions[child];
        QList<std::pair<int, Collection>> added;
        QSet<int> named;
        for (const Field &field : object.fields) {
            if (field.type != FieldType::Reference || field.system)
                continue;
            const int target = m_index.value(field.target, -1);
            if (target < 0)
                continue;
            Collection collection{object.key, object.key, field.key, object.plural};
            if (named.contains(target)) {
                collection.name += QLatin1Char('_') + field.key;
                collection.label = {
                    object.plural.en + QLatin1String(" (") + field.label.en + QLatin1Char(')'),
                    object.plural.zh + QStringLiteral("（") + field.label.zh + QStringLiteral("）")};
            }
            named.insert(target);
            added.append({target, collection});
        }
        for (const auto &[target, collection] : added)
            m_definitions[target].collections.append(collection);
    }

    QList<ObjectType::Definition> m_definitions;
    QHash<QString, int> m_index;
    QList<Field> m_systemFields;
    QSet<QString> m_systemKeys;
    QList<LayoutGroup> m_systemGroups;
    QSet<QString> m_taken;
};

}  // namespace

Result<QList<ObjectType::Definition>> mergeCustom(QList<ObjectType::Definition> builtin,
                                                  const QList<CustomObject> &objects,
                                                  const QList<CustomField> &fields,
                                                  const QList<CustomField> &previous)
{
    for (const CustomField &custom : fields) {
        for (const CustomField &old : previous) {
            if (old.object != custom.object || old.field.key != custom.field.key)
                continue;
            const Field &before = old.field, &after = custom.field;
            if (before.type != after.type || before.valueType() != after.valueType() ||
                before.scale != after.scale || before.target != after.target)
                return refuse("type_changed", custom.object + QLatin1Char('.') + after.key,
                              fieldTypeKey(before.type) + QStringLiteral(" -> ") + fieldTypeKey(after.type));
        }
    }
    Merger merger(std::move(builtin));
    for (const CustomObject &object : objects)
        DW_TRY(merger.addObject(object.definition));
    for (const CustomField &field : fields)
        DW_TRY(merger.addField(field));
    merger.complete();
    QList<ObjectType::Definition> merged = merger.take();
    for (const ObjectType::Definition &definition : std::as_const(merged))
        DW_TRY(checkDefinition(definition));
    return merged;
}

}  // namespace dw
