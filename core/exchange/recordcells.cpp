// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/recordcells.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <utility>

namespace dw
{

namespace
{

QString separator(Language language)
{
    return language == Language::Chinese ? QStringLiteral("；") : QStringLiteral("; ");
}

QString labelOf(const QString &key, const Field *field, Language language)
{
    const PicklistValue *value = field ? field->picklistValue(key) : nullptr;
    return value ? value->label.in(language) : key;
}

// Large places first in Chinese, small ones first in English.
QString addressText(const QString &json, Language language)
{
    const QJsonObject parts = QJsonDocument::fromJson(json.toUtf8()).object();
    if (parts.isEmpty())
        return json;
    QStringList order{QStringLiteral("country"),  QStringLiteral("province"), QStringLiteral("city"),
                      QStringLiteral("district"), QStringLiteral("street"),   QStringLiteral("postcode")};
    if (language == Language::English)
        order = {QStringLiteral("street"),   QStringLiteral("district"), QStringLiteral("city"),
                 QStringLiteral("province"), QStringLiteral("postcode"), QStringLiteral("country")};
    QStringList texts;
    for (const QString &part : std::as_const(order)) {
        if (const QString text = parts.value(part).toString(); !text.isEmpty())
            texts.append(text);
    }
    return texts.join(language == Language::Chinese ? QStringLiteral(" ") : QStringLiteral(", "));
}

Cell localTime(Instant instant, const BusinessZone &zone)
{
    const Date day = zone.dateOf(instant);
    // On a day of 24 hours the clock shows what has passed of it; only the others need the zone's rules.
    constexpr qint64 msPerDay = 86'400'000;
    const Instant start = zone.startOf(day);
    const qint64 passed = instant.ms - start.ms;
    if (zone.startOf(Date{day.days + 1}).ms - start.ms == msPerDay && passed >= 0 && passed < msPerDay)
        return Cell::ofDateTime(day, qint32(passed));
    return Cell::ofDateTime(day, qint32(instant.toQDateTime(zone.zone()).time().msecsSinceStartOfDay()));
}

}  // namespace

RecordCells::RecordCells(ObjectTypePtr object, QList<int> fields, Language language, BusinessZone zone)
    : m_object(std::move(object)), m_fields(std::move(fields)), m_language(language), m_zone(std::move(zone))
{}

Cell::Kind RecordCells::kindOf(const Field &field)
{
    switch (field.valueType()) {
        case FieldType::Integer:
        case FieldType::Decimal:
        case FieldType::Duration:
            return Cell::Kind::Number;
        case FieldType::Money:
            return Cell::Kind::Money;
        case FieldType::Percent:
            return Cell::Kind::Percent;
        case FieldType::Boolean:
            return Cell::Kind::Boolean;
        case FieldType::Date:
            return Cell::Kind::Date;
        case FieldType::DateTime:
            return Cell::Kind::DateTime;
        default:
            return Cell::Kind::Text;
    }
}

QList<TableColumn> RecordCells::columns() const
{
    QList<TableColumn> columns;
    for (const int index : m_fields) {
        const Field &field = m_object->field(index);
        TableColumn column;
        column.title = field.label.in(m_language);
        column.kind = kindOf(field);
        if (field.valueType() == FieldType::Decimal)
            column.decimals = field.scale;
        else if (field.valueType() == FieldType::Percent)
            column.decimals = 2;
        else if (field.valueType() == FieldType::Integer)
            column.decimals = 0;
        columns.append(column);
    }
    return columns;
}

Cell RecordCells::cellOf(const Value &value, const Field *field, Language language, const BusinessZone &zone,
                         const QHash<RecordRef, QString> &titles)
{
    switch (value.kind()) {
        case Value::Kind::Null:
            return {};
        case Value::Kind::Text:
            if (field && field->valueType() == FieldType::Picklist)
                return Cell::ofText(labelOf(value.text(), field, language));
            if (field && field->type == FieldType::Address)
                return Cell::ofText(addressText(value.text(), language));
            return Cell::ofText(value.text());
        case Value::Kind::Integer:
            return Cell::ofNumber(QString::number(value.integer()));
        case Value::Kind::Decimal:
            return Cell::ofNumber(value.decimal().toString());
        case Value::Kind::Money:
            return Cell::ofMoney(value.money().toString(), value.money().currency.code());
        case Value::Kind::Percent:
            return Cell::ofPercent(Decimal(value.percent().basisPoints, 2).toString());
        case Value::Kind::Boolean:
            return Cell::ofBoolean(value.boolean());
        case Value::Kind::Date:
            return Cell::ofDate(value.date());
        case Value::Kind::Instant:
            return localTime(value.instant(), zone);
        case Value::Kind::Id:
            return Cell::ofText(field && field->type != FieldType::Uuid
                                    ? titles.value({field->target, value.id()})
                                    : value.id().toString());
        case Value::Kind::RecordRef:
            return Cell::ofText(titles.value(value.recordRef()));
        case Value::Kind::Keys: {
            QStringList labels;
            for (const QString &key : value.keys())
                labels.append(labelOf(key, field, language));
            return Cell::ofText(labels.join(separator(language)));
        }
        case Value::Kind::Ids: {
            QStringList names;
            for (const Id &id : value.ids())
                names.append(titles.value({field ? field->target : QString(), id}));
            return Cell::ofText(names.join(separator(language)));
        }
    }
    Q_UNREACHABLE();
}

Row RecordCells::row(const Record &record, const QHash<RecordRef, QString> &titles) const
{
    Row row;
    row.reserve(m_fields.size());
    for (const int index : m_fields)
        row.append(cellOf(record.value(index), &m_object->field(index), m_language, m_zone, titles));
    return row;
}

void RecordCells::collectReferences(const Record &record, QList<RecordRef> &refs) const
{
    for (const int index : m_fields) {
        const Value &value = record.value(index);
        const Field &field = m_object->field(index);
        if (value.kind() == Value::Kind::Id && field.type == FieldType::Reference)
            refs.append({field.target, value.id()});
        else if (value.kind() == Value::Kind::RecordRef)
            refs.append(value.recordRef());
        else if (value.kind() == Value::Kind::Ids)
            for (const Id &id : value.ids())
                refs.append({field.target, id});
    }
}

}  // namespace dw
