// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/ratelimiter.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace dw
{

namespace
{

constexpr size_t MostBuckets = 100'000;
constexpr qint64 FullAfterMs = 5 * 60'000;

}  // namespace

int RateLimiter::take(const QByteArray &caller, const RateLimit &limit, Instant now)
{
    if (limit.perMinute <= 0)
        return 0;
    const double most = std::max(limit.burst, 1);
    const double perSecond = limit.perMinute / 60.0;
    const std::lock_guard lock(m_mutex);
    if (m_buckets.size() >= MostBuckets)
        forgetFull(now);
    const auto [found, fresh] = m_buckets.try_emplace((limit.bucket + '\0' + caller).toStdString());
    Bucket &bucket = found->second;
    if (fresh) {
        bucket.tokens = most;
    } else {
        const double seconds = double(now.ms - bucket.at.ms) / 1000;
        bucket.tokens = std::min(most, bucket.tokens + std::max(0.0, seconds) * perSecond);
    }
    bucket.at = now;
    if (bucket.tokens >= 1) {
        bucket.tokens -= 1;
        return 0;
    }
    return std::max(1, int(std::ceil((1 - bucket.tokens) / perSecond)));
}

void RateLimiter::forgetFull(Instant now)
{
    std::erase_if(m_buckets, [&](const auto &bucket) { return now.ms - bucket.second.at.ms > FullAfterMs; });
    // As many callers within minutes are an attack: begin anew rather than grow.
    if (m_buckets.size() >= MostBuckets)
        m_buckets.clear();
}

}  // namespace dw
