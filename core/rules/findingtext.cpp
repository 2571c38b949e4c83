// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/findingtext.h"

#include "core/base/wording.h"

namespace dw
{

namespace
{

QString label(const QString &argument, const Rulebook &rulebook, Language language)
{
    if (!argument.startsWith(QLatin1Char('@')))
        return argument;
    const int colon = int(argument.indexOf(QLatin1Char(':')));
    const QString kind = argument.mid(1, colon - 1);
    const QString rest = argument.mid(colon + 1);
    if (kind == QLatin1String("stage")) {
        const auto id = Id::fromString(rest);
        const Stage *stage = id ? rulebook.stage(*id) : nullptr;
        return stage ? stage->name.in(language) : rest;
    }
    if (kind == QLatin1String("fields")) {
        QStringList labels;
        for (const QString &one : rest.split(QLatin1Char(',')))
            labels.append(label(QLatin1String("@field:") + one, rulebook, language));
        return labels.join(language == Language::Chinese ? QStringLiteral("、") : QStringLiteral(", "));
    }
    const QStringList parts = rest.split(QLatin1Char('.'));
    const ObjectTypePtr object = rulebook.dictionary()->find(parts.value(0));
    if (!object)
        return rest;
    if (kind == QLatin1String("object"))
        return object->label().in(language);
    const Field *field = object->find(parts.value(1));
    if (!field)
        return parts.value(1);
    if (kind == QLatin1String("field"))
        return field->label.in(language);
    const PicklistValue *value = field->picklistValue(parts.value(2));
    return value ? value->label.in(language) : parts.value(2);
}

}  // namespace

QString findingText(const Finding &finding, const Rulebook &rulebook, Language language)
{
    QStringList arguments;
    arguments.reserve(finding.arguments.size());
    for (const QString &argument : finding.arguments)
        arguments.append(label(argument, rulebook, language));
    // A rule of the customer's brings its own text in both languages.
    if (finding.key == QLatin1String("value.rule_broken") && arguments.size() == 3)
        arguments = {arguments[0], language == Language::Chinese ? arguments[2] : arguments[1]};
    return wording(finding.key, arguments);
}

}  // namespace dw
