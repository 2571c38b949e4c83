// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/syncagent.h"
#include "ui/common/theme.h"
#include "ui/shell/uicontext.h"

#include <QObject>

namespace dw::ui
{

// Where the laptop stands with its server, in words (ui.md 6, sync state). Everything that shows it asks
// here.
class SyncState : public QObject
{
    Q_OBJECT

public:
    // In the order in which they win: whoever has to sign in again is told that before anything else.
    enum class Face { SignIn, Stopped, Offline, FirstSync, Attention, Sending, Synced };

    explicit SyncState(UiContext &context, QObject *parent = nullptr);

    void setStatus(const SyncStatus &status);
    const SyncStatus &status() const { return m_status; }

    Face face() const;
    // "Offline since 07:12", "Synced 10:42".
    QString text() const;
    // What stands strong after it, or alone: "14 to send", "5 need attention".
    QString strong() const;
    QString icon() const;
    Theme::Role role() const;
    // Text and strong, for those who hear it.
    QString spoken() const;
    // A sentence below: what it means for the person.
    QString meaning() const;
    // "The clock of this laptop is 12 min ahead of the server's. ...", empty while both agree (B12).
    QString clockProblem() const;
    // "Last sync 10:42", "3 unsynced, last sync 10:42": how old every figure here is (features: U30).
    QString age() const;
    // The same beside a figure: "Local data until 09:42, 3 unsynced changes included".
    QString figureAge() const;

Q_SIGNALS:
    void changed();

private:
    // The server takes only newer programs.
    bool wantsUpdate() const;
    // "10:42" of today, "18 Nov 10:42" of another day.
    QString moment(Instant at) const;

    UiContext &m_context;
    SyncStatus m_status;
    Instant m_offlineSince;  // attempts that fail do not make it younger
};

}  // namespace dw::ui
