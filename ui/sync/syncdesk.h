// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/uicontext.h"

#include <QObject>
#include <QPointer>

namespace dw::ui
{

class MainWindow;
class SyncButton;
class SyncPanel;
class SyncState;

// Brings the sync state of a joined workspace into the frame: the button in the top bar, the panel behind it,
// the age in the status bar, the commands. To be made anew with the window's parts; goes with them.
class SyncDesk : public QObject
{
    Q_OBJECT

public:
    SyncDesk(UiContext &context, const SyncState &state, MainWindow &window);
    ~SyncDesk() override;

    SyncButton *button() const;
    SyncPanel *panel() const;
    void openPanel();

Q_SIGNALS:
    void syncRequested();

private:
    void addActions();
    void refresh();
    void go(const QString &page);

    UiContext &m_context;
    const SyncState &m_state;
    MainWindow &m_window;
    QPointer<SyncButton> m_button;
    QPointer<SyncPanel> m_panel;
};

}  // namespace dw::ui
