// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/datetime.h"
#include "core/service/http/route.h"

#include <QByteArray>

#include <mutex>
#include <unordered_map>

namespace dw
{

// A token bucket for each caller and kind of request. Holds so many callers at most; the fullest buckets go
// first, which forgets nothing that matters. A clock that jumps back adds nothing. Thread-safe.
class RateLimiter
{
public:
    // Seconds until the next request may come; 0: this one may, and is counted.
    int take(const QByteArray &caller, const RateLimit &limit, Instant now);

private:
    struct Bucket
    {
        double tokens = 0;
        Instant at;
    };
    void forgetFull(Instant now);

    std::mutex m_mutex;
    std::unordered_map<std::string, Bucket> m_buckets;
};

}  // namespace dw
