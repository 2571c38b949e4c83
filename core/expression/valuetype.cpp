// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/valuetype.h"

namespace dw
{

ValueType ValueType::ofField(const Field &field, const ObjectType &object)
{
    switch (field.valueType()) {
        case FieldType::Integer:
        case FieldType::Duration:
            return of(Kind::Integer);
        case FieldType::Decimal:
            return decimal(field.scale);
        case FieldType::Money:
            return of(Kind::Money);
        case FieldType::Percent:
            return of(Kind::Percent);
        case FieldType::Boolean:
            return of(Kind::Boolean);
        case FieldType::Date:
            return of(Kind::Date);
        case FieldType::DateTime:
            return of(Kind::Instant);
        case FieldType::MultiPicklist:
        case FieldType::Tags:
            return of(Kind::Keys);
        case FieldType::Reference:
            return reference(field.target);
        case FieldType::AnyReference:
            return reference(QStringLiteral("*"));
        case FieldType::Uuid:
            return reference(field.key == QLatin1String("id") ? object.key() : QStringLiteral("*"));
        case FieldType::ReferenceList:
            return {Kind::Ids, 0, field.target};
        case FieldType::Attachments:
            return {Kind::Ids, 0, QStringLiteral("attachment")};
        default:
            return of(Kind::Text);
    }
}

QString ValueType::name() const
{
    switch (kind) {
        case Kind::Null:
            return QStringLiteral("null");
        case Kind::Text:
            return QStringLiteral("text");
        case Kind::Integer:
            return QStringLiteral("integer");
        case Kind::Decimal:
            return QStringLiteral("decimal(%1)").arg(scale);
        case Kind::Money:
            return QStringLiteral("money");
        case Kind::Percent:
            return QStringLiteral("percent");
        case Kind::Boolean:
            return QStringLiteral("boolean");
        case Kind::Date:
            return QStringLiteral("date");
        case Kind::Instant:
            return QStringLiteral("datetime");
        case Kind::Reference:
            return QStringLiteral("reference(%1)").arg(target);
        case Kind::Keys:
            return QStringLiteral("keys");
        case Kind::Ids:
            return QStringLiteral("references(%1)").arg(target);
    }
    return {};
}

}  // namespace dw
