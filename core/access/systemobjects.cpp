// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/systemobjects.h"

#include <algorithm>
#include <initializer_list>

namespace dw
{

namespace
{

bool isOneOf(const QString &key, std::initializer_list<const char *> keys)
{
    return std::any_of(keys.begin(), keys.end(), [&](const char *one) { return key == QLatin1String(one); });
}

}  // namespace

bool isCommonKnowledge(const QString &object)
{
    return isOneOf(object,
                   {"user", "team", "territory", "role", "pipeline", "stage_definition", "business_calendar",
                    "exchange_rate", "metric_definition", "object_definition", "field_definition"});
}

bool isPersonal(const QString &object)
{
    return isOneOf(object, {"saved_view", "saved_report", "notification", "import_batch"});
}

bool isRuled(const QString &object)
{
    return isOneOf(object, {"role", "permission", "user", "team", "territory", "pipeline", "stage_definition",
                            "business_calendar", "object_definition", "field_definition"});
}

bool isSecret(const QString &object)
{
    return object == QLatin1String("permission");
}

bool isOwnAffair(const QString &object, const QString &field)
{
    return object == QLatin1String("user") &&
           isOneOf(field, {"mobile", "language", "time_zone", "delegate_id", "away_from", "away_to"});
}

}  // namespace dw
