// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dictionary/builtindictionary.h"

#include "core/dictionary/definitioncheck.h"
#include "core/dictionary/dictionaryreader.h"

#include <QDir>
#include <QFile>
#include <QSet>

// Outside the namespace, as Q_INIT_RESOURCE demands: a static library's resources are not linked in by
// themselves.
static void initDictionaryResource()
{
    Q_INIT_RESOURCE(dictionary);
}

namespace dw
{

namespace
{

const QLatin1String Root(":/dictionary/");
const QLatin1String SystemFile("system.json");
const QLatin1String SchemaFile("schema.json");

Result<QByteArray> readFile(const QString &name)
{
    QFile file(Root + name);
    if (!file.open(QIODevice::ReadOnly))
        return dictionaryError("not_readable", name, name, file.errorString());
    return file.readAll();
}

}  // namespace

Result<QList<ObjectType::Definition>> BuiltinDictionary::definitions()
{
    initDictionaryResource();
    DW_ASSIGN(const QByteArray systemJson, readFile(SystemFile));
    DW_ASSIGN(const QList<Field> systemFields, parseSystemFields(systemJson, SystemFile));
    QList<ObjectType::Definition> definitions;
    const QStringList names = QDir(Root).entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
    for (const QString &name : names) {
        if (name == SystemFile || name == SchemaFile)
            continue;
        DW_ASSIGN(const QByteArray json, readFile(name));
        DW_ASSIGN(ObjectType::Definition definition, parse(json, name, systemFields));
        definitions.append(std::move(definition));
    }
    return definitions;
}

Result<ObjectType::Definition> BuiltinDictionary::parse(const QByteArray &json, const QString &fileName,
                                                        const QList<Field> &systemFields)
{
    DW_ASSIGN(const QJsonObject object, DictionaryReader::document(json, fileName));
    DW_ASSIGN(ObjectType::Definition definition, DictionaryReader::definition(object, fileName));
    QSet<QString> own;
    bool money = false;
    for (const Field &field : std::as_const(definition.fields)) {
        own.insert(field.key);
        money = money || field.valueType() == FieldType::Money;
    }
    for (const Field &field : systemFields) {
        const bool wanted = field.key != QLatin1String("currency") || money;
        if (wanted && !own.contains(field.key))
            definition.fields.append(field);
    }
    DW_TRY(checkDefinition(definition));
    return definition;
}

Result<Field> BuiltinDictionary::parseField(const QByteArray &json, const QString &origin,
                                            const QString &object)
{
    DW_ASSIGN(const QJsonObject parsed, DictionaryReader::document(json, origin));
    return DictionaryReader::field(parsed, origin, object);
}

Result<QList<Field>> BuiltinDictionary::parseSystemFields(const QByteArray &json, const QString &fileName)
{
    DW_ASSIGN(const QJsonObject object, DictionaryReader::document(json, fileName));
    DictionaryReader reader(object, fileName, QStringLiteral("system"));
    reader.text(QStringLiteral("$schema"));
    QList<Field> fields;
    QSet<QString> keys;
    for (const QJsonObject &item : reader.objects(QStringLiteral("fields"))) {
        DW_ASSIGN(Field field, DictionaryReader::field(item, fileName, QStringLiteral("system")));
        if (keys.contains(field.key))
            return dictionaryError("key_doubled", fileName, QStringLiteral("system.") + field.key, field.key);
        keys.insert(field.key);
        field.system = true;
        fields.append(std::move(field));
    }
    DW_TRY(reader.finish());
    return fields;
}

}  // namespace dw
