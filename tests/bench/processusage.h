// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace dw::bench
{

// Processor seconds that a process used up to now, in the kernel too, to a hundredth; 0 where it has gone.
double processorSeconds(qint64 process);
// Of it, of its children that live, and of those that ended and that it waited for.
double processorSecondsOfAll(qint64 process);
// Megabytes (1 000 000 bytes) of memory that it holds now, with what it shares; 0 where it has gone.
double residentMegabytes(qint64 process);

}  // namespace dw::bench
