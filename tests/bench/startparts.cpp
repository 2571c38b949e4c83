// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/parts.h"
#include "tests/bench/windowdriver.h"

namespace dw::bench
{

namespace
{

void openToday(WindowDriver &driver)
{
    driver.open(QStringLiteral("today"));
    driver.window().show();
    driver.wait([&] { return driver.page() && driver.page()->isSettled(); }, "Today");
}

}  // namespace

Measures startPart(PartContext &context)
{
    context.desktop.makeWindow();
    WindowDriver driver(context.desktop);
    openToday(driver);
    Measure start;
    start.key = QStringLiteral("start");
    start.what = QStringLiteral("process start to first painted Today with data");
    start.unit = QStringLiteral("ms");
    start.budget = 300;
    start.samples = {double(WindowDriver::monotonicNs() - context.options.startedNs) / 1e6};
    return {start, longestBlock(context, QStringLiteral("start"))};
}

Measures memoryPart(PartContext &context)
{
    context.desktop.makeWindow();
    WindowDriver driver(context.desktop);
    openToday(driver);
    context.desktop.startDuties();
    driver.idle(context.options.idleSeconds);
    Measure memory;
    memory.key = QStringLiteral("memory_idle");
    memory.what = QStringLiteral("idle memory (PSS) with Today open");
    memory.unit = QStringLiteral("MB");
    memory.budget = 120;
    memory.samples = {double(kilobytes("smaps_rollup", "Pss:")) / 1024};
    memory.note = QStringLiteral("%1 s after the last input").arg(context.options.idleSeconds);
    return {memory};
}

}  // namespace dw::bench
