// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/clock.h"

namespace dw
{

Instant SystemClock::now() const
{
    return Instant{QDateTime::currentMSecsSinceEpoch()};
}

}  // namespace dw
