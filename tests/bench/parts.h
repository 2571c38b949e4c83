// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/application.h"
#include "app/desktop/desktopcontext.h"
#include "tests/bench/benchoptions.h"
#include "tests/bench/measure.h"

#include <QRandomGenerator>

namespace dw::bench
{

// One part runs in a process of its own on an open workspace.
struct PartContext
{
    desktop::Application &application;
    desktop::DesktopContext &desktop;
    const BenchOptions &options;
    QRandomGenerator random{20261119};

    // Blocks: reads in one snapshot, as the pages do by jobs.
    template <typename T>
    T read(const std::function<Result<T>(const Reader &)> &work)
    {
        Result<T> answer = desktop.ui().reader.runNow<T>(work);
        if (!answer.ok())
            qFatal("%s: %s", qPrintable(answer.error().key), qPrintable(answer.error().detail));
        return std::move(*answer);
    }
    // Records of an object, chosen by the seed, with all fields.
    QList<Record> sample(const QString &object, int count);
};

using Measures = QList<Measure>;

// From the start of the process to Today painted with its data: one sample.
Measures startPart(PartContext &context);
// Proportional set size with Today open.
Measures memoryPart(PartContext &context);
// The same after a day's use: about a thousand acts in the window, an import and an export.
Measures dayPart(PartContext &context);
// A list of everything: opening, sorting, filtering, scrolling.
Measures listPart(PartContext &context);
// Pages of the window over the whole: the customer's page, the palette, the board, the dashboard, saving.
Measures pagesPart(PartContext &context);
// What reader jobs cost without the window: search, the customer's data, dashboard cards, column sums.
Measures readingPart(PartContext &context);
// Changes through the commit pipeline, each one saved for good.
Measures savingPart(PartContext &context);
Measures importPart(PartContext &context);
Measures exportPart(PartContext &context);
// Stage histories for the deals of a seeded workspace, which has none, and who acts in it: no measure.
Measures preparePart(PartContext &context);

// The longest event of the window in this process, for the parts that have one.
Measure longestBlock(const PartContext &context, const QString &where);
// Kilobytes of a line of /proc/self/FILE ("VmHWM:", "Pss:"); 0 where there is none.
qint64 kilobytes(const char *file, const char *line);

}  // namespace dw::bench
