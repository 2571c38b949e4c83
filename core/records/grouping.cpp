// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/grouping.h"

#include "core/expression/calendar.h"

#include <array>

namespace dw
{

namespace
{

struct Part
{
    Grouping::By by;
    QLatin1String function;
};

constexpr std::array<Part, 3> Parts{Part{Grouping::By::Month, QLatin1String("YEARMONTH")},
                                    Part{Grouping::By::Quarter, QLatin1String("YEARQUARTER")},
                                    Part{Grouping::By::Year, QLatin1String("YEAR")}};

}  // namespace

QList<Grouping::By> Grouping::waysOf(const Field &field)
{
    if (!field.isStored())
        return {};
    switch (field.valueType()) {
        case FieldType::Picklist:
        case FieldType::Boolean:
        case FieldType::Reference:
            return {By::Value};
        case FieldType::Date:
        case FieldType::DateTime:
            return {By::Month, By::Quarter, By::Year};
        default:
            return {};
    }
}

std::optional<Grouping> Grouping::fromText(const QString &text)
{
    const QString plain = text.trimmed();
    const qsizetype bracket = plain.indexOf(QLatin1Char('('));
    if (bracket < 0)
        return plain.isEmpty() ? std::nullopt : std::optional(Grouping{plain, By::Value});
    if (!plain.endsWith(QLatin1Char(')')))
        return std::nullopt;
    const QString field = plain.mid(bracket + 1).chopped(1).trimmed();
    for (const Part &part : Parts) {
        if (plain.left(bracket).trimmed().compare(part.function, Qt::CaseInsensitive) == 0 &&
            !field.isEmpty())
            return Grouping{field, part.by};
    }
    return std::nullopt;
}

QString Grouping::text() const
{
    for (const Part &part : Parts) {
        if (part.by == by)
            return QStringLiteral("%1(%2)").arg(part.function, field);
    }
    return field;
}

Result<int> Grouping::check(const ObjectType &object) const
{
    const int index = object.indexOf(field);
    if (index < 0 || !waysOf(object.field(index)).contains(by))
        return Error(ErrorCode::Invalid, QStringLiteral("reading.group_by"), {text(), object.key()});
    return index;
}

QString Grouping::keyOf(const Value &value, const EvaluationContext &context) const
{
    switch (value.kind()) {
        case Value::Kind::Text:
            return value.text();
        case Value::Kind::Id:
            return value.id().toString();
        case Value::Kind::Boolean:
            return value.boolean() ? QStringLiteral("true") : QStringLiteral("false");
        case Value::Kind::Integer:
            return QString::number(value.integer());
        case Value::Kind::Date:
        case Value::Kind::Instant:
            break;
        default:
            return {};
    }
    const Date date = value.kind() == Value::Kind::Date ? value.date() : context.zone.dateOf(value.instant());
    if (by == By::Quarter)
        return Calendar::yearQuarter(date, context.fiscalStartMonth);
    return by == By::Year ? QString::number(date.toQDate().year()) : Calendar::yearMonth(date);
}

}  // namespace dw
