// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/records/record.h"

#include <QList>
#include <QString>

#include <optional>

namespace dw
{

// Related records in the state being checked: what the transaction has changed so far is seen. Implemented by
// the store, handed by commands to rules. Only valid on the thread and in the transaction it was made for.
class RelatedValues
{
public:
    virtual ~RelatedValues() = default;

    // The whole record, or an invalid Record if there is none (or it is deleted and `deleted` is Exclude).
    virtual Result<Record> record(const RecordRef &ref) const = 0;
    // The live children of `parent` in its collection `name` ("lines", "contacts"), ordered by id; at most
    // `limit`.
    virtual Result<QList<Record>> children(const Record &parent, const QString &collection,
                                           int limit = 10000) const = 0;
    // `money` of `record` in the workspace's currency at the record's dated rate (DESIGN 4: m_base); nothing
    // without a rate.
    virtual Result<std::optional<Money>> inBase(const Record &record, const Money &money) const;
};

}  // namespace dw
