// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

namespace dw::test
{

// A laptop's own clock: as far from the server's as somebody set it.
class SkewedClock final : public Clock
{
public:
    explicit SkewedClock(const Clock &right) : m_right(right) {}
    Instant now() const override { return Instant{m_right.now().ms + m_skewMs.load()}; }
    void setSkewMs(qint64 ms) { m_skewMs = ms; }
    qint64 skewMs() const { return m_skewMs; }

private:
    const Clock &m_right;
    std::atomic<qint64> m_skewMs = 0;
};

}  // namespace dw::test
