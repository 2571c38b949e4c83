// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QString>

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
    // The longest so far, in nanoseconds, and what it was; since the start or the last forgetLongest().
    qint64 longestNs() const { return m_longestNs; }
    const QString &longest() const { return m_longest; }
    void forgetLongest();

private:
    bool m_watching;
    int m_depth = 0;
    int m_deepestLoop = 0;
    int m_slow = 0;
    qint64 m_longestNs = 0;
    QString m_longest;
};

}  // namespace dw::desktop
