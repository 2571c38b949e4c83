// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/policy.h"
#include "core/reading/fieldmask.h"
#include "core/store/session.h"

#include <functional>
#include <memory>
#include <utility>

namespace dw
{

// Gives the records of another cursor with what is computed while reading filled in, and without what the
// actor may not read.
class FilteredCursor final : public RecordCursor
{
public:
    using Complete = std::function<Result<void>(QList<Record> &)>;
    FilteredCursor(std::unique_ptr<RecordCursor> inner, FieldRights rights, Complete complete)
        : m_inner(std::move(inner)), m_rights(std::move(rights)), m_complete(std::move(complete))
    {}
    Result<void> next(QList<Record> &records, int limit) override
    {
        DW_TRY(m_inner->next(records, limit));
        DW_TRY(m_complete(records));
        for (Record &record : records)
            applyRights(record, m_rights);
        return {};
    }

private:
    std::unique_ptr<RecordCursor> m_inner;
    FieldRights m_rights;
    Complete m_complete;
};

}  // namespace dw
