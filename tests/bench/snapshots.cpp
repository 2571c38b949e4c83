// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/snapshotpart.h"

#include <QCoreApplication>

#include <cstdio>

// dealwright-bench-snapshots: says what snapshotPart() measures.

int main(int argc, char *argv[])
{
    using namespace dw::bench;
    const QCoreApplication application(argc, argv);
    const QList<Measure> measures = snapshotPart();
    for (const Measure &measure : measures)
        std::printf("%s: %s %s %s; %s\n", qPrintable(measure.what),
                    qPrintable(Measure::text(measure.median())), qPrintable(measure.unit),
                    qPrintable(measure.verdict()), qPrintable(measure.note));
    return 0;
}
