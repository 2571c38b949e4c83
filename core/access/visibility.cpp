// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/visibility.h"

#include "core/records/recordsource.h"

namespace dw
{

Result<bool> isVisible(const Record &record, const Policy &policy, const Actor &actor,
                       const RelatedValues &related, const EvaluationContext &context)
{
    if (policy.isOpen())
        return true;
    if (!policy.may(actor, Action::Read, record.type(), &record).allowed)
        return false;
    const Condition readable = policy.readable(actor, record.typePointer());
    if (!readable)
        return true;
    DW_ASSIGN(const Value fulfilled, evaluate(*readable, RecordSource(record, related), context));
    return fulfilled.boolean();
}

}  // namespace dw
