// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/desktopcontext.h"

#include <functional>

namespace dw::ui
{
class ListPage;
class Page;
}  // namespace dw::ui

namespace dw::bench
{

// Drives the real window and takes the time until what was asked for is painted.
class WindowDriver
{
public:
    explicit WindowDriver(desktop::DesktopContext &context);

    // Works off events until it holds and what it changed is painted. An event that never comes ends the
    // program: a wrong figure is worse than none.
    void wait(const std::function<bool()> &holds, const char *what);
    // Works off events for so long, however long that is.
    void idle(int seconds);
    // Milliseconds of `action` and of what follows until `holds` and it is painted.
    double time(const std::function<void()> &action, const std::function<bool()> &holds, const char *what);
    // Nothing is under way any more.
    void calm();

    void open(const QString &page);
    ui::Page *page() const;
    ui::ListPage *list() const;
    ui::MainWindow &window() const { return *m_context.window(); }

    static qint64 monotonicNs();

private:
    static void paint();
    static void waitFor(const std::function<bool()> &holds, const char *what, qint64 patienceMs);

    desktop::DesktopContext &m_context;
};

}  // namespace dw::bench
