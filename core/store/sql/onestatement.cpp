// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sql/onestatement.h"

#include "core/store/sql/names.h"

namespace dw::sql
{

bool isOneStatement(const ChangeSet &changes)
{
    if (changes.changes.size() != 1 || changes.changes[0].kind == RecordChange::Kind::Purge)
        return false;
    const RecordChange &change = changes.changes[0];
    const QList<Field> &fields = change.record().type().fields();
    for (int i = 0; i < fields.size(); ++i) {
        if (isLinked(fields[i]) &&
            (!change.after.value(i).isNull() ||
             (change.before.isValid() && !change.before.value(fields[i].key).isNull())))
            return false;
    }
    // A rate changes what all amounts are worth.
    return change.record().type().key() != QLatin1String("exchange_rate");
}

}  // namespace dw::sql
