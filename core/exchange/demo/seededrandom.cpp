// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/demo/seededrandom.h"

namespace dw
{

quint64 SeededRandom::next()
{
    m_state += 0x9e3779b97f4a7c15ULL;
    quint64 z = m_state;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

qint64 SeededRandom::skewed(qint64 median, int octaves16)
{
    // Eight uniform numbers of -128 to 127 add up to a bell with a standard deviation of 209.
    qint64 bell = 0;
    quint64 bits = next();
    for (int i = 0; i < 8; ++i, bits >>= 8)
        bell += qint64(bits & 0xff) - 128;
    const qint64 exponent = bell * octaves16 * 16 / 209;  // in 1/256 doublings
    const qint64 whole = exponent >= 0 ? exponent / 256 : -((255 - exponent) / 256);
    const qint64 scaled = median * (256 + (exponent - whole * 256)) / 256;
    return whole >= 0 ? scaled << whole : scaled >> -whole;
}

}  // namespace dw
