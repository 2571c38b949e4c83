// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>

#include <functional>

class QWidget;

namespace dw::ui
{

// Reads anew what a widget shows, a little after it was asked to, once for many askings. A widget that nobody
// sees waits for that until it is shown: its reading would only keep others waiting.
class SeenRefresh : public QObject
{
    Q_OBJECT

public:
    // Child of `shown`.
    SeenRefresh(QWidget *shown, int delayMs, std::function<void()> refresh);

    void start() { m_timer.start(); }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *m_shown;
    std::function<void()> m_refresh;
    QTimer m_timer;
    bool m_due = false;  // asked for while nobody saw it
};

}  // namespace dw::ui
