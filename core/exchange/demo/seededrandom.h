// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace dw
{

// The same stream from the same seed on every machine: SplitMix64 (Steele, Lea, Flood 2014), integers only.
class SeededRandom
{
public:
    explicit SeededRandom(quint64 seed) : m_state(seed) {}

    quint64 next();
    int below(int n) { return n <= 1 ? 0 : int(next() % quint64(n)); }      // 0 to n - 1
    int between(int low, int high) { return low + below(high - low + 1); }  // both included
    bool chance(int percent) { return below(100) < percent; }
    // Many small and few large values around `median`, as amounts are: about log-normal, `octaves16` is the
    // standard deviation in sixteenths of a doubling.
    qint64 skewed(qint64 median, int octaves16);

    template <typename List>
    const auto &pick(const List &list)
    {
        return list[below(int(list.size()))];
    }

private:
    quint64 m_state;
};

}  // namespace dw
