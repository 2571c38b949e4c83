// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/committimes.h"

namespace dw
{

namespace
{

const QString Area = QStringLiteral("commit_times");
const QString Newest = QStringLiteral("newest");

}  // namespace

Result<CommitTimes> CommitTimes::load(const ReadSession &session)
{
    CommitTimes times;
    DW_ASSIGN(const auto values, session.localValues(Area));
    for (auto value = values.constBegin(); value != values.constEnd(); ++value) {
        if (value.key() != Newest)
            times.m_marks.insert(value.key().toLongLong(), Instant{value->toLongLong()});
    }
    return times;
}

Result<void> CommitTimes::note(WriteSession &session, qint64 sequence, Instant now)
{
    DW_ASSIGN(const QByteArray newest, session.localValue(Area, Newest));
    if (!newest.isEmpty() && now.ms - newest.toLongLong() < SpacingMs)
        return {};
    const QByteArray at = QByteArray::number(now.ms);
    DW_TRY(session.setLocalValue(Area, Newest, at));
    DW_TRY(session.setLocalValue(Area, QString::number(sequence), at));
    DW_ASSIGN(const CommitTimes all, load(session));
    for (auto mark = all.m_marks.constBegin(); mark != all.m_marks.constEnd(); ++mark) {
        if (now.ms - mark->ms > KeptMs)
            DW_TRY(session.setLocalValue(Area, QString::number(mark.key()), {}));
    }
    return {};
}

std::optional<Instant> CommitTimes::about(qint64 sequence) const
{
    const auto after = m_marks.upperBound(sequence);
    return after == m_marks.cbegin() ? std::nullopt : std::optional<Instant>(*std::prev(after));
}

qint64 CommitTimes::newestBefore(Instant instant) const
{
    qint64 sequence = 0;
    for (auto mark = m_marks.constBegin(); mark != m_marks.constEnd() && *mark < instant; ++mark)
        sequence = mark.key();
    return sequence;
}

}  // namespace dw
