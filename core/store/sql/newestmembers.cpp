// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sql/newestmembers.h"

#include <algorithm>
#include <limits>
#include <tuple>

namespace dw::sql
{

namespace
{

constexpr int SmallestBatch = 64;
constexpr int LargestBatch = 4096;

}  // namespace

Result<QList<FeedEntry>> NewestMembers::run(const FeedEntry &after, qint64 from, int limit)
{
    m_found.clear();
    m_limit = std::max(limit, 1);
    // One more than may be given: whether the last commit goes on is known without asking again.
    m_batch = std::clamp(m_limit, SmallestBatch, LargestBatch) + 1;
    qint64 sequence = std::numeric_limits<qint64>::max();
    if (!after.root.id.isNull()) {
        sequence = after.version;
        DW_TRY(finish(sequence, from, after.root.id));
    }
    while (!isFull()) {
        DW_ASSIGN(Rows rows, m_below(sequence, m_batch));
        if (rows.empty())
            break;
        const qint64 last = rows.back().sequence;
        if (int(rows.size()) == m_batch && rows.front().sequence == last) {
            DW_TRY(finish(last, 0, {}));
            sequence = last;
            continue;
        }
        // The last commit may go on before what was read.
        if (int(rows.size()) == m_batch)
            std::erase_if(rows, [last](const Row &row) { return row.sequence == last; });
        std::sort(rows.begin(), rows.end(), [](const Row &a, const Row &b) {
            return std::tie(b.sequence, a.object, a.root) < std::tie(a.sequence, b.object, b.root);
        });
        for (const Row &row : rows)
            take(row);
        sequence = rows.back().sequence;
    }
    return std::move(m_found);
}

// The rest of a commit.
Result<void> NewestMembers::finish(qint64 sequence, qint64 object, Id root)
{
    while (!isFull()) {
        DW_ASSIGN(const Rows rows, m_within(sequence, object, root, m_batch));
        for (const Row &row : rows)
            take(row);
        if (int(rows.size()) < m_batch)
            break;
        object = rows.back().object;
        root = rows.back().root;
    }
    return {};
}

void NewestMembers::take(const Row &row)
{
    const auto object = m_objects.constFind(row.object);
    if (isFull() || object == m_objects.cend() || (row.tags & object->second) == 0)
        return;
    m_found.append({{object->first, row.root}, row.sequence, {m_key}});
}

}  // namespace dw::sql
