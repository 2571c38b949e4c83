// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/importedrows.h"

#include "core/sync/answervalues.h"

#include <QHash>
#include <QSet>

namespace dw
{

namespace
{

const QString Rows = QStringLiteral("rows");
const QString Records = QStringLiteral("records");
const QString Set = QStringLiteral("set");

RecordRef refOf(const QJsonObject &record)
{
    return {record.value(QLatin1String("object")).toString(),
            Id::fromString(record.value(QLatin1String("id")).toString()).value_or(Id())};
}

QJsonObject valuesOf(const SyncOperation &operation)
{
    QJsonObject set;
    for (auto field = operation.fields.constBegin(); field != operation.fields.constEnd(); ++field) {
        // The batch is the request's own.
        if (field->asked && field.key() != QLatin1String("imported_batch_id"))
            set.insert(field.key(), field->after);
    }
    return set;
}

qint64 numberOf(const QJsonValue &row)
{
    return answervalues::wholeNumber(row.toObject().value(QLatin1String("row")));
}

QJsonArray rowsOf(const SyncTransaction &transaction)
{
    return transaction.requests.first().arguments.value(Rows).toArray();
}

}  // namespace

bool ImportedRows::isOne(const SyncTransaction &transaction)
{
    return transaction.requests.size() == 1 &&
           transaction.requests.first().name == QLatin1String("import.rows");
}

void ImportedRows::withoutValues(CommandRequest &request)
{
    if (request.name != QLatin1String("import.rows"))
        return;
    QJsonArray rows = request.arguments.value(Rows).toArray();
    for (QJsonValueRef one : rows) {
        QJsonObject row = one.toObject();
        QJsonArray records = row.value(Records).toArray();
        for (QJsonValueRef each : records) {
            QJsonObject record = each.toObject();
            record.remove(Set);
            each = record;
        }
        row.insert(Records, records);
        one = row;
    }
    request.arguments.insert(Rows, rows);
}

Result<CommandRequest> ImportedRows::complete(const SyncTransaction &transaction, const Ask &ask,
                                              QJsonArray &refused)
{
    QHash<RecordRef, const SyncOperation *> operations;
    for (const SyncOperation &operation : transaction.operations)
        operations.insert(operation.record, &operation);
    CommandRequest request = transaction.requests.first();
    QJsonArray left;
    const QJsonArray rows = rowsOf(transaction);
    for (const QJsonValue &one : rows) {
        QJsonObject row = one.toObject();
        std::optional<Refused> refusal;
        RecordRef about;
        QJsonArray records;
        const QJsonArray given = row.value(Records).toArray();
        for (const QJsonValue &each : given) {
            QJsonObject record = each.toObject();
            about = refOf(record);
            const SyncOperation *operation = operations.value(about);
            if (!operation) {
                refusal = Refused{QStringLiteral("validation"), {}};
                break;
            }
            QJsonObject set = valuesOf(*operation);
            if (ask) {
                DW_ASSIGN(refusal, ask(*operation, set));
            }
            if (refusal)
                break;
            record.insert(Set, set);
            records.append(record);
        }
        if (refusal) {
            QJsonObject line = refusal->body;
            line.insert(QStringLiteral("row"), row.value(QLatin1String("row")));
            line.insert(QStringLiteral("code"), refusal->code);
            refused.append(line);
            continue;
        }
        row.insert(Records, records);
        left.append(row);
    }
    request.arguments.insert(Rows, left);
    return request;
}

CommandRequest ImportedRows::again(const SyncTransaction &transaction)
{
    QJsonArray refused;
    const Result<CommandRequest> request = complete(transaction, {}, refused);
    return request.ok() ? *request : transaction.requests.first();
}

std::optional<SyncTransaction> ImportedRows::alone(const SyncTransaction &transaction, qint64 row)
{
    const QJsonArray rows = rowsOf(transaction);
    for (const QJsonValue &one : rows) {
        if (numberOf(one) != row)
            continue;
        QSet<RecordRef> named;
        const QJsonArray records = one.toObject().value(Records).toArray();
        for (const QJsonValue &record : records)
            named.insert(refOf(record.toObject()));
        SyncTransaction found = transaction;
        found.requests.first().arguments.insert(Rows, QJsonArray{one});
        found.operations.removeIf(
            [&](const SyncOperation &operation) { return !named.contains(operation.record); });
        return found;
    }
    return std::nullopt;
}

RecordRef ImportedRows::recordOf(const SyncTransaction &transaction, qint64 row)
{
    const QJsonArray rows = rowsOf(transaction);
    for (const QJsonValue &one : rows) {
        const QJsonArray records = one.toObject().value(Records).toArray();
        if (numberOf(one) == row && !records.isEmpty())
            return refOf(records.last().toObject());
    }
    return {};
}

}  // namespace dw
