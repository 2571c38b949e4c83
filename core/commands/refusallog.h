// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/actor.h"
#include "core/base/idgenerator.h"
#include "core/commands/refusal.h"
#include "core/store/session.h"

#include <QHash>

namespace dw
{

// Writes refused attempts into the audit (features B5), in a transaction of their own. Who tries again and
// again does not fill the disk: of one kind (who, command, object, code, field) the first ones have a line
// each, after them there is a line only when their number has doubled, for all since the last one. A kind
// that was quiet for a while begins anew. Lives on the writer thread.
class RefusalLog
{
public:
    static constexpr qint64 SingleLines = 20;
    static constexpr qint64 QuietMs = 10 * 60 * 1000;

    // With no transaction running. A line that cannot be written changes nothing of the answer: it is logged.
    void note(WriteSession &session, IdGenerator &ids, const Actor &actor, Instant now,
              const QString &command, const Refusal &refusal, const QString &note = {});

private:
    struct Kind
    {
        Instant last;
        qint64 seen = 0;
        qint64 next = 0;       // how many must have been seen for the next line
        qint64 unwritten = 0;  // since the last line
        RecordRef record;      // of those; the object as a whole when they are several
    };
    static Result<void> write(WriteSession &session, const AuditEntry &line);

    QHash<QString, Kind> m_kinds;
};

}  // namespace dw
