// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/records/groupname.h"

#include "ui/records/valuetext.h"

#include <QCoreApplication>
#include <QLocale>

namespace dw::ui
{

namespace
{

QString translated(const char *text)
{
    return QCoreApplication::translate("dw::ui::GroupName", text);
}

// "2026-11", "2026-Q4", "2026"
QString periodName(const UiContext &context, Grouping::By by, const QString &key)
{
    const QString year = key.section(QLatin1Char('-'), 0, 0);
    const int part = key.section(QLatin1Char('-'), 1).remove(QLatin1Char('Q')).toInt();
    const bool chinese = context.language == Language::Chinese;
    switch (by) {
        case Grouping::By::Month:
            return (chinese ? QStringLiteral("%1年%2月") : QStringLiteral("%2 %1"))
                .arg(year, chinese ? QString::number(part) : QLocale::c().monthName(part));
        case Grouping::By::Quarter:
            return (chinese ? QStringLiteral("%1年第%2季度") : QStringLiteral("Q%2 %1"))
                .arg(year, QString::number(part));
        default:
            return chinese ? year + QStringLiteral("年") : year;
    }
}

}  // namespace

QString groupName(const UiContext &context, const ObjectType &object, const QString &by,
                  const GroupedRows::Group &group)
{
    const auto grouping = Grouping::fromText(by);
    const Field *field = grouping ? object.find(grouping->field) : nullptr;
    if (field == nullptr)
        return {};
    const QString label = field->label.in(context.language);
    if (group.key.isEmpty())
        return translated(QT_TRANSLATE_NOOP("dw::ui::GroupName", "No %1"))
            .arg(context.language == Language::English ? label.toLower() : label);
    if (grouping->by != Grouping::By::Value)
        return periodName(context, grouping->by, group.key);
    const ValueText text(context);
    switch (field->valueType()) {
        case FieldType::Reference:
            return group.title;
        case FieldType::Boolean:
            // Yes and no alone would say nothing.
            return label + QStringLiteral(": ") +
                   text.text(*field, Value::boolean(group.key == QLatin1String("true")));
        default:
            return text.text(*field, Value(group.key));
    }
}

QString groupingName(const UiContext &context, const ObjectType &object, const Grouping &grouping)
{
    switch (grouping.by) {
        case Grouping::By::Month:
            return translated(QT_TRANSLATE_NOOP("dw::ui::GroupName", "By month"));
        case Grouping::By::Quarter:
            return translated(QT_TRANSLATE_NOOP("dw::ui::GroupName", "By quarter"));
        case Grouping::By::Year:
            return translated(QT_TRANSLATE_NOOP("dw::ui::GroupName", "By year"));
        case Grouping::By::Value:
            break;
    }
    const Field *field = object.find(grouping.field);
    return field == nullptr ? grouping.field : field->label.in(context.language);
}

}  // namespace dw::ui
