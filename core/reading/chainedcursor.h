// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/session.h"

#include <memory>
#include <utility>
#include <vector>

namespace dw
{

// Reads cursors one after the other.
class ChainedCursor final : public RecordCursor
{
public:
    explicit ChainedCursor(std::vector<std::unique_ptr<RecordCursor>> parts) : m_parts(std::move(parts)) {}
    Result<void> next(QList<Record> &records, int limit) override
    {
        records.clear();
        while (records.isEmpty() && m_at < m_parts.size()) {
            DW_TRY(m_parts[m_at]->next(records, limit));
            m_at += records.isEmpty() ? 1 : 0;
        }
        return {};
    }

private:
    std::vector<std::unique_ptr<RecordCursor>> m_parts;
    size_t m_at = 0;
};

}  // namespace dw
