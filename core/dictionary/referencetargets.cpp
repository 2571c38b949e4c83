// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dictionary/referencetargets.h"

#include <algorithm>

namespace dw
{

QList<ObjectTypePtr> referenceTargets(const Dictionary &dictionary, const QString &child,
                                      const QString &field)
{
    QList<ObjectTypePtr> targets;
    for (const ObjectTypePtr &type : dictionary.objects()) {
        const QList<Collection> &collections = type->collections();
        const bool isPerson = type->key() == QLatin1String("user");
        if (std::any_of(collections.begin(), collections.end(), [&](const Collection &collection) {
                const bool isThere = child.isEmpty() ? collection.by == field : collection.object == child;
                return isThere && (collection.by == field || (!isPerson && type->key() != child));
            }))
            targets.append(type);
    }
    return targets;
}

}  // namespace dw
