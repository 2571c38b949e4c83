// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <memory>

namespace dw
{

// SIGTERM, SIGINT and SIGHUP as Qt signals on the main thread. Blocks them for this thread and those it makes
// from now on.
class Signals final : public QObject
{
    Q_OBJECT

public:
    Signals();
    ~Signals() override;

Q_SIGNALS:
    void terminate();
    void hangUp();

private:
    void read();

    int m_descriptor = -1;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

}  // namespace dw
