// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/auditentry.h"
#include "core/sync/serverjob.h"

#include <QHash>
#include <QJsonObject>

namespace dw
{

// The history of a record as its server knows it: what everybody did, not this laptop's user alone. It is not
// kept on laptops; who wants to see it asks, online (GET /api/v1/records/OBJECT/ID/history).
struct RecordHistory
{
    QList<AuditRecord> lines;   // newest first; numbered by the server's audit, without its hashes
    QHash<Id, Instant> proven;  // since when transactions among them were there for certain (ProvenTimes)
    bool more = false;          // earlier ones exist: ask again before the last one's sequence
};

// As it travels: {lines: [{seq, tx, at, received_at?, proven_at?, user, device?, command, note?, fields,
// values | erased}], more}. Values are [before, after] by field. What is longer than `bytes` is left to the
// next page, but for one line.
QJsonObject toJson(const RecordHistory &history, qint64 bytes);
// Invalid "sync.bad_answer": what no server says. Lines are about `record`.
Result<RecordHistory> historyFromJson(const RecordRef &record, const QJsonObject &json);

// A page of at most `limit` lines before the sequence number `before` (0: the newest), asked by the laptop
// whose workspace is in `folder`. False while `job` runs. Errors: as ServerLine::ask() and errorOf().
bool readServerHistory(ServerJob &job, const QString &folder, const RecordRef &record, int limit,
                       qint64 before, std::function<void(const Result<RecordHistory> &)> done);

}  // namespace dw
