// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/policy.h"

#include <QHash>
#include <QSet>
#include <QString>

namespace dw::test
{

// Denies objects, rows and fields by name. Open while a world is filled. Changed only between jobs.
class DenyingPolicy final : public Policy
{
public:
    bool open = true;
    DictionaryPtr dictionary;
    QSet<QString> deniedObjects;
    QList<Action> deniedActions;
    QHash<QString, QList<Action>> deniedOn;  // object -> actions
    QHash<QString, QString> rows;            // object -> condition that visible records fulfil
    QHash<QString, QHash<QString, FieldRight>> rights;

    Decision may(const Actor &, Action action, const ObjectType &object, const Record *) const override
    {
        const bool denied = deniedObjects.contains(object.key()) || deniedActions.contains(action) ||
                            deniedOn.value(object.key()).contains(action);
        return {open || !denied, QStringLiteral("access.denied")};
    }
    Condition readable(const Actor &, const ObjectTypePtr &object) const override
    {
        if (open || !rows.contains(object->key()))
            return nullptr;
        const auto condition =
            CheckedExpression::condition(rows.value(object->key()), CheckScope{dictionary, object, {}});
        if (!condition.ok())
            qFatal("the test's policy has a bad condition: %s", qPrintable(condition.error().key));
        return *condition;
    }
    FieldRights fields(const Actor &, const ObjectType &object) const override
    {
        return open ? FieldRights() : FieldRights{rights.value(object.key())};
    }
};

}  // namespace dw::test
