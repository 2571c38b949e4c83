// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"

#include <QLocalServer>
#include <QObject>

namespace dw::desktop
{

// One window per workspace: the first listens, a second asks it to come to the front and ends.
class SingleInstance : public QObject
{
    Q_OBJECT

public:
    // Asks the window that has this workspace open; true when it answered.
    static bool raiseOther(const Id &workspace);

    explicit SingleInstance(const Id &workspace, QObject *parent = nullptr);

Q_SIGNALS:
    void raiseRequested();

private:
    static QString nameOf(const Id &workspace);

    QLocalServer m_server;
};

}  // namespace dw::desktop
