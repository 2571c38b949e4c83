// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sync/syncdesk.h"

#include "ui/shell/mainwindow.h"
#include "ui/shell/statusbar.h"
#include "ui/shell/topbar.h"
#include "ui/sync/syncbutton.h"
#include "ui/sync/syncpanel.h"
#include "ui/sync/syncstate.h"

namespace dw::ui
{

namespace
{

QString inboxPage()
{
    return QStringLiteral("attention");
}

}  // namespace

SyncDesk::SyncDesk(UiContext &context, const SyncState &state, MainWindow &window)
    : QObject(window.topBar())
    , m_context(context)
    , m_state(state)
    , m_window(window)
    , m_button(new SyncButton(context.icons, state, window.topBar()))
    , m_panel(new SyncPanel(context, state, &window))
{
    window.topBar()->setState(m_button);
    connect(m_button, &QToolButton::clicked, this, &SyncDesk::openPanel);
    connect(m_panel, &SyncPanel::syncRequested, this, &SyncDesk::syncRequested);
    connect(m_panel, &SyncPanel::inboxRequested, this, [this] { go(inboxPage()); });
    connect(m_panel, &SyncPanel::devicesRequested, this, [this] { go(QStringLiteral("devices")); });
    connect(&state, &SyncState::changed, this, &SyncDesk::refresh);
    addActions();
    refresh();
}

SyncDesk::~SyncDesk()
{
    delete m_button;
    delete m_panel;
}

SyncButton *SyncDesk::button() const
{
    return m_button;
}

SyncPanel *SyncDesk::panel() const
{
    return m_panel;
}

void SyncDesk::addActions()
{
    using Spec = ActionRegistry::Spec;
    const QString group = tr("Sync");
    m_context.actions.add(Spec{QStringLiteral("sync.now"), tr("Sync now"), QStringLiteral("refresh-cw"),
                               QKeySequence(Qt::Key_F9), group},
                          m_button, [this] { Q_EMIT syncRequested(); });
    m_context.actions.add(Spec{QStringLiteral("sync.panel"), tr("Show what syncs"), QStringLiteral("cloud"),
                               QKeySequence(QStringLiteral("Ctrl+Shift+Y")), group},
                          m_button, [this] { openPanel(); });
    if (m_window.pages()->contains(QStringLiteral("devices")))
        m_context.actions.add(Spec{QStringLiteral("sync.devices"),
                                   tr("My laptops at the server"),
                                   QStringLiteral("shield-alert"),
                                   {},
                                   group},
                              m_button, [this] { go(QStringLiteral("devices")); });
}

void SyncDesk::openPanel()
{
    m_panel->open(m_button);
}

void SyncDesk::refresh()
{
    m_window.statusBar()->setSync(m_state.age());
}

void SyncDesk::go(const QString &page)
{
    if (!m_window.pages()->contains(page))
        return;
    Place place;
    place.page = page;
    m_window.pages()->open(place);
}

}  // namespace dw::ui
