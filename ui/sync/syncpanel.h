// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/syncoverview.h"
#include "ui/common/popover.h"
#include "ui/shell/uicontext.h"

class QScrollArea;

namespace dw::ui
{

class SignInForm;
class SyncState;
class TextLabel;

// Behind the sync state: how things stand and why, what waits and what will become of it, who this laptop is
// to the server; sync now, sign in again.
class SyncPanel : public Popover
{
    Q_OBJECT

public:
    SyncPanel(UiContext &context, const SyncState &state, QWidget *window);

    void open(QWidget *anchor);
    void showOverview(const SyncOverview &overview);
    // What is shown of it, for those who look at it otherwise.
    const SyncOverview &overview() const { return m_overview; }

    QPushButton *syncButton() const { return m_sync; }
    QPushButton *inboxButton() const { return m_inbox; }
    QPushButton *devicesButton() const { return m_devices; }
    SignInForm *signInForm() const { return m_signIn; }
    QString factsText() const;
    QStringList rowTexts() const { return m_rows; }
    QStringList forecast() const { return m_forecast; }
    QString stateText() const;
    QString reasonText() const;

Q_SIGNALS:
    void syncRequested();
    void inboxRequested();
    void devicesRequested();
    void overviewShown();

private:
    void refreshState();
    void read();
    void fill();
    void fitArea();
    QStringList forecastOf() const;
    QString facts() const;
    QWidget *changeRow(const SyncOverview::Change &change);
    QString whatOf(const SyncOverview::Change &change) const;
    QString waitOf(const SyncOverview::Change &change) const;
    QString ageOf(Instant at) const;
    QString labelsOf(const SyncOverview::Change &change, const QStringList &keys) const;

    UiContext &m_context;
    const SyncState &m_state;
    SyncOverview m_overview;
    QStringList m_rows;
    QStringList m_forecast;
    TextLabel *m_title;
    TextLabel *m_meaning;
    TextLabel *m_reason;
    SignInForm *m_signIn;
    QPushButton *m_sync;
    QPushButton *m_inbox;
    QPushButton *m_devices;
    QScrollArea *m_area;
    TextLabel *m_facts;
};

}  // namespace dw::ui
