// SPDX-License-Identifier: GPL-3.0-or-later
// An import in a joined workspace: what its server is to do again.
#include "core/commands/importrecords.h"
#include "core/store/localarea.h"

#include <QJsonObject>

#include <algorithm>
#include <utility>

namespace dw
{

namespace
{

// Of what one transaction may hold, with room for what stands around the values.
constexpr qsizetype MostBytes = 180 * 1024;
constexpr qsizetype MostChanges = 450;

qsizetype bytesOf(const Value &value)
{
    constexpr qsizetype Other = 48;
    // As UTF-8, and some of it escaped.
    return value.kind() == Value::Kind::Text ? 3 * value.text().size() : Other;
}

qsizetype bytesOf(const ChangeSet &changes)
{
    constexpr qsizetype Around = 220;
    constexpr qsizetype AroundField = 24;
    qsizetype bytes = 0;
    for (const RecordChange &change : changes.changes) {
        bytes += Around;
        const QList<int> fields = change.changedFields();
        for (const int field : fields) {
            bytes += AroundField + bytesOf(change.after.value(field));
            if (change.before.isValid())
                bytes += bytesOf(change.before.value(field));
        }
    }
    return bytes;
}

}  // namespace

Result<void> ImportRecords::checkTravels(const ChangeSet &changes)
{
    if (changes.changes.size() <= MostChanges && bytesOf(changes) <= MostBytes)
        return {};
    return Error(ErrorCode::Limit, QStringLiteral("import.row_too_large"));
}

Result<void> ImportRecords::keepTravelling(WriteSession &session, qint64 row, const ChangeSet &changes,
                                           const CommandContext &writing)
{
    const qsizetype bytes = bytesOf(changes);
    if (m_travelling.bytes + bytes > MostBytes ||
        m_travelling.changes.changes.size() + changes.changes.size() > MostChanges)
        DW_TRY(sendOn(session));
    QJsonArray records, made;
    QList<Id> left = writing.madeIds();
    for (const RecordChange &change : changes.changes) {
        const RecordRef ref = change.record().ref();
        const QSet<int> *asked = writing.asked(ref);
        if (!asked)
            continue;
        const bool fresh = !change.before.isValid();
        QJsonObject record{{QStringLiteral("object"), ref.object}, {QStringLiteral("id"), ref.id.toString()}};
        if (fresh) {
            record.insert(QStringLiteral("new"), true);
            made.append(ref.id.toString());
            left.removeOne(ref.id);
        }
        records.append(record);
        m_travelling.asked[ref] += *asked;
    }
    // What followed from them, in its order.
    for (const Id &id : std::as_const(left))
        made.append(id.toString());
    m_travelling.rows.append(QJsonObject{{QStringLiteral("row"), double(row)},
                                         {QStringLiteral("made"), made},
                                         {QStringLiteral("records"), records}});
    m_travelling.changes.changes += changes.changes;
    m_travelling.bytes += bytes;
    return {};
}

Result<void> ImportRecords::sendOn(WriteSession &session)
{
    Travelling sent = std::exchange(m_travelling, {});
    if (sent.rows.isEmpty())
        return {};
    CommandContext writing = context(session);
    writing.changes() = std::move(sent.changes);
    for (const RecordChange &change : std::as_const(writing.changes().changes)) {
        const QSet<int> asked = sent.asked.take(change.record().ref());
        for (const int field : asked)
            writing.noteAsked(change.record(), change.record().type().field(field).key);
    }
    QJsonObject arguments{{QStringLiteral("batch"), m_batch.toString()}, {QStringLiteral("rows"), sent.rows}};
    if (m_options.history)
        arguments.insert(QStringLiteral("history"), true);
    if (m_options.acceptIncomplete)
        arguments.insert(QStringLiteral("accept_incomplete"), true);
    const QString command = QStringLiteral("import.rows");
    const QList<CommandRequest> requests{{command, arguments}};
    return m_runner.hook()->end(session, {m_runner.ids().next(), command, requests, writing});
}

Result<void> ImportRecords::sendBatch(WriteSession &session, const CommandContext &writing,
                                      const Record &batch) const
{
    QJsonObject set;
    for (const char16_t *key :
         {u"file_name", u"object_type", u"mode", u"encoding", u"mapping", u"file_sha256", u"status",
          u"rows_total", u"rows_ok", u"rows_dup", u"rows_bad"})
        set.insert(QString::fromUtf16(key), batch.value(QStringView(key)).toJson());
    const bool running = batch.value(u"status").text() == QLatin1String("running");
    DW_TRY(session.setLocalValue(importRunningArea(), batch.id().toString(),
                                 running ? QByteArrayLiteral("1") : QByteArray()));
    const QString command = QStringLiteral("import.note");
    const QList<CommandRequest> requests{
        {command, {{QStringLiteral("batch"), batch.id().toString()}, {QStringLiteral("set"), set}}}};
    return m_runner.hook()->end(session, {m_runner.ids().next(), command, requests, writing});
}

}  // namespace dw
