// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/recordhistory.h"

#include "core/sync/answervalues.h"
#include "core/sync/serverline.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTimeZone>

#include <utility>

namespace dw
{

namespace
{

using answervalues::badAnswer;
using answervalues::wholeNumber;

// Somebody looks at an empty list meanwhile.
constexpr int IdleMs = 10'000;
constexpr int WholeMs = 20'000;
constexpr int MostLines = 1'000;

QJsonObject lineJson(const AuditRecord &record, const QHash<Id, Instant> &proven)
{
    const AuditEntry &entry = record.entry;
    QJsonObject line{{QStringLiteral("seq"), record.sequence},
                     {QStringLiteral("tx"), entry.transaction.toString()},
                     {QStringLiteral("at"), entry.at.toIso()},
                     {QStringLiteral("user"), entry.user.toString()},
                     {QStringLiteral("command"), entry.command},
                     {QStringLiteral("fields"), QJsonArray::fromStringList(record.fields)}};
    if (entry.receivedAt)
        line.insert(QStringLiteral("received_at"), entry.receivedAt->toIso());
    if (const auto since = proven.constFind(entry.transaction); since != proven.cend())
        line.insert(QStringLiteral("proven_at"), since->toIso());
    if (!entry.device.isNull())
        line.insert(QStringLiteral("device"), entry.device.toString());
    if (!entry.note.isEmpty())
        line.insert(QStringLiteral("note"), entry.note);
    if (record.erased)
        line.insert(QStringLiteral("erased"), true);
    else
        line.insert(QStringLiteral("values"), entry.values);
    return line;
}

Result<AuditRecord> lineOf(const RecordRef &about, const QJsonObject &line)
{
    const auto text = [&line](const char *key) { return line.value(QLatin1String(key)).toString(); };
    AuditRecord record;
    record.sequence = wholeNumber(line.value(QLatin1String("seq")));
    if (record.sequence <= 0)
        return badAnswer(QStringLiteral("history.seq"));
    const auto at = Instant::fromIso(text("at"), QTimeZone::utc());
    const auto transaction = Id::fromString(text("tx"));
    const auto user = Id::fromString(text("user"));
    if (!at || !transaction || !user)
        return badAnswer(QStringLiteral("history.lines"));
    AuditEntry &entry = record.entry;
    entry.at = *at;
    entry.transaction = *transaction;
    entry.user = *user;
    entry.device = Id::fromString(text("device")).value_or(Id());
    entry.command = text("command");
    entry.note = text("note");
    entry.record = about;
    if (line.contains(QLatin1String("received_at"))) {
        const auto received = Instant::fromIso(text("received_at"), QTimeZone::utc());
        if (!received)
            return badAnswer(QStringLiteral("history.received_at"));
        entry.receivedAt = *received;
    }
    const QJsonArray fields = line.value(QLatin1String("fields")).toArray();
    for (const QJsonValue &field : fields)
        record.fields.append(field.toString());
    record.erased = line.value(QLatin1String("erased")).toBool();
    entry.values = line.value(QLatin1String("values")).toObject();
    return record;
}

}  // namespace

QJsonObject toJson(const RecordHistory &history, qint64 bytes)
{
    QJsonArray lines;
    for (const AuditRecord &record : history.lines) {
        const QJsonObject line = lineJson(record, history.proven);
        bytes -= QJsonDocument(line).toJson(QJsonDocument::Compact).size();
        if (bytes < 0 && !lines.isEmpty())
            break;
        lines.append(line);
    }
    return {{QStringLiteral("more"), history.more || lines.size() < history.lines.size()},
            {QStringLiteral("lines"), lines}};
}

Result<RecordHistory> historyFromJson(const RecordRef &record, const QJsonObject &json)
{
    RecordHistory history;
    const QJsonValue lines = json.value(QLatin1String("lines"));
    if (!lines.isArray() || lines.toArray().size() > MostLines)
        return badAnswer(QStringLiteral("history.lines"));
    const QJsonArray all = lines.toArray();
    for (const QJsonValue &line : all) {
        DW_ASSIGN(const AuditRecord one, lineOf(record, line.toObject()));
        if (!history.lines.isEmpty() && one.sequence >= history.lines.last().sequence)
            return badAnswer(QStringLiteral("history.seq"));
        history.lines.append(one);
        const QString since = line.toObject().value(QLatin1String("proven_at")).toString();
        if (const auto proven = Instant::fromIso(since, QTimeZone::utc()))
            history.proven.insert(one.entry.transaction, *proven);
    }
    // A page of nothing has nothing behind it to go on from.
    history.more = json.value(QLatin1String("more")).toBool() && !history.lines.isEmpty();
    return history;
}

bool readServerHistory(ServerJob &job, const QString &folder, const RecordRef &record, int limit,
                       qint64 before, std::function<void(const Result<RecordHistory> &)> done)
{
    HttpTransport::Limits limits;
    limits.idleMs = IdleMs;
    limits.wholeMs = WholeMs;
    const QString path = QStringLiteral("records/%1/%2/history?limit=%3&before=%4")
                             .arg(record.object, record.id.toString())
                             .arg(limit)
                             .arg(before);
    const auto work = [folder, record, path](HttpTransport &transport,
                                             const DeviceIdentity &identity) -> Result<RecordHistory> {
        Patience patience;
        patience.attempts = 1;
        ServerLine line(identity, folder, transport, patience);
        DW_ASSIGN(const SyncAnswer answer, line.get(path));
        if (!answer.ok())
            return ServerLine::errorOf(answer);
        return historyFromJson(record, answer.body);
    };
    return job.runAs<RecordHistory>(folder, limits, work, std::move(done));
}

}  // namespace dw
