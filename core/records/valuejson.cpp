// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/valuejson.h"

#include "core/records/record.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <cmath>
#include <optional>

namespace dw
{

namespace
{

std::optional<qint64> wholeNumber(const QJsonValue &json)
{
    if (json.isString()) {
        bool ok = false;
        const qint64 number = json.toString().toLongLong(&ok);
        return ok ? std::optional(number) : std::nullopt;
    }
    // Beyond 2^53 a JSON number is not exact; such values travel as text.
    const double number = json.toDouble(0.5);
    if (!json.isDouble() || number != std::floor(number) || std::abs(number) > 9007199254740992.0)
        return std::nullopt;
    return qint64(number);
}

QString plainText(const QJsonValue &json)
{
    if (json.isObject())
        return QString::fromUtf8(QJsonDocument(json.toObject()).toJson(QJsonDocument::Compact));
    if (json.isArray())
        return QString::fromUtf8(QJsonDocument(json.toArray()).toJson(QJsonDocument::Compact));
    return json.toVariant().toString();
}

std::optional<Value> money(const QJsonValue &json, Currency currency)
{
    if (json.isObject()) {
        const QJsonObject object = json.toObject();
        const auto minor = wholeNumber(object.value(QLatin1String("minor")));
        const auto stated = Currency::fromCode(object.value(QLatin1String("currency")).toString());
        if (!minor || !stated)
            return std::nullopt;
        return Value(Money{*minor, *stated});
    }
    if (const auto whole = json.isDouble() ? wholeNumber(json) : std::nullopt) {
        const auto amount = Money::fromString(QString::number(*whole), currency);
        return amount ? std::optional(Value(*amount)) : std::nullopt;
    }
    const auto amount = Money::fromString(json.toString().trimmed(), currency);
    return amount ? std::optional(Value(*amount)) : std::nullopt;
}

std::optional<Value> percent(const QJsonValue &json)
{
    const QString text = json.toString().trimmed();
    if (json.isString() && text.endsWith(QLatin1Char('%'))) {
        const auto number = Decimal::fromString(QStringView(text).chopped(1).trimmed());
        const auto scaled = number ? number->rescaled(2) : std::nullopt;
        return scaled ? std::optional(Value(Percent{scaled->unscaled()})) : std::nullopt;
    }
    const auto points = wholeNumber(json);
    return points ? std::optional(Value(Percent{*points})) : std::nullopt;
}

std::optional<Value> idValue(const QJsonValue &json)
{
    const QJsonValue text = json.isObject() ? json.toObject().value(QLatin1String("id")) : json;
    const auto id = Id::fromString(text.toString());
    return id ? std::optional(Value(*id)) : std::nullopt;
}

std::optional<Value> list(const Field &field, const QJsonValue &json)
{
    const QJsonArray array = json.isArray() ? json.toArray() : QJsonArray{json};
    QStringList keys;
    QList<Id> ids;
    for (const QJsonValue &entry : array) {
        if (field.type == FieldType::ReferenceList) {
            const auto id = idValue(entry);
            if (!id)
                return std::nullopt;
            ids.append(id->id());
        } else if (entry.isString()) {
            keys.append(entry.toString());
        } else {
            return std::nullopt;
        }
    }
    return field.type == FieldType::ReferenceList ? Value(ids) : Value(keys);
}

std::optional<Value> convert(const Field &field, FieldType type, const QJsonValue &json, Currency currency)
{
    switch (type) {
        case FieldType::Integer:
        case FieldType::Duration: {
            const auto number = wholeNumber(json);
            return number ? std::optional(Value(*number)) : std::nullopt;
        }
        case FieldType::Decimal: {
            const auto whole = json.isDouble() ? wholeNumber(json) : std::nullopt;
            const auto number = Decimal::fromString(whole ? QString::number(*whole) : json.toString());
            const auto scaled = number ? number->rescaled(field.scale) : std::nullopt;
            return scaled ? std::optional(Value(*scaled)) : std::nullopt;
        }
        case FieldType::Money:
            return money(json, currency);
        case FieldType::Percent:
            return percent(json);
        case FieldType::Boolean:
            return json.isBool() ? std::optional(Value::boolean(json.toBool())) : std::nullopt;
        case FieldType::Date: {
            const auto date = Date::fromIso(json.toString());
            return date ? std::optional(Value(*date)) : std::nullopt;
        }
        case FieldType::DateTime: {
            const auto instant = Instant::fromIso(json.toString(), QTimeZone::utc());
            return instant ? std::optional(Value(*instant)) : std::nullopt;
        }
        case FieldType::Reference:
        case FieldType::Uuid:
            return idValue(json);
        case FieldType::AnyReference: {
            const auto id = idValue(json);
            const QString object = json.toObject().value(QLatin1String("object")).toString();
            if (!id || object.isEmpty())
                return std::nullopt;
            return Value(RecordRef{object, id->id()});
        }
        case FieldType::ReferenceList:
        case FieldType::MultiPicklist:
        case FieldType::Attachments:
        case FieldType::Tags:
            return list(field, json);
        default:
            return Value(plainText(json));
    }
}

}  // namespace

Result<Value> valueFromJson(const Field &field, const QJsonValue &json, Currency currency)
{
    if (json.isNull() || json.isUndefined() || (json.isString() && json.toString().isEmpty()))
        return Value();
    const bool computed = field.type == FieldType::Formula || field.type == FieldType::RollUp;
    if (const auto value = convert(field, computed ? field.resultType : field.type, json, currency))
        return *value;
    return Error(ErrorCode::Invalid, QStringLiteral("value.wrong_type"), {field.key, plainText(json)});
}

QJsonObject recordToJson(const Record &record)
{
    QJsonObject object;
    for (int i = 0; i < record.type().fieldCount(); ++i) {
        if (!record.value(i).isNull())
            object.insert(record.type().field(i).key, record.value(i).toJson());
    }
    return object;
}

}  // namespace dw
