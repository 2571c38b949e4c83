// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPoint>
#include <QString>
#include <QStringList>
#include <QWidget>

namespace dw::test
{

// A hand on the mouse and the keyboard of the X server: xdotool makes the events, so that they come to the
// program the way a person's do, through the window manager and Qt's own platform code. The event loop runs
// meanwhile.
class Hand
{
public:
    static bool isThere();

    // At the middle of the widget unless told; all in the widget's own coordinates.
    bool click(const QWidget *widget);
    bool click(const QWidget *widget, const QPoint &at);
    bool doubleClick(const QWidget *widget, const QPoint &at);
    // Presses, goes there in steps, and lets go.
    bool drag(const QWidget *from, const QPoint &start, const QWidget *to, const QPoint &end);
    // Until a window of that program is there and has the keyboard.
    bool waitForWindow(qint64 process);
    // As xdotool names them: "Return", "ctrl+k", "dead_acute".
    bool press(const QStringList &keys);
    bool type(const QString &text);

private:
    bool run(const QStringList &arguments);
};

}  // namespace dw::test

// Skips the test where there is no xdotool.
#define DW_NEED_HAND()                         \
    do {                                       \
        if (!dw::test::Hand::isThere())        \
            QSKIP("xdotool is not installed"); \
    } while (false)
