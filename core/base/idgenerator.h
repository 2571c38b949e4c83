// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"

#include <cstdint>
#include <functional>
#include <mutex>

namespace dw
{

class Clock;

// Makes UUIDv7 ids: 48 bits of milliseconds, a 12-bit counter that keeps ids of one millisecond in order, 62
// random bits. Thread-safe. With a seed (tests, demo data) the random bits come from that seed and runs
// repeat.
class IdGenerator
{
public:
    explicit IdGenerator(const Clock &clock);
    IdGenerator(const Clock &clock, std::uint64_t seed);

    Id next();

private:
    std::uint64_t random();

    const Clock &m_clock;
    std::mutex m_mutex;
    std::int64_t m_lastMs = -1;
    std::uint32_t m_counter = 0;
    bool m_seeded = false;
    std::uint64_t m_state = 0;
};

}  // namespace dw
