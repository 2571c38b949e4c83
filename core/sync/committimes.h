// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/datetime.h"
#include "core/store/session.h"

#include <QMap>

#include <optional>

namespace dw
{

// About when the commits of a server's history were made: a mark every few hours in which something was
// written, for half a year. For what a laptop's checkpoint says about how old its view was, never for an
// order.
class CommitTimes
{
public:
    static constexpr qint64 SpacingMs = qint64(6) * 3600 * 1000;
    static constexpr qint64 KeptMs = qint64(200) * 24 * 3600 * 1000;

    static Result<CommitTimes> load(const ReadSession &session);
    // In the transaction that makes the commit.
    static Result<void> note(WriteSession &session, qint64 sequence, Instant now);

    // Not after that commit was made, and no more than a spacing before; nothing for one before all marks.
    std::optional<Instant> about(qint64 sequence) const;
    // A commit that was made before then, as were all before it, and no more than a spacing of the newest
    // such; 0: none is known.
    qint64 newestBefore(Instant instant) const;

private:
    QMap<qint64, Instant> m_marks;
};

}  // namespace dw
