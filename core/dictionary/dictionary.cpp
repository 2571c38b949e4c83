// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dictionary/dictionary.h"

#include "core/dictionary/definitioncheck.h"
#include "core/dictionary/formulanames.h"

#include <QSet>

#include <utility>

namespace dw
{

namespace
{

// Follows what formulas need through fields, references and collections of all objects.
class FormulaGraph
{
public:
    FormulaGraph(QList<ObjectType::Definition> &definitions, const QHash<QString, int> &index)
        : m_definitions(definitions), m_index(index)
    {}

    // Finds which formulas are stored; refuses circles.
    Result<void> resolve()
    {
        for (int object = 0; object < m_definitions.size(); ++object) {
            for (int field = 0; field < m_definitions[object].fields.size(); ++field) {
                if (m_definitions[object].fields[field].isFormula())
                    DW_TRY(visit({object, field}));
            }
        }
        return {};
    }

private:
    using Node = std::pair<int, int>;  // object, field
    // Deeper chains than this are mistakes, and the walk is recursive.
    static constexpr int MaxDepth = 64;

    Result<void> visit(Node node)
    {
        Field &field = m_definitions[node.first].fields[node.second];
        if (m_done.contains(node))
            return {};
        if (m_open.contains(node) || m_open.size() > MaxDepth) {
            const ObjectType::Definition &definition = m_definitions[node.first];
            return dictionaryError("formula_circle",
                                   field.custom ? QStringLiteral("custom") : definition.origin,
                                   definition.key + QLatin1Char('.') + field.key, field.formula);
        }
        m_open.insert(node);
        bool stored = true;
        // A rule of the engine's own reads fields only.
        if (field.computed == Computation::None) {
            const FormulaNames names = FormulaNames::of(field.formula);
            stored = !names.isVolatile();
            for (const Node &needed : fieldsOf(node.first, names)) {
                Field &input = m_definitions[needed.first].fields[needed.second];
                if (input.isFormula())
                    DW_TRY(visit(needed));
                stored = stored && input.isStored();
            }
        }
        field.storedFormula = stored;
        m_open.remove(node);
        m_done.insert(node);
        return {};
    }

    // The fields that the names of a formula of `object` mean. Inside an aggregate a bare name may be the
    // child's, so it is looked for on the object itself and on every collection named in the formula.
    QList<Node> fieldsOf(int object, const FormulaNames &names) const
    {
        QList<int> scopes{object};
        for (const QString &path : names.paths) {
            const int child = collectionObject(object, path.section(QLatin1Char('.'), 0, 0));
            if (child >= 0 && !scopes.contains(child))
                scopes.append(child);
        }
        QList<Node> found;
        for (const QString &path : names.paths) {
            const QStringList parts = path.split(QLatin1Char('.'));
            for (int scope : scopes)
                follow(scope, parts, &found);
        }
        return found;
    }

    void follow(int object, const QStringList &parts, QList<Node> *found) const
    {
        int current = object;
        for (const QString &part : parts) {
            if (current < 0)
                return;
            if (const int child = collectionObject(current, part); child >= 0) {
                current = child;
                continue;
            }
            int field = fieldIndex(current, part);
            if (field < 0)
                field = fieldIndex(current, part + QLatin1String("_id"));
            if (field < 0)
                return;
            found->append({current, field});
            current = m_index.value(m_definitions[current].fields[field].target, -1);
        }
    }

    int fieldIndex(int object, const QString &key) const
    {
        const QList<Field> &fields = m_definitions[object].fields;
        for (int i = 0; i < fields.size(); ++i) {
            if (fields[i].key == key)
                return i;
        }
        return -1;
    }

    int collectionObject(int object, const QString &name) const
    {
        for (const Collection &collection : m_definitions[object].collections) {
            if (collection.name == name)
                return m_index.value(collection.object, -1);
        }
        return -1;
    }

    QList<ObjectType::Definition> &m_definitions;
    const QHash<QString, int> &m_index;
    QSet<Node> m_open;
    QSet<Node> m_done;
};

const Field *findField(const ObjectType::Definition &definition, const QString &key)
{
    for (const Field &field : definition.fields) {
        if (field.key == key)
            return &field;
    }
    return nullptr;
}

bool pointsAt(const Field &field, const QString &object)
{
    if (field.type == FieldType::AnyReference)
        return true;
    return (field.type == FieldType::Reference || field.type == FieldType::ReferenceList) &&
           field.target == object;
}

Result<void> checkReferences(const QList<ObjectType::Definition> &definitions,
                             const QHash<QString, int> &index)
{
    for (const ObjectType::Definition &definition : definitions) {
        for (const Field &field : definition.fields) {
            if (!field.target.isEmpty() && field.target != QLatin1String("*") &&
                !index.contains(field.target))
                return dictionaryError("target_missing",
                                       field.custom ? QStringLiteral("custom") : definition.origin,
                                       definition.key + QLatin1Char('.') + field.key, field.target);
            if (field.type == FieldType::RollUp) {
                const FormulaNames names = FormulaNames::of(field.formula);
                bool named = false;
                for (const Collection &collection : definition.collections) {
                    named = named || (!names.paths.isEmpty() &&
                                      names.paths.first().section(QLatin1Char('.'), 0, 0) == collection.name);
                }
                if (!named)
                    return dictionaryError("rollup_without_collection",
                                           field.custom ? QStringLiteral("custom") : definition.origin,
                                           definition.key + QLatin1Char('.') + field.key, field.formula);
            }
        }
        for (const Collection &collection : definition.collections) {
            const QString where = definition.key + QLatin1Char('.') + collection.name;
            const int child = index.value(collection.object, -1);
            if (child < 0)
                return dictionaryError("target_missing", definition.origin, where, collection.object);
            const Field *by = findField(definitions[child], collection.by);
            if (!by || !pointsAt(*by, definition.key))
                return dictionaryError("collection_not_back", definition.origin, where,
                                       collection.object + QLatin1Char('.') + collection.by);
        }
    }
    return {};
}

}  // namespace

Result<std::shared_ptr<const Dictionary>> Dictionary::build(QList<ObjectType::Definition> definitions)
{
    QHash<QString, int> index;
    for (int i = 0; i < definitions.size(); ++i) {
        const ObjectType::Definition &definition = definitions[i];
        DW_TRY(checkDefinition(definition));
        if (index.contains(definition.key))
            return dictionaryError("key_doubled", definition.origin, definition.key, definition.key);
        index.insert(definition.key, i);
    }
    DW_TRY(checkReferences(definitions, index));
    DW_TRY(FormulaGraph(definitions, index).resolve());
    for (const ObjectType::Definition &definition : std::as_const(definitions)) {
        for (const Field &field : definition.fields) {
            if (field.indexed && !field.isStored())
                return dictionaryError("index_not_stored",
                                       field.custom ? QStringLiteral("custom") : definition.origin,
                                       definition.key + QLatin1Char('.') + field.key);
        }
    }

    std::shared_ptr<Dictionary> dictionary(new Dictionary);
    dictionary->m_index = std::move(index);
    dictionary->m_objects.reserve(definitions.size());
    for (ObjectType::Definition &definition : definitions)
        dictionary->m_objects.append(std::make_shared<const ObjectType>(std::move(definition)));
    return std::shared_ptr<const Dictionary>(std::move(dictionary));
}

ObjectTypePtr Dictionary::find(QStringView key) const
{
    const int index = m_index.value(QString::fromRawData(key.data(), key.size()), -1);
    return index < 0 ? nullptr : m_objects[index];
}

const ObjectType &Dictionary::object(QStringView key) const
{
    const int index = m_index.value(QString::fromRawData(key.data(), key.size()), -1);
    Q_ASSERT_X(index >= 0, "Dictionary::object", "no such object");
    return *m_objects[index];
}

QList<Dictionary::Backlink> Dictionary::referencesTo(QStringView key) const
{
    const QString object = key.toString();
    QList<Backlink> found;
    for (const ObjectTypePtr &type : m_objects) {
        for (int i = 0; i < type->fieldCount(); ++i) {
            if (type->field(i).isStored() && pointsAt(type->field(i), object))
                found.append({type, i});
        }
    }
    return found;
}

}  // namespace dw
