// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/measure.h"

namespace dw::bench
{

// What sync costs, with the real server program over TLS on this machine. Each in a process of its own.
using SyncPart = QList<Measure> (*)();

// Laptops that come back with work, all at once: transactions that the server answered for good per second.
QList<Measure> pushPart();
// A laptop whose user leaves a team of 100 000 records.
QList<Measure> revocationPart();

// Processor seconds that a process used up to now.
double processorSeconds(qint64 process);

}  // namespace dw::bench
