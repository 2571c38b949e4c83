// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/datetime.h"
#include "core/base/id.h"

#include <QHash>

namespace dw
{

// How often a transaction could not be executed for want of something that may come back. After 20 times or
// an hour it is refused, so that those behind it go on (sync-protocol.md 3.4). In memory: a server that
// starts anew has a new reason to try.
class RetryBook
{
public:
    static constexpr int Times = 20;
    static constexpr qint64 LongestMs = 3'600'000;

    // Counts one more; true: it has been enough.
    bool isHopeless(const Id &transaction, Instant now)
    {
        // Whoever makes up transactions fills no memory with them.
        if (m_tried.size() > 10'000)
            m_tried.clear();
        const auto known = m_tried.find(transaction);
        if (known == m_tried.end()) {
            m_tried.insert(transaction, {1, now});
            return false;
        }
        return ++known->count >= Times || now.ms - known->first.ms >= LongestMs;
    }
    void forget(const Id &transaction) { m_tried.remove(transaction); }

private:
    struct Tried
    {
        int count = 0;
        Instant first;
    };
    QHash<Id, Tried> m_tried;
};

}  // namespace dw
