// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dictionary/customdefinition.h"

#include "core/base/jsonfile.h"
#include "core/dictionary/definitioncheck.h"
#include "core/dictionary/dictionaryreader.h"

#include <QJsonArray>

namespace dw
{

namespace
{

const QLatin1String Origin("custom");
const QLatin1String MainGroup("main");

// The JSON form of a literal of the formula language, as DictionaryReader wants it for the type.
QJsonValue literal(const QString &text, FieldType type)
{
    const QString trimmed = text.trimmed();
    switch (type) {
        case FieldType::Boolean:
            if (trimmed.compare(QLatin1String("TRUE"), Qt::CaseInsensitive) == 0)
                return true;
            return trimmed.compare(QLatin1String("FALSE"), Qt::CaseInsensitive) == 0 ? QJsonValue(false)
                                                                                     : QJsonValue(trimmed);
        case FieldType::Integer:
        case FieldType::Duration:
        case FieldType::Money:
        case FieldType::Percent: {
            bool number = false;
            const qint64 value = trimmed.toLongLong(&number);
            return number ? QJsonValue(value) : QJsonValue(trimmed);
        }
        default:
            break;
    }
    if (trimmed.size() < 2 || !trimmed.startsWith(QLatin1Char('"')) || !trimmed.endsWith(QLatin1Char('"')))
        return trimmed;
    return trimmed.mid(1, trimmed.size() - 2).replace(QLatin1String("\"\""), QLatin1String("\""));
}

MergeClass mergeOf(FieldType type)
{
    switch (type) {
        case FieldType::Formula:
        case FieldType::RollUp:
        case FieldType::AutoNumber:
            return MergeClass::Derived;
        case FieldType::MultiPicklist:
        case FieldType::ReferenceList:
        case FieldType::Tags:
        case FieldType::Attachments:
            return MergeClass::Set;
        case FieldType::LongText:
        case FieldType::RichText:
            return MergeClass::Text3;
        default:
            return MergeClass::ThreeWay;
    }
}

Result<QJsonArray> optionsOf(const QString &text, const QString &where)
{
    DW_ASSIGN(const QJsonDocument document, parseJson(text.toUtf8(), where));
    if (!document.isArray())
        return dictionaryError("property_type", Origin, where, QStringLiteral("options"));
    QJsonArray values;
    for (const QJsonValue &item : document.array()) {
        QJsonObject value = item.toObject();
        value.remove(QStringLiteral("colour"));
        values.append(value);
    }
    return values;
}

}  // namespace

Result<CustomField> customFieldOf(const DefinitionRow &row)
{
    CustomField custom;
    custom.object = row(u"object_name").text();
    custom.live = row(u"status").text() == QLatin1String("live");
    const QString where = custom.object + QLatin1Char('.') + row(u"name").text();

    // Written as the JSON of a dictionary file, so that one reader decides what a field may say.
    QJsonObject json;
    const auto put = [&](QLatin1String property, QStringView key) {
        const QString text = row(key).text();
        if (!text.isEmpty())
            json.insert(property, text);
    };
    put(QLatin1String("key"), u"name");
    for (const QLatin1String property :
         {QLatin1String("type"), QLatin1String("label_en"), QLatin1String("label_zh"), QLatin1String("unit"),
          QLatin1String("unique"), QLatin1String("validation"), QLatin1String("validation_en"),
          QLatin1String("validation_zh"), QLatin1String("formula")})
        put(property, QString(property));
    put(QLatin1String("sensitive"), u"sensitivity");
    put(QLatin1String("to"), u"target");
    const std::optional<FieldType> type = fieldTypeFromKey(row(u"type").text());
    if (type == FieldType::Formula || type == FieldType::RollUp)
        put(QLatin1String("result"), u"result_type");
    if (type == FieldType::AutoNumber)
        put(QLatin1String("numbers"), u"numbers");
    for (const QLatin1String property :
         {QLatin1String("length"), QLatin1String("precision"), QLatin1String("scale")}) {
        if (const Value value = row(QString(property)); !value.isNull())
            json.insert(property, value.integer());
    }
    for (const QLatin1String property : {QLatin1String("indexed"), QLatin1String("searchable")})
        json.insert(property, row(QString(property)).boolean());
    const QString required = row(u"required").text();
    if (required == QLatin1String("always"))
        json.insert(QLatin1String("required"), true);
    else if (required == QLatin1String("by_condition"))
        json.insert(QLatin1String("required"),
                    QJsonObject{{QStringLiteral("when"), row(u"required_when").text()}});
    if (const QString options = row(u"options").text(); !options.isEmpty()) {
        DW_ASSIGN(const QJsonArray values, optionsOf(options, where));
        json.insert(QLatin1String("values"), values);
    }
    if (const QString text = row(u"default_value").text(); !text.isEmpty() && type)
        json.insert(QLatin1String("default"), literal(text, *type));
    json.insert(QLatin1String("merge"), mergeClassKey(mergeOf(type.value_or(FieldType::Text))));
    json.insert(QLatin1String("group"), MainGroup);

    DW_ASSIGN(custom.field, DictionaryReader::field(json, Origin, custom.object));
    custom.field.custom = true;
    return custom;
}

Result<CustomObject> customObjectOf(const DefinitionRow &row)
{
    CustomObject custom;
    ObjectType::Definition &definition = custom.definition;
    definition.key = row(u"name").text();
    definition.origin = Origin;
    definition.custom = true;
    definition.label = {row(u"label_en").text(), row(u"label_zh").text()};
    definition.plural = definition.label;
    definition.icon = row(u"icon").text();
    definition.titleField = row(u"title_field").text();
    definition.group = QStringLiteral("custom");
    definition.groups = {{MainGroup, definition.label}};
    Field name;
    name.key = QStringLiteral("name");
    name.label = {QStringLiteral("Name"), QStringLiteral("名称")};
    name.required.kind = Requirement::Kind::Always;
    name.searchable = true;
    name.listed = true;
    name.listOrder = 1;
    name.indexed = true;
    name.custom = true;
    name.group = MainGroup;
    definition.fields = {name};
    if (!isDictionaryKey(definition.key))
        return dictionaryError("key_malformed", Origin, definition.key, definition.key);
    return custom;
}

}  // namespace dw
