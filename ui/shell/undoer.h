// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/uicontext.h"

#include <QObject>

namespace dw::ui
{

class WindowNotices;

// Runs change.undo and says what came of it: done, what was kept because it has changed since, or why not.
class Undoer : public QObject
{
    Q_OBJECT

public:
    Undoer(UiContext &context, WindowNotices &notices, QObject *parent = nullptr);

    // A null id undoes the person's last change.
    void undo(const Id &transaction);

Q_SIGNALS:
    void finished(dw::CommandResult::Status status);

private:
    void tell(const CommandResult &result, const Id &transaction);

    UiContext &m_context;
    WindowNotices &m_notices;
    bool m_running = false;
};

}  // namespace dw::ui
