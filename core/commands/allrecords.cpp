// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/allrecords.h"

#include <numeric>

namespace dw
{

Result<QList<Record>> allRecords(const ReadSession &session, const ObjectTypePtr &object)
{
    const Query query{object, nullptr, {}, Query::Deleted::Exclude};
    QList<int> fields(object->fieldCount());
    std::iota(fields.begin(), fields.end(), 0);
    DW_ASSIGN(const auto cursor, session.open(query, fields, EvaluationContext()));
    QList<Record> records, chunk;
    do {
        DW_TRY(cursor->next(chunk, 500));
        records += chunk;
    } while (!chunk.isEmpty());
    return records;
}

}  // namespace dw
