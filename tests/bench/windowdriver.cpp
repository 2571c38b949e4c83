// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/windowdriver.h"

#include "ui/records/listpage.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTimer>

#include <ctime>

namespace dw::bench
{

namespace
{

constexpr int PatienceMs = 60'000;
constexpr int CalmMs = 60;
constexpr int WakeMs = 20;

}  // namespace

WindowDriver::WindowDriver(desktop::DesktopContext &context) : m_context(context) {}

qint64 WindowDriver::monotonicNs()
{
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return qint64(now.tv_sec) * 1'000'000'000 + now.tv_nsec;
}

// The window paints when it handles the update request that is posted to it.
void WindowDriver::paint()
{
    QCoreApplication::sendPostedEvents();
}

void WindowDriver::wait(const std::function<bool()> &holds, const char *what)
{
    waitFor(holds, what, PatienceMs);
}

void WindowDriver::idle(int seconds)
{
    const qint64 ms = qint64(seconds) * 1000;
    QElapsedTimer passed;
    passed.start();
    waitFor([&] { return passed.elapsed() >= ms; }, "the idle time", ms + PatienceMs);
}

void WindowDriver::waitFor(const std::function<bool()> &holds, const char *what, qint64 patienceMs)
{
    QElapsedTimer patience;
    patience.start();
    QTimer wake;  // what holds without an event is seen all the same
    wake.start(WakeMs);
    while (!holds()) {
        if (patience.elapsed() > patienceMs)
            qFatal("%s did not come", what);
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
    }
    paint();
}

double WindowDriver::time(const std::function<void()> &action, const std::function<bool()> &holds,
                          const char *what)
{
    const qint64 begun = monotonicNs();
    action();
    wait(holds, what);
    return double(monotonicNs() - begun) / 1e6;
}

void WindowDriver::calm()
{
    wait([this] { return !page() || page()->isSettled(); }, "calm");
    QElapsedTimer quiet;
    quiet.start();
    wait([&] { return quiet.elapsed() >= CalmMs; }, "quiet");
    wait([this] { return !page() || page()->isSettled(); }, "calm");
}

void WindowDriver::open(const QString &page)
{
    ui::Place place;
    place.page = page;
    window().pages()->open(place);
}

ui::Page *WindowDriver::page() const
{
    return window().pages()->currentPage();
}

ui::ListPage *WindowDriver::list() const
{
    auto *list = qobject_cast<ui::ListPage *>(page());
    if (!list)
        qFatal("this page is no list");
    return list;
}

}  // namespace dw::bench
