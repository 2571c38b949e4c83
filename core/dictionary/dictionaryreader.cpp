// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dictionary/dictionaryreader.h"

#include "core/base/jsonfile.h"
#include "core/dictionary/definitioncheck.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace dw
{

namespace
{

// A dictionary file is tens of kilobytes; beyond this it is something else.
constexpr qint64 MaxBytes = 4 * 1024 * 1024;

std::optional<qint64> integerOf(const QJsonValue &json)
{
    if (!json.isDouble())
        return std::nullopt;
    // A number that is not exactly an integer comes back as the default given, whichever it is.
    const qint64 number = json.toInteger(0);
    if (number == 0 && json.toInteger(1) != 0)
        return std::nullopt;
    return number;
}

std::optional<Value> defaultOf(const QJsonValue &json, const Field &field)
{
    switch (field.type) {
        case FieldType::Boolean:
            return json.isBool() ? std::optional(Value::boolean(json.toBool())) : std::nullopt;
        case FieldType::Integer:
        case FieldType::Duration:
        case FieldType::Money:
        case FieldType::Percent: {
            const std::optional<qint64> number = integerOf(json);
            if (!number)
                return std::nullopt;
            if (field.type == FieldType::Money)
                return Value(Money{*number, {}});
            return field.type == FieldType::Percent ? Value(Percent{*number}) : Value(*number);
        }
        case FieldType::Decimal: {
            const std::optional<Decimal> decimal = Decimal::fromString(json.toString());
            const std::optional<Decimal> scaled = decimal ? decimal->rescaled(field.scale) : std::nullopt;
            return scaled && *scaled == *decimal ? std::optional(Value(*scaled)) : std::nullopt;
        }
        case FieldType::Date: {
            const std::optional<Date> date = Date::fromIso(json.toString());
            return date ? std::optional(Value(*date)) : std::nullopt;
        }
        case FieldType::DateTime: {
            const std::optional<Instant> instant = Instant::fromIso(json.toString(), QTimeZone::utc());
            return instant ? std::optional(Value(*instant)) : std::nullopt;
        }
        case FieldType::MultiPicklist:
        case FieldType::Tags: {
            QStringList keys;
            for (const QJsonValue &key : json.toArray()) {
                if (!key.isString() || key.toString().isEmpty())
                    return std::nullopt;
                keys.append(key.toString());
            }
            return keys.isEmpty() ? std::nullopt : std::optional(Value(keys));
        }
        default:
            return json.toString().isEmpty() ? std::nullopt : std::optional(Value(json.toString()));
    }
}

Requirement requirementOf(const QJsonValue &json, DictionaryReader *reader)
{
    using Kind = Requirement::Kind;
    if (json.isUndefined())
        return {};
    if (json.isBool())
        return {json.toBool() ? Kind::Always : Kind::Never, {}};
    const QJsonObject object = json.toObject();
    if (object.size() != 1) {
        reader->fail("property_type", QStringLiteral("required"));
        return {};
    }
    const QString name = object.begin().key();
    const QJsonValue argument = object.begin().value();
    if (name == QLatin1String("system") && argument.isBool() && argument.toBool())
        return {Kind::System, {}};
    if (name == QLatin1String("gate") && argument.isArray()) {
        QStringList stages;
        for (const QJsonValue &stage : argument.toArray())
            stages.append(stage.toString());
        return {Kind::Gate, stages.join(QLatin1Char(','))};
    }
    const bool text = argument.isString();
    if (text && name == QLatin1String("when"))
        return {Kind::When, argument.toString()};
    if (text && name == QLatin1String("gate"))
        return {Kind::Gate, argument.toString()};
    if (text && name == QLatin1String("status"))
        return {Kind::Status, argument.toString()};
    reader->fail("property_type", QStringLiteral("required"));
    return {};
}

template <typename Enum>
Enum choice(DictionaryReader *reader, const QString &property, std::optional<Enum> (*fromKey)(QStringView),
            Enum otherwise)
{
    const QString key = reader->text(property);
    if (key.isEmpty())
        return otherwise;
    const std::optional<Enum> value = fromKey(key);
    if (!value)
        reader->fail("word_unknown", key);
    return value.value_or(otherwise);
}

}  // namespace

DictionaryReader::DictionaryReader(const QJsonObject &object, QString origin, QString where)
    : m_object(object), m_origin(std::move(origin)), m_where(std::move(where))
{}

QJsonValue DictionaryReader::take(const QString &property)
{
    m_taken.insert(property);
    return m_object.value(property);
}

void DictionaryReader::fail(const char *reason, const QString &value)
{
    if (!m_error)
        m_error = dictionaryError(reason, m_origin, m_where, value);
}

QString DictionaryReader::text(const QString &property, const QString &otherwise)
{
    const QJsonValue value = take(property);
    if (value.isUndefined())
        return otherwise;
    if (!value.isString() || value.toString().isEmpty())
        fail("property_type", property);
    return value.toString(otherwise);
}

QString DictionaryReader::requiredText(const QString &property)
{
    if (!m_object.contains(property))
        fail("property_missing", property);
    return text(property);
}

bool DictionaryReader::flag(const QString &property, bool otherwise)
{
    const QJsonValue value = take(property);
    if (value.isUndefined())
        return otherwise;
    if (!value.isBool())
        fail("property_type", property);
    return value.toBool(otherwise);
}

std::optional<qint64> DictionaryReader::number(const QString &property)
{
    const QJsonValue value = take(property);
    if (value.isUndefined())
        return std::nullopt;
    const std::optional<qint64> number = integerOf(value);
    if (!number)
        fail("property_type", property);
    return number;
}

int DictionaryReader::smallNumber(const QString &property, int otherwise)
{
    const std::optional<qint64> value = number(property);
    if (!value)
        return otherwise;
    if (*value < 0 || *value > 100000) {
        fail("out_of_range", property);
        return otherwise;
    }
    return int(*value);
}

LocalText DictionaryReader::localText(const QString &property)
{
    return {text(property + QLatin1String("_en")), text(property + QLatin1String("_zh"))};
}

QList<QJsonObject> DictionaryReader::objects(const QString &property)
{
    const QJsonValue value = take(property);
    QList<QJsonObject> found;
    if (value.isUndefined())
        return found;
    if (!value.isArray())
        fail("property_type", property);
    for (const QJsonValue &item : value.toArray()) {
        if (!item.isObject())
            fail("property_type", property);
        found.append(item.toObject());
    }
    return found;
}

QJsonValue DictionaryReader::any(const QString &property)
{
    const QJsonValue value = take(property);
    return m_object.contains(property) ? value : QJsonValue(QJsonValue::Undefined);
}

Result<void> DictionaryReader::finish()
{
    if (!m_error) {
        for (auto it = m_object.constBegin(); it != m_object.constEnd(); ++it) {
            if (!m_taken.contains(it.key())) {
                fail("property_unknown", it.key());
                break;
            }
        }
    }
    return m_error ? Result<void>(*m_error) : Result<void>();
}

Result<QJsonObject> DictionaryReader::document(const QByteArray &json, const QString &origin)
{
    JsonLimits limits;
    limits.maxBytes = MaxBytes;
    DW_ASSIGN(const QJsonDocument document, parseJson(json, origin, limits));
    if (!document.isObject())
        return dictionaryError("not_an_object", origin, origin);
    return document.object();
}

Result<Field> DictionaryReader::field(const QJsonObject &object, const QString &origin, const QString &owner)
{
    const QString named = object.value(QStringLiteral("key")).toString();
    DictionaryReader reader(object, origin, owner + QLatin1Char('.') + named);
    Field field;
    field.key = reader.requiredText(QStringLiteral("key"));
    const QString typeKey = reader.requiredText(QStringLiteral("type"));
    const std::optional<FieldType> type = fieldTypeFromKey(typeKey);
    if (!type || *type == FieldType::AnyReference)
        reader.fail("type_unknown", typeKey);
    field.type = type.value_or(FieldType::Text);
    field.target = reader.text(QStringLiteral("to"));
    if (field.type == FieldType::Reference && field.target == QLatin1String("*"))
        field.type = FieldType::AnyReference;
    field.resultType = field.type;
    if (field.isFormula())
        field.resultType = choice(&reader, QStringLiteral("result"), &fieldTypeFromKey, FieldType::Formula);
    field.label = reader.localText(QStringLiteral("label"));
    field.help = reader.localText(QStringLiteral("help"));
    field.required = requirementOf(reader.any(QStringLiteral("required")), &reader);
    field.unique = choice(&reader, QStringLiteral("unique"), &uniquenessFromKey, Uniqueness::None);
    field.sensitivity = choice(&reader, QStringLiteral("sensitive"), &sensitivityFromKey, Sensitivity::None);
    field.merge = choice(&reader, QStringLiteral("merge"), &mergeClassFromKey, MergeClass::ThreeWay);
    field.searchable = reader.flag(QStringLiteral("searchable"), false);
    field.audited = reader.flag(QStringLiteral("audited"), true);
    field.listOrder = reader.smallNumber(QStringLiteral("list_order"), 0);
    field.listed = reader.flag(QStringLiteral("listed"), false);
    field.indexed = reader.flag(QStringLiteral("indexed"), false);
    field.length = reader.smallNumber(QStringLiteral("length"), 0);
    field.precision = reader.smallNumber(QStringLiteral("precision"), 18);
    field.scale = reader.smallNumber(QStringLiteral("scale"), 0);
    field.unit = reader.text(QStringLiteral("unit"));
    field.openValues = reader.flag(QStringLiteral("open"), false);
    field.minimum = reader.number(QStringLiteral("min"));
    field.maximum = reader.number(QStringLiteral("max"));
    field.formula = reader.text(QStringLiteral("formula"));
    field.computed = choice(&reader, QStringLiteral("computed"), &computationFromKey, Computation::None);
    field.computedFrom = reader.text(QStringLiteral("computed_from"));
    field.numbers = choice(&reader, QStringLiteral("numbers"), &numberModeFromKey, NumberMode::Server);
    field.validation = reader.text(QStringLiteral("validation"));
    field.validationText = reader.localText(QStringLiteral("validation"));
    field.group = reader.text(QStringLiteral("group"));
    reader.text(QStringLiteral("note"));

    for (const QJsonObject &item : reader.objects(QStringLiteral("values"))) {
        DictionaryReader one(item, origin, owner + QLatin1Char('.') + named);
        PicklistValue value;
        value.key = one.requiredText(QStringLiteral("key"));
        value.code = one.text(QStringLiteral("code"));
        value.label = one.localText(QStringLiteral("label"));
        value.retired = one.flag(QStringLiteral("retired"), false);
        DW_TRY(one.finish());
        field.values.append(value);
    }
    const QJsonValue defaultValue = reader.any(QStringLiteral("default"));
    if (!defaultValue.isUndefined()) {
        const std::optional<Value> value = defaultOf(defaultValue, field);
        if (!value)
            reader.fail(
                "default_type",
                QString::fromUtf8(QJsonDocument(QJsonArray{defaultValue}).toJson(QJsonDocument::Compact)));
        field.defaultValue = value.value_or(Value());
    }
    DW_TRY(reader.finish());
    return field;
}

Result<ObjectType::Definition> DictionaryReader::definition(const QJsonObject &object, const QString &origin)
{
    const QString named = object.value(QStringLiteral("key")).toString();
    DictionaryReader reader(object, origin, named);
    ObjectType::Definition definition;
    definition.origin = origin;
    reader.text(QStringLiteral("$schema"));
    definition.key = reader.requiredText(QStringLiteral("key"));
    definition.label = reader.localText(QStringLiteral("label"));
    definition.plural = reader.localText(QStringLiteral("plural"));
    definition.titleField = reader.requiredText(QStringLiteral("title_field"));
    definition.group = reader.text(QStringLiteral("group"));
    definition.icon = reader.text(QStringLiteral("icon"));
    definition.note = reader.text(QStringLiteral("note"));
    const auto part = [&](const QJsonObject &item, auto read) -> Result<void> {
        DictionaryReader one(item, origin, named);
        read(&one);
        return one.finish();
    };
    for (const QJsonObject &item : reader.objects(QStringLiteral("groups"))) {
        DW_TRY(part(item, [&](DictionaryReader *one) {
            const QString key = one->requiredText(QStringLiteral("key"));
            definition.groups.append({key, one->localText(QStringLiteral("label"))});
        }));
    }
    for (const QJsonObject &item : reader.objects(QStringLiteral("collections"))) {
        DW_TRY(part(item, [&](DictionaryReader *one) {
            Collection collection;
            collection.name = one->requiredText(QStringLiteral("name"));
            collection.object = one->requiredText(QStringLiteral("object"));
            collection.by = one->requiredText(QStringLiteral("by"));
            collection.label = one->localText(QStringLiteral("label"));
            definition.collections.append(collection);
        }));
    }
    for (const QJsonObject &item : reader.objects(QStringLiteral("fields"))) {
        DW_ASSIGN(Field field, DictionaryReader::field(item, origin, named));
        definition.fields.append(std::move(field));
    }
    DW_TRY(reader.finish());
    return definition;
}

}  // namespace dw
