// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/measure.h"

namespace dw::bench
{

// What sync costs, with the real server program over TLS on this machine. Each in a process of its own, with
// a server of so many records (new --scale).
using SyncPart = QList<Measure> (*)(qint64 records);

// The first synchronisation of a new laptop, of a user who sees everything. By themselves: how fast a server
// makes frames of its rows, on one core, and how fast a laptop takes them over.
QList<Measure> snapshotPart(qint64 records);
// 32 laptops that come back with work, all at once, to a server that has nothing else: transactions that it
// answered for good per second. As many as `records`, 15 360 at most.
QList<Measure> pushPart(qint64 records);
// A laptop whose user may see none of 100 000 records any more.
QList<Measure> revocationPart(qint64 records);

// The same with the server in a PostgreSQL of its own.
QList<Measure> pushPostgresPart(qint64 records);
// What a laptop asks that is in step.
QList<Measure> pullPart(qint64 records);
// From a commit on one laptop to another's tables, both in step by themselves: alone with their server, and
// among 2 000 that listen.
QList<Measure> visiblePart(qint64 records);
// 2 000 laptops that listen and hear nothing.
QList<Measure> idlePart(qint64 records);
// 2 000 laptops whose server was killed and is there again.
QList<Measure> stormPart(qint64 records);

}  // namespace dw::bench
