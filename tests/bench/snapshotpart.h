// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/measure.h"

namespace dw::bench
{

// What the first synchronisation of a new laptop costs: a real server of 1 000 000 records (new --scale, or
// as many as DEALWRIGHT_BENCH_RECORDS says) over TLS on this machine, and its administrator's laptop. By
// themselves: how fast a server makes frames of its rows, on one core, and how fast a laptop takes them over.
QList<Measure> snapshotPart();

}  // namespace dw::bench
