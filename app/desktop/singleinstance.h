// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"

#include <QJsonObject>
#include <QLocalServer>
#include <QObject>

#include <functional>
#include <utility>

class QLocalSocket;

namespace dw::desktop
{

// One window per workspace: the first listens (windowsocket.h), a second asks it to come to the front and
// ends. A program without a window has what it exported written into the audit by it.
class SingleInstance : public QObject
{
    Q_OBJECT

public:
    // Asks the window that has this workspace open; true when it answered.
    static bool raiseOther(const Id &workspace);

    explicit SingleInstance(const Id &workspace, QObject *parent = nullptr);

    // Who writes exports into the audit: `message` {user, arguments}; the answer as in windowsocket.h, called
    // at most once. Without one such messages are not answered.
    using Answer = std::function<void(const QJsonObject &answer)>;
    using NoteExport = std::function<void(const QJsonObject &message, const Answer &answer)>;
    void setNoteExport(NoteExport noteExport) { m_noteExport = std::move(noteExport); }

Q_SIGNALS:
    void raiseRequested();

private:
    void receive(QLocalSocket &other);

    QLocalServer m_server;
    NoteExport m_noteExport;
};

}  // namespace dw::desktop
