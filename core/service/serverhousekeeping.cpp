// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/serverhousekeeping.h"

#include "core/commands/housekeeping.h"
#include "core/service/serveradmin.h"
#include "core/store/ledger.h"
#include "core/sync/committimes.h"
#include "core/sync/issuebook.h"

namespace dw
{

namespace
{

constexpr qint64 HourMs = 3'600'000;
constexpr qint64 DayMs = 24 * HourMs;
constexpr int QuietFrom = 2;
constexpr int QuietUntil = 5;

QString doneSetting()
{
    return QStringLiteral("housekeeping");
}

}  // namespace

bool ServerHousekeeping::isDue(Instant now, std::optional<Instant> last, const BusinessZone &zone)
{
    if (last && now.ms - last->ms > DayMs + DayMs / 2)
        return true;
    const int hour = now.toQDateTime(zone.zone()).time().hour();
    return hour >= QuietFrom && hour < QuietUntil && (!last || zone.dateOf(*last) != zone.dateOf(now));
}

Result<std::optional<ServerHousekeeping::Done>> ServerHousekeeping::runIfDue()
{
    DW_ASSIGN(const QByteArray kept, m_accounts.setting(doneSetting()));
    const std::optional<Instant> last =
        kept.isEmpty() ? std::nullopt : std::optional(Instant{kept.toLongLong()});
    // Of a new server the first day and a half have begun.
    if (!last)
        DW_TRY(m_accounts.setSetting(doneSetting(), QByteArray::number(m_clock.now().ms)));
    if (!isDue(m_clock.now(), last, m_runner.configuration()->settings.zone))
        return std::optional<Done>();
    DW_ASSIGN(const Done done, run());
    return std::optional(done);
}

Result<ServerHousekeeping::Done> ServerHousekeeping::run()
{
    const std::lock_guard lock(m_mutex);
    const Instant now = m_clock.now();
    Done done;
    m_uploads.tidy(now);
    DW_TRY(m_accounts.tidy(now, SignInDays * DayMs));
    DW_TRY(purge(done));
    m_uploads.forgetWhatIsGone(
        [&](const QByteArray &sha256) { return m_runner.workspace().blobPath(sha256).ok(); });
    DW_TRY(transaction([&](WriteSession &session) -> Result<void> {
        DW_ASSIGN(done.issues, IssueBook::tidy(session, now));
        return {};
    }));
    DW_TRY(moveHorizon(done));
    DW_TRY(forgetBeforeHorizon());
    if (!m_stopped)
        DW_TRY(m_accounts.setSetting(doneSetting(), QByteArray::number(now.ms)));
    return done;
}

Result<void> ServerHousekeeping::purge(Done &done)
{
    const Actor owner = ServerAdmin::ownerOf(m_runner.workspace());
    for (bool more = true; more && !m_stopped;) {
        Result<Housekeeping::Done> step = Housekeeping::Done();
        m_runner.workspace().writeNow([&](WriteSession &session) {
            step = Housekeeping(m_runner).run(session, owner, Housekeeping::When::Now);
        });
        DW_TRY(step);
        done.purged += step->purged;
        done.files += step->files;
        more = step->more;
    }
    return {};
}

// To the newest commit that is known to be old enough.
Result<void> ServerHousekeeping::moveHorizon(Done &done)
{
    const Instant before{m_clock.now().ms - HorizonDays * DayMs};
    return transaction([&](WriteSession &session) -> Result<void> {
        DW_ASSIGN(const CommitTimes times, CommitTimes::load(session));
        DW_ASSIGN(LedgerHead head, session.ledger().lockHead());
        if (const qint64 old = times.newestBefore(before); old > head.horizon) {
            head.horizon = old;
            DW_TRY(session.ledger().setHead(head));
        }
        done.horizon = head.horizon;
        return {};
    });
}

Result<void> ServerHousekeeping::forgetBeforeHorizon()
{
    for (bool done = false; !done && !m_stopped;) {
        DW_TRY(transaction([&](WriteSession &session) -> Result<void> {
            DW_ASSIGN(done, session.ledger().forgetBeforeHorizon(AtOnce));
            return {};
        }));
    }
    return {};
}

Result<void> ServerHousekeeping::transaction(const std::function<Result<void>(WriteSession &)> &work)
{
    Result<void> done;
    m_runner.workspace().writeNow([&](WriteSession &session) {
        done = session.begin(Durability::Saved);
        if (done.ok())
            done = work(session);
        if (done.ok())
            done = session.commit();
        if (!done.ok())
            session.rollback();
    });
    return done;
}

}  // namespace dw
