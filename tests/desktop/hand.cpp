// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/desktop/hand.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTest>

namespace dw::test
{

namespace
{

constexpr int PatienceMs = 30000;
// A hand needs time between two events; with none the server merges the moves into one.
const QString Pause = QStringLiteral("0.05");

QStringList place(const QWidget *widget, const QPoint &at)
{
    const QPoint on = widget->mapToGlobal(at);
    return {QStringLiteral("mousemove"), QString::number(on.x()), QString::number(on.y()),
            QStringLiteral("sleep"), Pause};
}

}  // namespace

bool Hand::isThere()
{
    return !QStandardPaths::findExecutable(QStringLiteral("xdotool")).isEmpty();
}

bool Hand::click(const QWidget *widget)
{
    return click(widget, widget->rect().center());
}

bool Hand::click(const QWidget *widget, const QPoint &at)
{
    return run(place(widget, at) + QStringList{QStringLiteral("click"), QStringLiteral("1")});
}

bool Hand::doubleClick(const QWidget *widget, const QPoint &at)
{
    return run(place(widget, at) + QStringList{QStringLiteral("click"), QStringLiteral("--repeat"),
                                               QStringLiteral("2"), QStringLiteral("--delay"),
                                               QStringLiteral("60"), QStringLiteral("1")});
}

bool Hand::drag(const QWidget *from, const QPoint &start, const QWidget *to, const QPoint &end)
{
    const QPoint begin = from->mapToGlobal(start);
    const QPoint goal = to->mapToGlobal(end);
    QStringList all = place(from, start);
    all << QStringLiteral("mousedown") << QStringLiteral("1") << QStringLiteral("sleep") << Pause;
    constexpr int steps = 12;
    for (int i = 1; i <= steps; ++i) {
        const QPoint at = begin + (goal - begin) * i / steps;
        all << QStringLiteral("mousemove") << QString::number(at.x()) << QString::number(at.y())
            << QStringLiteral("sleep") << Pause;
    }
    all << QStringLiteral("mouseup") << QStringLiteral("1") << QStringLiteral("sleep") << Pause;
    return run(all);
}

bool Hand::waitForWindow(qint64 process)
{
    // Asked again and again: xdotool's own waiting never ends for a window that has the focus already.
    const auto isActive = [process] {
        QProcess tool;
        tool.start(QStringLiteral("xdotool"),
                   {QStringLiteral("getactivewindow"), QStringLiteral("getwindowpid")});
        return tool.waitForFinished(PatienceMs) &&
               tool.readAllStandardOutput().trimmed().toLongLong() == process;
    };
    return QTest::qWaitFor(isActive, PatienceMs);
}

bool Hand::press(const QStringList &keys)
{
    return run(QStringList{QStringLiteral("key"), QStringLiteral("--delay"), QStringLiteral("40")} + keys);
}

bool Hand::type(const QString &text)
{
    return run({QStringLiteral("type"), QStringLiteral("--delay"), QStringLiteral("40"), text});
}

bool Hand::run(const QStringList &arguments)
{
    QProcess tool;
    tool.start(QStringLiteral("xdotool"), arguments);
    if (!QTest::qWaitFor([&] { return tool.state() == QProcess::NotRunning; }, PatienceMs))
        return false;
    QTest::qWait(50);
    return tool.exitStatus() == QProcess::NormalExit && tool.exitCode() == 0;
}

}  // namespace dw::test
