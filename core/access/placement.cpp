// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/placement.h"

#include <algorithm>

namespace dw
{

namespace
{

bool isBefore(const Placement::Entry &entry, const ScopeKey &key)
{
    return entry.key < key;
}

}  // namespace

void Placement::add(const ScopeKey &key, quint64 tags)
{
    if (tags == 0)
        return;
    const auto at = std::lower_bound(m_entries.begin(), m_entries.end(), key, isBefore);
    if (at != m_entries.end() && at->key == key)
        at->tags |= tags;
    else
        m_entries.insert(at, {key, tags});
}

quint64 Placement::tags(const ScopeKey &key) const
{
    const auto at = std::lower_bound(m_entries.begin(), m_entries.end(), key, isBefore);
    return at != m_entries.end() && at->key == key ? at->tags : 0;
}

}  // namespace dw
