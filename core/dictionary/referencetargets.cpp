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
        if (std::any_of(collections.begin(), collections.end(), [&](const Collection &collection) {
                return collection.by == field && (child.isEmpty() || collection.object == child);
            }))
            targets.append(type);
    }
    return targets;
}

}  // namespace dw
