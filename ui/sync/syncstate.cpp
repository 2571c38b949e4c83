// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sync/syncstate.h"

#include "ui/sync/lockedwindow.h"
#include "ui/sync/synctext.h"

namespace dw::ui
{

SyncState::SyncState(UiContext &context, QObject *parent) : QObject(parent), m_context(context) {}

void SyncState::setStatus(const SyncStatus &status)
{
    const bool away = status.state == SyncStatus::State::Offline && status.error;
    const bool again = status.state == SyncStatus::State::Syncing && status.error;
    if (away && m_offlineSince == Instant())
        m_offlineSince = status.since;
    else if (!away && !again)
        m_offlineSince = Instant();
    m_status = status;
    Q_EMIT changed();
}

SyncState::Face SyncState::face() const
{
    switch (m_status.state) {
        case SyncStatus::State::SignInNeeded:
            return Face::SignIn;
        case SyncStatus::State::Stopped:
            return Face::Stopped;
        case SyncStatus::State::Idle:
        case SyncStatus::State::Syncing:
        case SyncStatus::State::Offline:
            break;
    }
    if (m_status.error && LockedWindow::isLock(*m_status.error))
        return Face::Stopped;
    if (m_offlineSince != Instant())
        return Face::Offline;
    if (m_status.lastSynced == Instant())
        return Face::FirstSync;
    if (m_status.inbox > 0)
        return Face::Attention;
    return m_status.waiting > 0 ? Face::Sending : Face::Synced;
}

QString SyncState::moment(Instant at) const
{
    const BusinessZone &zone = m_context.configuration()->settings.zone;
    const QDateTime local = at.toQDateTime(zone.zone());
    const QDate today = zone.dateOf(m_context.clock.now()).toQDate();
    const QString time = m_context.format.time(local.time());
    return local.date() == today
               ? time
               : m_context.format.calendarDate(local.date(), today) + QLatin1Char(' ') + time;
}

QString SyncState::text() const
{
    switch (face()) {
        case Face::Offline:
            return tr("Offline since %1").arg(moment(m_offlineSince));
        case Face::FirstSync:
            return m_status.progress && m_status.progress->pulled > 0
                       ? tr("First sync, %1 received")
                             .arg(m_context.format.integer(m_status.progress->pulled))
                       : tr("First sync");
        case Face::Sending:
            return tr("Sending %1").arg(m_context.format.integer(m_status.waiting));
        case Face::Synced:
            return tr("Synced %1").arg(moment(m_status.lastSynced));
        case Face::SignIn:
        case Face::Stopped:
        case Face::Attention:
            break;
    }
    return {};
}

QString SyncState::strong() const
{
    switch (face()) {
        case Face::SignIn:
            return tr("Sign in again");
        case Face::Stopped:
            return wantsUpdate() ? tr("Update the program") : tr("Sync has stopped");
        case Face::Offline:
            return m_status.waiting > 0 ? tr("%n to send", nullptr, m_status.waiting) : QString();
        case Face::Attention:
            return tr("%n need attention", nullptr, m_status.inbox);
        case Face::Synced:
            return m_status.hasWrongClock() ? tr("Clock is wrong")
                   : m_status.filesHeld     ? tr("Files wait")
                                            : QString();
        case Face::FirstSync:
        case Face::Sending:
            break;
    }
    return {};
}

bool SyncState::wantsUpdate() const
{
    return m_status.error && m_status.error->code == ErrorCode::TooNew;
}

QString SyncState::icon() const
{
    switch (face()) {
        case Face::SignIn:
        case Face::Stopped:
            return QStringLiteral("circle-alert");
        case Face::Offline:
            return QStringLiteral("cloud-off");
        case Face::Attention:
            return QStringLiteral("git-merge");
        case Face::FirstSync:
            return QStringLiteral("download");
        case Face::Sending:
            return QStringLiteral("cloud-upload");
        case Face::Synced:
            break;
    }
    return QStringLiteral("cloud");
}

Theme::Role SyncState::role() const
{
    switch (face()) {
        case Face::SignIn:
        case Face::Stopped:
            return Theme::Role::Danger;
        case Face::Offline:
        case Face::Attention:
            return Theme::Role::Text;
        case Face::FirstSync:
        case Face::Sending:
        case Face::Synced:
            break;
    }
    return Theme::Role::TextMuted;
}

QString SyncState::spoken() const
{
    const QString what = text();
    return what.isEmpty() || strong().isEmpty() ? what + strong() : tr("%1, %2").arg(what, strong());
}

QString SyncState::meaning() const
{
    switch (face()) {
        case Face::SignIn:
        case Face::Stopped:
            return m_status.error ? syncText(*m_status.error) : QString();
        case Face::Offline:
            return tr(
                "Work goes on here. What you change is kept on this laptop and goes up when the server "
                "can be reached.");
        case Face::FirstSync:
            return tr("What has come can be used already. The rest follows while you work.");
        case Face::Attention:
            return tr(
                "Others changed the same meanwhile, or the server refused something. Nothing you typed "
                "is lost.");
        case Face::Sending:
            return tr("Your changes are on their way.");
        case Face::Synced:
            break;
    }
    if (m_status.filesHeld)
        return tr(
            "All but files is in step. Files wait as this connection is metered: Sync now sends and fetches "
            "them all the same.");
    return tr("This laptop and the server hold the same.");
}

QString SyncState::clockProblem() const
{
    if (!m_status.hasWrongClock())
        return {};
    const qint64 minutes = std::abs(m_status.aheadMs) / 60'000;
    const QString much = minutes < 120       ? tr("%1 min").arg(m_context.format.integer(minutes))
                         : minutes < 48 * 60 ? tr("%1 h").arg(m_context.format.integer(minutes / 60))
                                             : m_context.format.days(minutes / (24 * 60));
    const QString which = m_status.aheadMs > 0
                              ? tr("The clock of this laptop is %1 ahead of the server's.").arg(much)
                              : tr("The clock of this laptop is %1 behind the server's.").arg(much);
    return which + QLatin1Char(' ') + tr("Set it right: deadlines and history go by it.");
}

QString SyncState::age() const
{
    if (m_status.lastSynced == Instant())
        return tr("Not in step yet");
    const QString last = moment(m_status.lastSynced);
    return m_status.waiting > 0 ? tr("%n unsynced, last sync %1", nullptr, m_status.waiting).arg(last)
                                : tr("Last sync %1").arg(last);
}

QString SyncState::figureAge() const
{
    if (m_status.lastSynced == Instant())
        return tr("The first sync is not through: more is to come");
    const QString until = tr("Local data until %1").arg(moment(m_status.lastSynced));
    return m_status.waiting > 0
               ? tr("%1, %n unsynced change(s) included", nullptr, m_status.waiting).arg(until)
               : until;
}

}  // namespace dw::ui
