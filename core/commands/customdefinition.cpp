// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/customdefinition.h"

#include "core/records/valuejson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <utility>

namespace dw
{

namespace
{

Error contradiction(const Record &record, const QString &field, const QString &reason)
{
    return Error(ErrorCode::Invalid, QStringLiteral("rules.bad_configuration"),
                 {record.value(u"name").text(), field, reason});
}

QList<PicklistValue> picklist(const QString &json)
{
    QList<PicklistValue> values;
    const QJsonArray array = QJsonDocument::fromJson(json.toUtf8()).array();
    for (const QJsonValue &entry : array) {
        const QJsonObject object = entry.toObject();
        PicklistValue value;
        value.key = object.value(QLatin1String("key")).toString();
        value.label = {object.value(QLatin1String("label_en")).toString(), object.value(QLatin1String("label_zh")).toString()};
        value.retired = object.value(QLatin1String("retired")).toBool();
        values.append(value);
    }
    return values;
}

Uniqueness uniqueness(const QString &key)
{
    if (key == QLatin1String("hard"))
        return Uniqueness::Hard;
    if (key == QLatin1String("in_parent"))
        return Uniqueness::InParent;
    return key == QLatin1String("dup_check") ? Uniqueness::DuplicateCheck : Uniqueness::None;
}

Sensitivity sensitivity(const QString &key)
{
    if (key == QLatin1String("personal"))
        return Sensitivity::Personal;
    if (key == QLatin1String("commercial"))
        return Sensitivity::Commercial;
    return key == QLatin1String("secret") ? Sensitivity::Secret : Sensitivity::None;
}

Result<CustomField> readField(const Record &record)
{
    CustomField custom;
    custom.object = record.value(u"object_name").text();
    custom.live = record.value(u"status").text() == QLatin1String("live");
    Field &field = custom.field;
    field.custom = true;
    field.key = record.value(u"name").text();
    field.label = {record.value(u"label_en").text(), record.value(u"label_zh").text()};
    const auto type = fieldTypeFromKey(record.value(u"type").text());
    if (!type)
        return contradiction(record, QStringLiteral("type"), record.value(u"type").text());
    field.type = *type;
    field.resultType = *type;
    field.length = int(record.value(u"length").integer());
    field.unit = record.value(u"unit").text();
    const QString required = record.value(u"required").text();
    if (required == QLatin1String("always"))
        field.required = {Requirement::Kind::Always, {}};
    else if (required == QLatin1String("by_condition"))
        field.required = {Requirement::Kind::When, record.value(u"required_when").text()};
    field.unique = uniqueness(record.value(u"unique").text());
    field.sensitivity = sensitivity(record.value(u"sensitivity").text());
    field.validation = record.value(u"validation").text();
    field.indexed = record.value(u"indexed").boolean();
    field.searchable = field.indexed && field.type == FieldType::Text;
    const QJsonObject options = QJsonDocument::fromJson(record.value(u"options").text().toUtf8()).object();
    field.values = picklist(record.value(u"options").text());
    field.target = options.value(QLatin1String("to")).toString();
    field.scale = options.value(QLatin1String("scale")).toInt(field.type == FieldType::Decimal ? 2 : 0);
    field.formula = record.value(u"formula").text();
    if (field.type == FieldType::Formula || field.type == FieldType::RollUp) {
        const auto result = fieldTypeFromKey(options.value(QLatin1String("result")).toString());
        field.resultType = result.value_or(FieldType::Text);
        field.storedFormula = true;
    }
    if (const QString text = record.value(u"default_value").text(); !text.isEmpty()) {
        const auto value = valueFromJson(field, QJsonValue(text), Currency());
        if (!value.ok())
            return contradiction(record, QStringLiteral("default_value"), text);
        field.defaultValue = *value;
    }
    return custom;
}

CustomObject readObject(const Record &record)
{
    CustomObject custom;
    ObjectType::Definition &definition = custom.definition;
    definition.custom = true;
    definition.key = record.value(u"name").text();
    definition.label = {record.value(u"label_en").text(), record.value(u"label_zh").text()};
    definition.plural = definition.label;
    definition.icon = record.value(u"icon").text();
    definition.titleField = record.value(u"title_field").text();
    return custom;
}

}  // namespace

Result<CustomDefinitions> customDefinitions(const QList<Record> &objects, const QList<Record> &fields)
{
    CustomDefinitions definitions;
    for (const Record &record : objects)
        definitions.objects.append(readObject(record));
    for (const Record &record : fields) {
        DW_ASSIGN(CustomField field, readField(record));
        definitions.fields.append(std::move(field));
    }
    return definitions;
}

}  // namespace dw
