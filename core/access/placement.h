// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/scopekey.h"

#include <QList>

namespace dw
{

// What one record belongs to: keys, each with the tags (ScopeTags) that say by which ways it came there. Each
// key once, in order, none without a tag: equal placements are equal lists.
class Placement
{
public:
    struct Entry
    {
        ScopeKey key;
        quint64 tags = 0;

        friend bool operator==(const Entry &, const Entry &) = default;
    };

    void add(const ScopeKey &key, quint64 tags);
    // 0 for a key that the record does not belong to.
    quint64 tags(const ScopeKey &key) const;

    qsizetype size() const { return m_entries.size(); }
    bool isEmpty() const { return m_entries.isEmpty(); }
    QList<Entry>::const_iterator begin() const { return m_entries.begin(); }
    QList<Entry>::const_iterator end() const { return m_entries.end(); }

    friend bool operator==(const Placement &, const Placement &) = default;

private:
    QList<Entry> m_entries;
};

}  // namespace dw
