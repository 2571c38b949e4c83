// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/idgenerator.h"

#include "core/base/clock.h"

#include <QRandomGenerator>

#include <algorithm>

namespace dw
{

namespace
{

constexpr std::uint32_t CounterLimit = 1U << 12;
constexpr std::int64_t MaxMs = (std::int64_t(1) << 48) - 1;

}  // namespace

IdGenerator::IdGenerator(const Clock &clock) : m_clock(clock) {}

IdGenerator::IdGenerator(const Clock &clock, std::uint64_t seed)
    : m_clock(clock), m_seeded(true), m_state(seed)
{}

std::uint64_t IdGenerator::random()
{
    if (!m_seeded)
        return QRandomGenerator::system()->generate64();
    // SplitMix64 (Steele, Lea, Flood 2014): a good stream from any seed, the same on every machine.
    m_state += 0x9e3779b97f4a7c15ULL;
    std::uint64_t z = m_state;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

Id IdGenerator::next()
{
    const std::lock_guard lock(m_mutex);
    const std::int64_t now = std::clamp<std::int64_t>(m_clock.now().ms, 0, MaxMs);
    if (now > m_lastMs) {
        m_lastMs = now;
        m_counter = 0;
    } else if (++m_counter == CounterLimit) {
        // More than 4096 in a millisecond, or a clock that was set back: borrow the next one, order stays.
        ++m_lastMs;
        m_counter = 0;
    }

    Id::Bytes bytes{};
    for (std::size_t i = 0; i < 6; ++i)
        bytes[i] = std::uint8_t(std::uint64_t(m_lastMs) >> (40 - 8 * i));
    bytes[6] = std::uint8_t(0x70 | m_counter >> 8);
    bytes[7] = std::uint8_t(m_counter);
    const std::uint64_t noise = random();
    for (std::size_t i = 0; i < 8; ++i)
        bytes[8 + i] = std::uint8_t(noise >> (56 - 8 * i));
    bytes[8] = std::uint8_t((bytes[8] & 0x3f) | 0x80);
    return Id(bytes);
}

}  // namespace dw
