// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/service/http/route.h"

#include <QByteArray>

#include <chrono>
#include <mutex>
#include <unordered_map>

namespace dw
{

// A token bucket for each caller and kind of request. Holds so many callers at most; the fullest buckets go
// first, which forgets nothing that matters. Thread-safe.
class RateLimiter
{
public:
    using Time = std::chrono::steady_clock::time_point;

    // Seconds until the next request may come; 0: this one may, and is counted.
    int take(const QByteArray &caller, const RateLimit &limit, Time now);

private:
    struct Bucket
    {
        double tokens = 0;
        Time at;
    };
    void forgetFull(Time now);

    std::mutex m_mutex;
    std::unordered_map<std::string, Bucket> m_buckets;
};

}  // namespace dw
