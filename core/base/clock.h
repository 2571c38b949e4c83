// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/datetime.h"

#include <QTimeZone>

#include <atomic>

namespace dw
{

// The one source of "now". Passed in, so that tests and --now decide it. Thread-safe.
class Clock
{
public:
    virtual ~Clock() = default;
    virtual Instant now() const = 0;
};

class SystemClock final : public Clock
{
public:
    Instant now() const override;
};

// Stands still until told. Used by tests and by --now.
class FixedClock final : public Clock
{
public:
    explicit FixedClock(Instant instant) : m_ms(instant.ms) {}
    Instant now() const override { return Instant{m_ms.load()}; }
    void set(Instant instant) { m_ms = instant.ms; }
    void advanceMs(qint64 ms) { m_ms += ms; }

private:
    std::atomic<qint64> m_ms;
};

}  // namespace dw
