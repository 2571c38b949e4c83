// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reading/shownfields.h"
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
    FilteredCursor(std::unique_ptr<RecordCursor> inner, ShownFields shown, Complete complete)
        : m_inner(std::move(inner)), m_shown(std::move(shown)), m_complete(std::move(complete))
    {}
    Result<void> next(QList<Record> &records, int limit) override
    {
        DW_TRY(m_inner->next(records, limit));
        DW_TRY(m_complete(records));
        return m_shown.apply(records);
    }

private:
    std::unique_ptr<RecordCursor> m_inner;
    ShownFields m_shown;
    Complete m_complete;
};

}  // namespace dw
