// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/refusallog.h"

#include <QLoggingCategory>

#include <algorithm>
#include <utility>

namespace dw
{

namespace
{

constexpr qsizetype MostKinds = 1000;

}  // namespace

Result<void> RefusalLog::write(WriteSession &session, const AuditEntry &line)
{
    DW_TRY(session.begin(Durability::Saved));
    if (const auto added = session.appendAudit(line); !added.ok()) {
        session.rollback();
        return added.error();
    }
    const Result<void> committed = session.commit();
    if (!committed.ok())
        session.rollback();
    return committed;
}

void RefusalLog::note(WriteSession &session, IdGenerator &ids, const Actor &actor, Instant now,
                      const QString &command, const Refusal &refusal, const QString &note)
{
    const QString key = QStringList{actor.user.toString(), command, refusal.record.object, refusal.what.code,
                                    refusal.what.field}
                            .join(QLatin1Char('\n'));
    if (m_kinds.size() >= MostKinds && !m_kinds.contains(key))
        m_kinds.removeIf(
            [](const std::pair<const QString &, Kind &> &one) { return one.second.unwritten == 0; });
    Kind &kind = m_kinds[key];
    if (now.ms - kind.last.ms > QuietMs)
        kind.seen = 0;
    kind.last = now;
    kind.record = kind.unwritten == 0 || kind.record == refusal.record
                      ? refusal.record
                      : RecordRef{refusal.record.object, Id()};
    kind.seen += refusal.what.count;
    kind.unwritten += refusal.what.count;
    if (kind.seen > SingleLines && kind.seen - refusal.what.count > 0 && kind.seen < kind.next)
        return;
    RefusedAttempt what = refusal.what;
    what.count = std::exchange(kind.unwritten, 0);
    kind.next = std::max(kind.seen, SingleLines) * 2;

    AuditEntry line;
    line.transaction = ids.next();
    line.at = now;
    line.user = actor.user;
    line.device = actor.device;
    line.openedBy = actor.openedBy;
    line.command = command;
    line.record = kind.record;
    line.values = what.values();
    line.note = note.isEmpty() ? what.note() : note + QLatin1String(": ") + what.note();
    if (const Result<void> written = write(session, line); !written.ok())
        qWarning("a refused attempt could not be audited: %s %s", qPrintable(written.error().key),
                 qPrintable(written.error().detail));
}

}  // namespace dw
