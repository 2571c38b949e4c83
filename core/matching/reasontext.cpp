// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/matching/reasontext.h"

#include "core/base/wording.h"

namespace dw
{

QString reasonText(const ObjectType &object, const MatchReason &reason, Language language)
{
    QStringList arguments = reason.arguments;
    if (reason.key == QLatin1String("match.field_same"))
        arguments = {object.field(object.indexOf(arguments.value(0))).label.in(language)};
    return wording(reason.key, arguments);
}

}  // namespace dw
