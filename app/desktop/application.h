// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>

namespace dw::desktop
{

// Watches that no event keeps the window waiting: one that takes over 50 ms is logged with its kind and
// receiver. On in debug builds and with DEALWRIGHT_WATCHDOG=1.
class Application : public QApplication
{
    Q_OBJECT

public:
    static constexpr int LimitMs = 50;

    Application(int &argc, char **argv);

    bool notify(QObject *receiver, QEvent *event) override;
    int slowEvents() const { return m_slow; }

private:
    bool m_watching;
    int m_depth = 0;
    int m_deepestLoop = 0;
    int m_slow = 0;
};

}  // namespace dw::desktop
