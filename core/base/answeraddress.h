// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>

#include <functional>

namespace dw
{

// Where the answer of a job on another thread goes. Made on the application's thread, where `receiver` lives;
// post() may be called on any thread and never touches the receiver there: the call travels to the
// application object, and whether the receiver still exists is asked on its own thread. A window may so be
// closed while its jobs run.
class AnswerAddress
{
public:
    explicit AnswerAddress(QObject *receiver) : m_receiver(receiver) {}

    // Runs `call` on the application's thread by a queued call; drops it when the receiver is gone by then,
    // and when there is no application any more.
    void post(std::function<void()> call) const;

private:
    QPointer<QObject> m_receiver;
};

}  // namespace dw
