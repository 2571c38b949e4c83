// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/outboxwriter.h"

#include "core/sync/importedrows.h"
#include "core/sync/returnedfields.h"
#include "core/sync/seenparts.h"
#include "core/sync/travellingcommands.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

#include <algorithm>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

namespace dw
{

namespace
{

// A record may stand in a change set twice, for what a person did and for what followed from it: one line
// from its first state to its last.
QList<RecordChange> oneByRecord(const ChangeSet &changes)
{
    QList<RecordChange> lines;
    QHash<RecordRef, qsizetype> places;
    for (const RecordChange &change : changes.changes) {
        const RecordRef ref = change.record().ref();
        const auto known = places.constFind(ref);
        if (known == places.cend()) {
            places.insert(ref, lines.size());
            lines.append(change);
            continue;
        }
        RecordChange &line = lines[*known];
        line.after = change.after;
        if (change.kind == RecordChange::Kind::Purge)
            line.kind = RecordChange::Kind::Purge;
    }
    return lines;
}

QList<RecordRef> refsIn(const Record &record)
{
    QList<RecordRef> refs;
    if (!record.isValid())
        return refs;
    for (int i = 0; i < record.type().fieldCount(); ++i) {
        const Value &value = record.value(i);
        const QString &target = record.type().field(i).target;
        if (value.kind() == Value::Kind::RecordRef)
            refs.append(value.recordRef());
        else if (value.kind() == Value::Kind::Id && !target.isEmpty())
            refs.append({target, value.id()});
        else if (value.kind() == Value::Kind::Ids)
            for (const Id &id : value.ids())
                refs.append({target, id});
    }
    return refs;
}

// "All deals where ..." are those that they were here: the person saw no others.
void nameRecords(CommandRequest &request, const CommandContext &context)
{
    if (!request.arguments.contains(QLatin1String("where")))
        return;
    QJsonArray ids;
    for (const RecordChange &change : context.changes().changes) {
        if (change.record().type().key() == request.arguments.value(QLatin1String("object")).toString() &&
            context.asked(change.record().ref()))
            ids.append(change.record().id().toString());
    }
    request.arguments.remove(QStringLiteral("where"));
    request.arguments.insert(QStringLiteral("ids"), ids);
}

// "My last change" is the one that it was here.
void nameUndone(CommandRequest &request, const CommandContext &context)
{
    if (request.name == QLatin1String("change.undo"))
        request.arguments.insert(QStringLiteral("transaction"), context.data().value(QLatin1String("of")));
}

// The journal of an import stays where it was written: what it took back is taken back record by record.
QList<CommandRequest> importTakenBack(const CommandContext &context)
{
    QList<CommandRequest> requests;
    for (const RecordChange &change : context.changes().changes) {
        const RecordRef ref = change.record().ref();
        if (ref.object == QLatin1String("import_batch")) {
            requests.append(
                {QStringLiteral("import.note"),
                 {{QStringLiteral("batch"), ref.id.toString()},
                  {QStringLiteral("set"),
                   QJsonObject{{QStringLiteral("status"), change.after.value(u"status").toJson()}}}}});
            continue;
        }
        const QSet<int> *asked = context.asked(ref);
        if (!asked)
            continue;
        if (change.after.isDeleted() && !change.before.isDeleted()) {
            const bool goesOn = !requests.isEmpty() &&
                                requests.last().name == QLatin1String("record.delete") &&
                                requests.last().arguments.value(QLatin1String("object")) == ref.object;
            if (!goesOn)
                requests.append({QStringLiteral("record.delete"), {{QStringLiteral("object"), ref.object}}});
            QJsonObject &arguments = requests.last().arguments;
            QJsonArray ids = arguments.value(QLatin1String("ids")).toArray();
            ids.append(ref.id.toString());
            arguments.insert(QStringLiteral("ids"), ids);
            continue;
        }
        QJsonObject set;
        for (const int field : *asked) {
            if (!change.after.type().field(field).isReadOnly())
                set.insert(change.after.type().field(field).key, change.after.value(field).toJson());
        }
        if (!set.isEmpty())
            requests.append({QStringLiteral("record.update"),
                             {{QStringLiteral("object"), ref.object},
                              {QStringLiteral("id"), ref.id.toString()},
                              {QStringLiteral("set"), set}}});
    }
    return requests;
}

// What the person saw of many records at once stays here: to the server the changes say where they began.
void removeSeen(CommandRequest &request)
{
    if (request.name != QLatin1String("record.update"))
        request.arguments.remove(QStringLiteral("base"));
}

// What was settled in the inbox names the transaction that took its place.
Result<void> noteSuccessor(Replica &replica, const CommandRequest &request, const Id &transaction)
{
    const QJsonArray lines = request.arguments.value(QLatin1String("entries")).toArray();
    for (const QJsonValue &line : lines) {
        const auto number = qint64(line.toObject().value(QLatin1String("number")).toDouble(0));
        DW_ASSIGN(auto entry, replica.inboxEntry(number));
        if (!entry)
            continue;
        entry->resolvedBy = transaction;
        DW_TRY(replica.updateInbox(*entry));
    }
    return {};
}

SyncOperation operationOf(const RecordChange &change, const CommandContext &context)
{
    SyncOperation operation;
    operation.record = change.record().ref();
    if (change.kind == RecordChange::Kind::Purge) {
        operation.kind = SyncOperation::Kind::Purge;
        return operation;
    }
    operation.kind = change.before.isValid() ? SyncOperation::Kind::Update : SyncOperation::Kind::Create;
    const QSet<int> *asked = context.asked(operation.record);
    const ObjectType &type = change.after.type();
    const int revision = type.indexOf(u"rev");
    const int identity = type.indexOf(u"id");
    for (const int index : change.changedFields()) {
        if (index == revision || index == identity || !type.field(index).isStored())
            continue;
        SyncOperation::Change field;
        if (change.before.isValid())
            field.before = change.before.value(index).toJson();
        field.after = change.after.value(index).toJson();
        field.asked = asked && asked->contains(index);
        operation.fields.insert(type.field(index).key, field);
    }
    return operation;
}

}  // namespace

Result<SyncTransaction> OutboxWriter::describe(const WriteSession &session,
                                               const ExecutedTransaction &executed,
                                               const Aggregates &aggregates)
{
    SyncTransaction transaction;
    transaction.id = executed.id;
    transaction.command = executed.command;
    transaction.requests = executed.requests;
    // What changed nothing (an export) asked for what it names.
    for (CommandRequest &request : transaction.requests) {
        if (!executed.context.changes().isEmpty())
            nameRecords(request, executed.context);
        nameUndone(request, executed.context);
        ImportedRows::withoutValues(request);
        removeSeen(request);
    }
    transaction.made = executed.context.madeIds();
    transaction.at = executed.context.now();
    DW_ASSIGN(const QByteArray cursor, session.replica().value(QStringLiteral("cursor")));
    transaction.seenAt = cursor.left(cursor.indexOf('.')).toLongLong();
    const QList<RecordChange> lines = oneByRecord(executed.context.changes());
    for (const RecordChange &line : lines) {
        SyncOperation operation = operationOf(line, executed.context);
        operation.root = aggregates.rootOf(line.record());
        DW_ASSIGN(const auto known, session.replica().root(operation.root));
        operation.base = known ? known->version : 0;
        transaction.operations.append(operation);
    }
    return transaction;
}

Result<void> OutboxWriter::end(WriteSession &session, const ExecutedTransaction &executed)
{
    QList<CommandRequest> shared;
    for (const CommandRequest &request : executed.requests) {
        if (request.name == QLatin1String("import.undo"))
            shared += importTakenBack(executed.context);
        else if (!staysHere(request.name))
            shared.append(request);
        else if (!executed.context.changes().isEmpty())
            DW_TRY(noteSuccessor(session.replica(), request, executed.id));
    }
    const QString command = shared.size() == 1 ? shared.first().name
                            : shared.isEmpty() ? executed.command
                                               : QStringLiteral("batch");
    return write(session, {executed.id, command, shared, executed.context});
}

// What a field held when it was there once before may be older than what its server holds: that comes anew.
Result<void> OutboxWriter::renewed(WriteSession &session, const Configuration &before,
                                   const Configuration &after)
{
    if (before.dictionary == after.dictionary)
        return {};
    const EvaluationContext evaluation = after.settings.context({}, {}, {});
    for (const ObjectTypePtr &object : after.dictionary->objects()) {
        const QList<int> returned = returnedFields(*object, before);
        if (returned.isEmpty())
            continue;
        DW_ASSIGN(const Query query, filledRecords(object, returned, after));
        DW_ASSIGN(const std::vector<RowRef> rows, session.rows(query, evaluation, -1));
        QList<int> all(object->fieldCount());
        std::iota(all.begin(), all.end(), 0);
        constexpr size_t Page = 500;
        const std::span<const RowRef> span(rows);
        for (size_t at = 0; at < rows.size(); at += Page) {
            DW_ASSIGN(const QList<Record> records,
                      session.page(object, span.subspan(at, std::min(Page, rows.size() - at)), all));
            ChangeSet changes;
            for (const Record &record : records) {
                Record without = record;
                for (const int field : returned)
                    without.set(field, {});
                changes.update(record, without);
            }
            session.setRevisions({Revisions::By::Given});
            DW_TRY(session.apply(changes));
        }
    }
    return {};
}

Result<void> OutboxWriter::write(WriteSession &session, const ExecutedTransaction &executed)
{
    const CommandContext &context = executed.context;
    const bool asks = std::any_of(executed.requests.begin(), executed.requests.end(),
                                  [](const CommandRequest &request) { return asksServer(request.name); });
    if (context.changes().isEmpty() && context.events().isEmpty() && !asks)
        return {};
    for (const CommandRequest &request : executed.requests) {
        if (!travels(request.name))
            return Error(ErrorCode::Refused, QStringLiteral("sync.not_shared"), {request.name});
    }
    const Aggregates &aggregates = m_aggregates.of(context.configuration().dictionary);
    DW_ASSIGN(SyncTransaction transaction, describe(session, executed, aggregates));

    OutboxEntry entry;
    entry.transaction = transaction.id;
    entry.command = transaction.command;
    entry.madeAt = transaction.at;
    Replica &replica = session.replica();
    const QList<RecordChange> lines = oneByRecord(context.changes());
    QSet<qint64> makers;
    for (const RecordChange &line : lines) {
        const RecordRef ref = line.record().ref();
        const RecordRef root = aggregates.rootOf(line.record());
        // A part that moves leaves another one.
        const RecordRef from = line.before.isValid() ? aggregates.rootOf(line.before) : root;
        for (const RecordRef &one : {from, root}) {
            if (!entry.roots.contains(one))
                entry.roots.append(one);
        }
        entry.names.append(ref);
        if (!line.before.isValid())
            entry.created.append(ref.id);
        QList<RecordRef> named = refsIn(line.before) + refsIn(line.after);
        named << ref << root;
        for (const RecordRef &one : std::as_const(named)) {
            DW_ASSIGN(const qint64 maker, replica.creatorOf(one.id));
            if (maker > 0)
                makers.insert(maker);
        }
        DW_ASSIGN(const auto base, replica.base(ref));
        if (!base)
            DW_TRY(replica.setBase({ref, from, line.before}));
    }
    for (const CommandRequest &request : executed.requests) {
        const auto lead = Id::fromString(request.arguments.value(QLatin1String("id")).toString());
        if (!asksServer(request.name) || !lead)
            continue;
        DW_ASSIGN(const qint64 maker, replica.creatorOf(*lead));
        if (maker > 0)
            makers.insert(maker);
    }
    transaction.dependencies = QList<qint64>(makers.begin(), makers.end());
    std::sort(transaction.dependencies.begin(), transaction.dependencies.end());
    entry.body = QJsonDocument(transaction.toJson()).toJson(QJsonDocument::Compact);
    if (entry.body.size() > SyncTransaction::MaximumBytes ||
        transaction.operations.size() > SyncTransaction::MaximumOperations ||
        transaction.requests.size() > SyncTransaction::MaximumOperations ||
        transaction.dependencies.size() > SyncTransaction::MaximumOperations ||
        transaction.made.size() > SyncTransaction::MaximumIds || transaction.namesTooMany())
        return Error(ErrorCode::Limit, QStringLiteral("sync.too_large"),
                     {QString::number(entry.body.size())});
    DW_ASSIGN(entry.body, SeenParts::with(entry.body, session, context.changes(), transaction));
    DW_ASSIGN(const qint64 number, replica.append(entry));
    Q_UNUSED(number);
    return {};
}

QJsonObject outboxJson(const OutboxEntry &entry)
{
    QJsonObject json = QJsonDocument::fromJson(entry.body).object();
    json.insert(QStringLiteral("dseq"), double(entry.number));
    SeenParts::remove(json);
    return json;
}

std::optional<RecordRef> askedFor(const SyncTransaction &transaction)
{
    for (const CommandRequest &request : transaction.requests) {
        const auto id = Id::fromString(request.arguments.value(QLatin1String("id")).toString());
        if (asksServer(request.name) && id)
            return RecordRef{QStringLiteral("lead"), *id};
    }
    return std::nullopt;
}

std::optional<RecordRef> askedFor(const OutboxEntry &entry)
{
    if (!asksServer(entry.command))
        return std::nullopt;
    const auto transaction = SyncTransaction::fromJson(outboxJson(entry));
    return transaction.ok() ? askedFor(*transaction) : std::nullopt;
}

}  // namespace dw
