// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/bringwriter.h"

#include "core/records/valuejson.h"
#include "core/store/replica.h"
#include "core/sync/importedrows.h"
#include "core/sync/refusedrow.h"

#include <QCryptographicHash>
#include <QJsonDocument>

#include <utility>

namespace dw
{

namespace
{

// A transaction holds more (SyncTransaction::MaximumBytes): around the values stands what the rules made.
constexpr qsizetype MostBytes = 60 * 1024;
constexpr size_t MostRows = 150;
constexpr int Followers = 2;  // what a row makes besides itself: a line of its stage history

qsizetype bytesOf(const BringWriter::Row &row)
{
    const QJsonObject set = row.as.isNull() ? recordToJson(row.record) : row.set;
    return QJsonDocument(set).toJson(QJsonDocument::Compact).size();
}

Error errorOf(const CommandResult &result)
{
    if (!result.error.key.isEmpty())
        return result.error;
    const Finding first = result.findings.value(0);
    return {ErrorCode::Refused, first.key, first.arguments};
}

QByteArray compact(const QJsonObject &json)
{
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

QJsonObject valuesOf(const Record &record)
{
    QJsonObject set = recordToJson(record);
    set.remove(QStringLiteral("id"));
    return set;
}

}  // namespace

BringWriter::BringWriter(CommandRunner &runner, Actor actor, BringBook &book, QString name,
                         const Id &workspace)
    : m_runner(runner)
    , m_actor(std::move(actor))
    , m_book(book)
    , m_name(std::move(name))
    , m_workspace(workspace)
{}

Result<void> BringWriter::write(const ObjectTypePtr &object, const std::vector<Row> &rows)
{
    const std::span<const Row> all(rows);
    for (size_t at = 0; at < rows.size();) {
        size_t size = 0;
        for (qsizetype bytes = 0; at + size < rows.size() && size < MostRows; ++size) {
            bytes += bytesOf(rows[at + size]);
            if (bytes > MostBytes && size > 0)
                break;
        }
        // What the rules make of them may be more than was thought: then less of them.
        for (Result<bool> fits = false; !*fits; size = (size + 1) / 2) {
            m_runner.workspace().writeNow([&](WriteSession &session) {
                fits = portion(session, object, all.subspan(at, size));
                session.rollback();
            });
            DW_TRY(fits);
            if (*fits) {
                at += size;
                break;
            }
        }
    }
    return {};
}

QJsonObject BringWriter::newBatch(const ObjectTypePtr &object) const
{
    const QByteArray what = m_workspace.toByteArray() + object->key().toUtf8();
    QJsonObject set{{QStringLiteral("file_name"), m_name + QLatin1Char('/') + object->key()},
                    {QStringLiteral("object_type"), object->key()},
                    {QStringLiteral("mode"), QStringLiteral("create")},
                    {QStringLiteral("encoding"), QStringLiteral("utf_8")},
                    {QStringLiteral("mapping"), QStringLiteral("{}")},
                    {QStringLiteral("file_sha256"),
                     QString::fromLatin1(QCryptographicHash::hash(what, QCryptographicHash::Sha256).toHex())},
                    {QStringLiteral("status"), QStringLiteral("running")}};
    for (const char *count : {"rows_total", "rows_ok", "rows_dup", "rows_bad"})
        set.insert(QLatin1String(count), 0);
    return set;
}

CommandResult BringWriter::note(WriteSession &session, const Id &batch, const QJsonObject &set)
{
    return m_runner.repeat(session,
                           {{{QStringLiteral("import.note"),
                              {{QStringLiteral("batch"), batch.toString()}, {QStringLiteral("set"), set}}}},
                            m_actor,
                            m_runner.ids().next(),
                            {batch},
                            m_runner.clock().now(),
                            nullptr,
                            {},
                            {}});
}

Result<void> BringWriter::finish(const ObjectTypePtr &object, qint64 total, const QJsonObject &about)
{
    const Id batch = m_book.batch(object->key());
    const QString step = QLatin1String("import:") + object->key();
    if (batch.isNull() || m_book.isDone(step))
        return {};
    Result<void> done;
    m_runner.workspace().writeNow([&](WriteSession &session) {
        const auto work = [&]() -> Result<void> {
            DW_TRY(session.begin(Durability::Saved));
            const CommandResult result = note(session, batch,
                                              {{QStringLiteral("status"), QStringLiteral("done")},
                                               {QStringLiteral("mapping"), QString::fromUtf8(compact(about))},
                                               {QStringLiteral("rows_total"), double(total)},
                                               {QStringLiteral("rows_ok"), double(total)}});
            if (result.status != CommandResult::Status::Applied)
                return errorOf(result);
            DW_TRY(m_book.setDone(session, step));
            return m_runner.commitRepeated(session, {result});
        };
        done = work();
        session.rollback();
    });
    return done;
}

Result<void> BringWriter::note(const QString &step)
{
    Result<void> noted;
    m_runner.workspace().writeNow([&](WriteSession &session) {
        const auto work = [&]() -> Result<void> {
            DW_TRY(session.begin(Durability::Saved));
            DW_TRY(m_book.setDone(session, step));
            return session.commit();
        };
        noted = work();
        session.rollback();
    });
    return noted;
}

QJsonObject BringWriter::rowOf(const Row &row)
{
    const bool fresh = row.as.isNull();
    const Record &record = row.record;
    QJsonArray made;
    QJsonObject line{{QStringLiteral("object"), record.type().key()},
                     {QStringLiteral("id"), (fresh ? record.id() : row.as).toString()},
                     {QStringLiteral("set"), fresh ? valuesOf(record) : row.set}};
    if (fresh) {
        line.insert(QStringLiteral("new"), true);
        made.append(record.id().toString());
        for (int i = 0; i < Followers && record.type().find(u"stage_id"); ++i)
            made.append(m_runner.ids().next().toString());
    }
    return {{QStringLiteral("row"), double(row.number)},
            {QStringLiteral("made"), made},
            {QStringLiteral("records"), QJsonArray{line}}};
}

CommandRequest BringWriter::requestOf(const Id &batch, std::span<const Row *const> rows)
{
    QJsonArray lines;
    for (const Row *row : rows)
        lines.append(rowOf(*row));
    return {QStringLiteral("import.rows"),
            {{QStringLiteral("batch"), batch.toString()},
             {QStringLiteral("history"), true},
             {QStringLiteral("accept_incomplete"), true},
             {QStringLiteral("rows"), lines}}};
}

Result<bool> BringWriter::portion(WriteSession &session, const ObjectTypePtr &object,
                                  std::span<const Row> rows)
{
    std::vector<const Row *> left;
    for (const Row &row : rows) {
        if (row.as.isNull() || !row.set.isEmpty())
            left.push_back(&row);
    }
    Id batch = m_book.batch(object->key());
    const bool fresh = batch.isNull() && !left.empty();
    if (fresh)
        batch = m_runner.ids().next();
    QHash<qint64, QJsonObject> refused;
    CommandResult begun, result;
    for (;;) {
        DW_TRY(session.begin(Durability::Saved));
        if (fresh) {
            begun = note(session, batch, newBatch(object));
            if (begun.status != CommandResult::Status::Applied)
                return errorOf(begun);
        }
        result = CommandResult();
        if (!left.empty()) {
            result = m_runner.repeat(session, {{requestOf(batch, left)},
                                               m_actor,
                                               m_runner.ids().next(),
                                               {},
                                               m_runner.clock().now(),
                                               nullptr,
                                               {},
                                               {}});
            if (result.error.key == QLatin1String("sync.too_large") && rows.size() > 1)
                return false;
            if (result.status != CommandResult::Status::Applied)
                return errorOf(result);
        }
        const QJsonArray lines = result.data.value(QLatin1String("refused")).toArray();
        if (lines.isEmpty())
            break;
        for (const QJsonValue &line : lines)
            refused.insert(qint64(line.toObject().value(QLatin1String("row")).toDouble()), line.toObject());
        std::erase_if(left, [&](const Row *row) { return refused.contains(row->number); });
        session.rollback();
    }
    BringBook::Brought brought;
    for (const Row &row : rows) {
        const bool waits = refused.contains(row.number);
        if (waits)
            DW_TRY(keepRefused(session, batch, row, refused.value(row.number)));
        if (!row.differing.isEmpty())
            DW_TRY(keepDiffering(session, row));
        if (!row.source.isNull())
            brought.append({row.source, !row.as.isNull() ? row.as : waits ? Id() : row.source});
    }
    if (!brought.isEmpty())
        DW_TRY(m_book.add(session, brought));
    if (fresh)
        DW_TRY(m_book.setBatch(session, object->key(), batch));
    DW_TRY(m_runner.commitRepeated(session, {begun, result}));
    return true;
}

// The row as a transaction that a server refused would be: to be decided by itself.
SyncTransaction BringWriter::alone(const Id &batch, const Row &row)
{
    const Row *const only[] = {&row};
    SyncTransaction transaction;
    transaction.number = 1;
    transaction.id = m_runner.ids().next();
    transaction.command = QStringLiteral("import.rows");
    transaction.requests = {requestOf(batch, only)};
    transaction.at = m_runner.clock().now();
    SyncOperation operation;
    const bool fresh = row.as.isNull();
    operation.kind = fresh ? SyncOperation::Kind::Create : SyncOperation::Kind::Update;
    operation.record = fresh ? row.record.ref() : RecordRef{row.record.type().key(), row.as};
    operation.root = m_aggregates.of(m_runner.configuration()->dictionary).rootOf(row.record);
    if (!fresh && operation.root == row.record.ref())
        operation.root = operation.record;
    const QJsonObject set = fresh ? valuesOf(row.record) : row.set;
    for (auto field = set.constBegin(); field != set.constEnd(); ++field)
        operation.fields.insert(field.key(), {QJsonValue(), field.value(), true});
    transaction.operations = {operation};
    ImportedRows::withoutValues(transaction.requests.first());
    return transaction;
}

Result<void> BringWriter::keepRefused(WriteSession &session, const Id &batch, const Row &row,
                                      const QJsonObject &data)
{
    const SyncTransaction transaction = alone(batch, row);
    QJsonObject answer = refusedRow(data, transaction, *m_runner.configuration());
    answer.insert(QStringLiteral("st"), QStringLiteral("rejected"));
    InboxEntry entry;
    entry.transaction = transaction.id;
    entry.code = answer.value(QLatin1String("code")).toString();
    entry.body = compact(transaction.toJson());
    entry.answer = compact(answer);
    entry.at = transaction.at;
    DW_ASSIGN(const qint64 number, session.replica().addToInbox(entry));
    Q_UNUSED(number);
    return {};
}

// As of an edit that met somebody else's: the value there stays until the person says otherwise.
Result<void> BringWriter::keepDiffering(WriteSession &session, const Row &row)
{
    const RecordRef record{row.record.type().key(), row.as};
    SyncTransaction transaction;
    transaction.number = 1;
    transaction.id = m_runner.ids().next();
    transaction.command = QStringLiteral("record.update");
    transaction.requests = {{transaction.command,
                             {{QStringLiteral("object"), record.object},
                              {QStringLiteral("id"), record.id.toString()},
                              {QStringLiteral("set"), row.differing}}}};
    transaction.at = m_runner.clock().now();
    SyncOperation operation;
    operation.record = record;
    operation.root = m_aggregates.of(m_runner.configuration()->dictionary).rootOf(row.there);
    QJsonArray kept;
    for (auto field = row.differing.constBegin(); field != row.differing.constEnd(); ++field) {
        const QJsonValue theirs = row.there.value(field.key()).toJson();
        operation.fields.insert(field.key(), {theirs, field.value(), true});
        kept.append(QJsonObject{{QStringLiteral("obj"), record.object},
                                {QStringLiteral("id"), record.id.toString()},
                                {QStringLiteral("field"), field.key()},
                                {QStringLiteral("before"), theirs},
                                {QStringLiteral("server"), theirs},
                                {QStringLiteral("yours"), field.value()}});
    }
    transaction.operations = {operation};
    InboxEntry entry;
    entry.transaction = transaction.id;
    entry.code = QStringLiteral("kept");
    entry.body = compact(transaction.toJson());
    entry.answer =
        compact({{QStringLiteral("st"), QStringLiteral("merged")}, {QStringLiteral("kept"), kept}});
    entry.at = transaction.at;
    DW_ASSIGN(const qint64 number, session.replica().addToInbox(entry));
    Q_UNUSED(number);
    return {};
}

}  // namespace dw
