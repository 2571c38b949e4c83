// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/configurationloader.h"

#include "core/commands/allrecords.h"
#include "core/dictionary/builtindictionary.h"
#include "core/dictionary/customdefinition.h"
#include "core/dictionary/mergecustom.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>
#include <utility>

namespace dw
{

namespace
{

Result<QList<Record>> all(const ReadSession &session, const Dictionary &dictionary, const QString &object)
{
    return allRecords(session, dictionary.pointer(object));
}

QString nameOf(const Record &definition)
{
    return definition.value(u"object_name").text() + QLatin1Char('.') + definition.value(u"name").text();
}

// Whether an expression has the key of one of these fields, of whatever object, among its words.
bool readsAny(const QString &expression, const QStringList &fields)
{
    static const QRegularExpression boundary(QStringLiteral("[^a-z0-9_]+"));
    if (expression.isEmpty() || fields.isEmpty())
        return false;
    const QStringList words = expression.split(boundary, Qt::SkipEmptyParts);
    return std::any_of(fields.begin(), fields.end(), [&](const QString &field) {
        return words.contains(field.section(QLatin1Char('.'), 1));
    });
}

// Of a newer program than this one: a type, or another choice of a definition, that it does not know. What is
// worked out from such a field cannot be worked out here either.
QStringList unknownFields(const QList<Record> &definitions)
{
    QStringList unknown;
    for (const Record &definition : definitions) {
        const QList<Field> &fields = definition.type().fields();
        for (int i = 0; i < fields.size(); ++i) {
            const Value &value = definition.value(i);
            if (fields[i].type == FieldType::Picklist && !value.isNull() &&
                !fields[i].picklistValue(value.text()))
                unknown.append(nameOf(definition));
        }
    }
    for (bool grown = !unknown.isEmpty(); grown;) {
        grown = false;
        for (const Record &definition : definitions) {
            if (unknown.contains(nameOf(definition)) ||
                !readsAny(definition.value(u"formula").text(), unknown))
                continue;
            unknown.append(nameOf(definition));
            grown = true;
        }
    }
    return unknown;
}

Result<QList<ObjectType::Definition>> withCustom(QList<ObjectType::Definition> builtin,
                                                 const QList<Record> &objects, const QList<Record> &fields,
                                                 const Dictionary *previous)
{
    QList<CustomObject> customObjects;
    QList<CustomField> customFields;
    for (const Record &record : objects) {
        DW_ASSIGN(CustomObject object, customObjectOf([&](QStringView key) { return record.value(key); }));
        customObjects.append(std::move(object));
    }
    const QStringList unknown = unknownFields(fields);
    for (const Record &record : fields) {
        if (unknown.contains(nameOf(record))) {
            // Its name stays taken.
            CustomField opaque;
            opaque.object = record.value(u"object_name").text();
            opaque.field.key = record.value(u"name").text();
            customFields.append(opaque);
            continue;
        }
        DW_ASSIGN(CustomField field, customFieldOf([&](QStringView key) { return record.value(key); }));
        if (readsAny(record.value(u"validation").text(), unknown))
            field.field.validation.clear();
        if (readsAny(record.value(u"required_when").text(), unknown))
            field.field.required = {};
        customFields.append(std::move(field));
    }
    QList<CustomField> published;
    for (const ObjectTypePtr &object : previous ? previous->objects() : QList<ObjectTypePtr>()) {
        for (const Field &field : object->fields()) {
            if (field.custom)
                published.append({object->key(), field, true});
        }
    }
    return mergeCustom(std::move(builtin), customObjects, customFields, published);
}

BusinessDays businessDays(const QList<Record> &calendars)
{
    BusinessDays days;
    if (calendars.isEmpty())
        return days;
    const QByteArray json = calendars.first().value(u"holidays").text().toUtf8();
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    const auto fill = [&](const char *name, QSet<qint32> &set) {
        const QJsonArray dates = object.value(QLatin1String(name)).toArray();
        for (const QJsonValue &entry : dates) {
            if (const auto date = Date::fromIso(entry.toString()))
                set.insert(date->days);
        }
    };
    fill("off", days.holidays);
    fill("work", days.workDays);
    return days;
}

}  // namespace

bool isConfigurationObject(const QString &object)
{
    static const QStringList objects{QStringLiteral("object_definition"), QStringLiteral("field_definition"),
                                     QStringLiteral("pipeline"), QStringLiteral("stage_definition"),
                                     QStringLiteral("business_calendar")};
    return objects.contains(object);
}

Result<ConfigurationPtr> loadConfiguration(const ReadSession &session, const WorkspaceInfo &info,
                                           std::shared_ptr<const Policy> policy, int version,
                                           const Dictionary *previous)
{
    DW_ASSIGN(QList<ObjectType::Definition> definitions, BuiltinDictionary::definitions());
    DW_ASSIGN(const DictionaryPtr shipped, Dictionary::build(definitions));
    DW_ASSIGN(const QList<Record> objects, all(session, *shipped, QStringLiteral("object_definition")));
    DW_ASSIGN(const QList<Record> fields, all(session, *shipped, QStringLiteral("field_definition")));

    auto configuration = std::make_shared<Configuration>();
    if (objects.isEmpty() && fields.isEmpty()) {
        configuration->dictionary = shipped;
    } else {
        DW_ASSIGN(QList<ObjectType::Definition> merged,
                  withCustom(std::move(definitions), objects, fields, previous));
        DW_ASSIGN(configuration->dictionary, Dictionary::build(std::move(merged)));
    }
    const Dictionary &dictionary = *configuration->dictionary;
    DW_ASSIGN(const QList<Record> calendars, all(session, dictionary, QStringLiteral("business_calendar")));
    DW_ASSIGN(const QList<Record> pipelines, all(session, dictionary, QStringLiteral("pipeline")));
    DW_ASSIGN(const QList<Record> stages, all(session, dictionary, QStringLiteral("stage_definition")));

    const auto zone = BusinessZone::named(info.zoneName);
    if (!zone)
        return Error(ErrorCode::Invalid, QStringLiteral("store.unknown_zone"),
                     {QString::fromLatin1(info.zoneName)});
    configuration->settings = {*zone, info.currency, info.fiscalStartMonth, businessDays(calendars)};
    DW_ASSIGN(configuration->rulebook,
              Rulebook::compile(configuration->dictionary, configuration->settings, pipelines, stages));
    configuration->policy = std::move(policy);
    configuration->version = version;
    return ConfigurationPtr(std::move(configuration));
}

}  // namespace dw
