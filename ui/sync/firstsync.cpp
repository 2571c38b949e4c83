// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sync/firstsync.h"

#include "ui/shell/notices.h"
#include "ui/sync/syncstate.h"

#include <utility>

namespace dw::ui
{

FirstSync::FirstSync(UiContext &context, const SyncState &state, QObject *parent)
    : QObject(parent), m_context(context), m_state(state)
{
    connect(&state, &SyncState::changed, this, &FirstSync::refresh);
}

void FirstSync::refresh()
{
    const SyncStatus &status = m_state.status();
    Notices &notices = m_context.notices;
    if (m_state.face() != SyncState::Face::FirstSync || status.state != SyncStatus::State::Syncing) {
        if (m_job != 0)
            notices.endJob(std::exchange(m_job, 0),
                           status.lastSynced != Instant() ? tr("The first sync is through") : QString());
        return;
    }
    if (m_job == 0)
        m_job = notices.beginJob(tr("First sync; what has come can be used already"), Ticket());
    const int received = status.progress ? status.progress->pulled : 0;
    notices.jobProgress(m_job, -1, tr("%1 records received").arg(m_context.format.integer(received)));
}

}  // namespace dw::ui
