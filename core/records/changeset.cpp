// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/changeset.h"

namespace dw
{

QList<int> RecordChange::changedFields() const
{
    QList<int> changed;
    const Record &shown = record();
    for (int i = 0; i < shown.type().fieldCount(); ++i) {
        const bool differs =
            kind == Kind::Update ? before.value(i) != after.value(i) : !shown.value(i).isNull();
        if (differs)
            changed.append(i);
    }
    return changed;
}

}  // namespace dw
