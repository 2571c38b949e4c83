// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/records/conditiontext.h"

namespace dw::ui
{

using Operator = SimpleCondition::Operator;

namespace
{

struct PeriodName
{
    const char *key;
    const char *label;
};

constexpr PeriodName Periods[] = {
    {"TODAY", QT_TRANSLATE_NOOP("dw::ui::ConditionText", "today")},
    {"THIS_WEEK", QT_TRANSLATE_NOOP("dw::ui::ConditionText", "this week")},
    {"NEXT_WEEK", QT_TRANSLATE_NOOP("dw::ui::ConditionText", "next week")},
    {"LAST_WEEK", QT_TRANSLATE_NOOP("dw::ui::ConditionText", "last week")},
    {"THIS_MONTH", QT_TRANSLATE_NOOP("dw::ui::ConditionText", "this month")},
    {"NEXT_MONTH", QT_TRANSLATE_NOOP("dw::ui::ConditionText", "next month")},
    {"LAST_MONTH", QT_TRANSLATE_NOOP("dw::ui::ConditionText", "last month")},
    {"THIS_QUARTER", QT_TRANSLATE_NOOP("dw::ui::ConditionText", "this quarter")},
    {"NEXT_QUARTER", QT_TRANSLATE_NOOP("dw::ui::ConditionText", "next quarter")},
    {"LAST_QUARTER", QT_TRANSLATE_NOOP("dw::ui::ConditionText", "last quarter")},
    {"THIS_YEAR", QT_TRANSLATE_NOOP("dw::ui::ConditionText", "this year")},
    {"LAST_YEAR", QT_TRANSLATE_NOOP("dw::ui::ConditionText", "last year")},
};

}  // namespace

ConditionText::ConditionText(const UiContext &context, ObjectTypePtr object)
    : m_context(context), m_object(std::move(object)), m_text(context)
{}

const Field *ConditionText::field(const QString &path) const
{
    const QStringList names = path.split(QLatin1Char('.'));
    if (names.size() == 1)
        return m_object->find(path);
    if (names.size() != 2)
        return nullptr;
    const Field *reference = m_object->find(names[0] + QLatin1String("_id"));
    if (reference == nullptr)
        reference = m_object->find(names[0]);
    if (reference == nullptr || reference->target.isEmpty())
        return nullptr;
    const ObjectTypePtr target = m_context.configuration()->dictionary->find(reference->target);
    return target ? target->find(names[1]) : nullptr;
}

QString ConditionText::fieldLabel(const QString &path) const
{
    const Field *found = field(path);
    return found == nullptr ? path : m_text.label(*found);
}

QString ConditionText::operatorLabel(Operator op)
{
    switch (op) {
        case Operator::Is:
        case Operator::IsCurrentUser:
        case Operator::IsCurrentTeam:
            return tr("is");
        case Operator::IsNot:
            return tr("is not");
        case Operator::AnyOf:
            return tr("is any of");
        case Operator::NoneOf:
            return tr("is none of");
        case Operator::Contains:
            return tr("contains");
        case Operator::NotContains:
            return tr("does not contain");
        case Operator::StartsWith:
            return tr("starts with");
        case Operator::AtLeast:
            return tr("at least");
        case Operator::AtMost:
            return tr("at most");
        case Operator::MoreThan:
            return tr("more than");
        case Operator::LessThan:
            return tr("less than");
        case Operator::Before:
            return tr("before");
        case Operator::After:
            return tr("after");
        case Operator::Blank:
            return tr("is empty");
        case Operator::NotBlank:
            return tr("is filled");
        case Operator::InPeriod:
            return tr("in");
        case Operator::Has:
            return tr("has");
        case Operator::HasAny:
            return tr("has any of");
    }
    return {};
}

ConditionText::Needs ConditionText::needs(Operator op)
{
    switch (op) {
        case Operator::Blank:
        case Operator::NotBlank:
        case Operator::IsCurrentUser:
        case Operator::IsCurrentTeam:
            return Needs::Nothing;
        case Operator::AnyOf:
        case Operator::NoneOf:
        case Operator::HasAny:
            return Needs::Many;
        case Operator::InPeriod:
            return Needs::Period;
        default:
            return Needs::One;
    }
}

QList<QString> ConditionText::periods()
{
    QList<QString> keys;
    for (const PeriodName &period : Periods)
        keys.append(QString::fromLatin1(period.key));
    return keys;
}

QString ConditionText::periodLabel(const QString &key)
{
    for (const PeriodName &period : Periods) {
        if (key.compare(QLatin1String(period.key), Qt::CaseInsensitive) == 0)
            return tr(period.label);
    }
    return key;
}

QList<Operator> ConditionText::operators(const Field &field)
{
    switch (field.valueType()) {
        case FieldType::Picklist:
            return {Operator::AnyOf, Operator::NoneOf, Operator::Blank, Operator::NotBlank};
        case FieldType::Reference:
            if (field.target == QLatin1String("user"))
                return {Operator::IsCurrentUser, Operator::Is, Operator::IsNot, Operator::Blank,
                        Operator::NotBlank};
            if (field.target == QLatin1String("team"))
                return {Operator::IsCurrentTeam, Operator::Is, Operator::IsNot, Operator::Blank,
                        Operator::NotBlank};
            return {Operator::Is, Operator::IsNot, Operator::Blank, Operator::NotBlank};
        case FieldType::Integer:
        case FieldType::Decimal:
        case FieldType::Money:
        case FieldType::Percent:
        case FieldType::Duration:
            return {Operator::AtLeast, Operator::AtMost, Operator::MoreThan, Operator::LessThan,
                    Operator::Is,      Operator::Blank,  Operator::NotBlank};
        case FieldType::Date:
        case FieldType::DateTime:
            return {Operator::InPeriod, Operator::Before, Operator::After, Operator::Blank,
                    Operator::NotBlank};
        case FieldType::Boolean:
            return {Operator::Is, Operator::Blank, Operator::NotBlank};
        case FieldType::MultiPicklist:
        case FieldType::Tags:
            return {Operator::HasAny, Operator::Blank, Operator::NotBlank};
        case FieldType::ReferenceList:
        case FieldType::AnyReference:
        case FieldType::Address:
            return {Operator::Blank, Operator::NotBlank};
        default:
            return {Operator::Contains, Operator::Is,    Operator::StartsWith, Operator::NotContains,
                    Operator::IsNot,    Operator::Blank, Operator::NotBlank};
    }
}

QString ConditionText::values(const SimpleCondition &condition, const Titles &titles) const
{
    switch (condition.op) {
        case Operator::IsCurrentUser:
            return tr("me");
        case Operator::IsCurrentTeam:
            return tr("my team");
        case Operator::InPeriod:
            return condition.values.isEmpty() ? QString() : periodLabel(condition.values[0].text());
        default:
            break;
    }
    const Field *found = field(condition.field);
    QStringList shown;
    for (const Value &value : condition.values) {
        if (found == nullptr) {
            shown.append(value.toDebugString());
        } else if (value.kind() == Value::Kind::Text && found->type == FieldType::Reference) {
            const auto id = Id::fromString(value.text());
            shown.append(id ? titles.value({found->target, *id}, QString(QChar(0x2026))) : value.text());
        } else if (value.kind() == Value::Kind::Text && !found->values.isEmpty()) {
            shown.append(m_text.picklistLabel(*found, value.text()));
        } else if (value.kind() == Value::Kind::Decimal) {
            shown.append(m_context.format.decimal(value.decimal().toDouble(), value.decimal().scale()));
        } else {
            shown.append(m_text.text(*found, value, titles));
        }
    }
    return m_context.format.list(shown);
}

QString ConditionText::sentence(const SimpleCondition &condition, const Titles &titles) const
{
    const QString value = values(condition, titles);
    const QString head = fieldLabel(condition.field) + QLatin1Char(' ') + operatorLabel(condition.op);
    return value.isEmpty() ? head : head + QLatin1Char(' ') + value;
}

QList<RecordRef> ConditionText::references(const SimpleFilter &filter) const
{
    QList<RecordRef> refs;
    for (const QList<SimpleCondition> &group : filter.groups) {
        for (const SimpleCondition &condition : group) {
            const Field *found = field(condition.field);
            if (found == nullptr || found->type != FieldType::Reference)
                continue;
            for (const Value &value : condition.values) {
                if (const auto id = Id::fromString(value.text()))
                    refs.append({found->target, *id});
            }
        }
    }
    return refs;
}

}  // namespace dw::ui
