// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/transaction.h"

#include <QJsonArray>
#include <QTimeZone>

#include <algorithm>
#include <cmath>

namespace dw
{

namespace
{

Error bad(const QString &what)
{
    return Error(ErrorCode::Invalid, QStringLiteral("sync.bad_transaction"), {what});
}

Error tooLarge(const QString &what)
{
    return Error(ErrorCode::Limit, QStringLiteral("sync.too_large"), {what});
}

QJsonObject refToJson(const RecordRef &ref)
{
    return {{QStringLiteral("obj"), ref.object}, {QStringLiteral("id"), ref.id.toString()}};
}

Result<Id> idFrom(const QJsonValue &json, const QString &what)
{
    const auto id = Id::fromString(json.toString());
    if (!id || id->isNull())
        return bad(what);
    return *id;
}

Result<RecordRef> refFrom(const QJsonObject &json, const QString &what)
{
    DW_ASSIGN(const Id id, idFrom(json.value(QLatin1String("id")), what));
    const QString object = json.value(QLatin1String("obj")).toString();
    if (object.isEmpty())
        return bad(what);
    return RecordRef{object, id};
}

Result<qint64> countFrom(const QJsonValue &json, const QString &what)
{
    const double number = json.toDouble(-1);
    if (number < 0 || number > 9007199254740992.0 || number != std::floor(number))
        return bad(what);
    return qint64(number);
}

QString keyOf(SyncOperation::Kind kind)
{
    switch (kind) {
        case SyncOperation::Kind::Create:
            return QStringLiteral("create");
        case SyncOperation::Kind::Update:
            return QStringLiteral("update");
        case SyncOperation::Kind::Purge:
            break;
    }
    return QStringLiteral("purge");
}

QJsonObject operationToJson(const SyncOperation &operation)
{
    QJsonObject set;
    QJsonArray asked;
    for (auto change = operation.fields.constBegin(); change != operation.fields.constEnd(); ++change) {
        // A creation has nothing before.
        if (operation.kind == SyncOperation::Kind::Create)
            set.insert(change.key(), change->after);
        else
            set.insert(change.key(), QJsonArray{change->before, change->after});
        if (change->asked)
            asked.append(change.key());
    }
    QJsonObject json{{QStringLiteral("op"), keyOf(operation.kind)},
                     {QStringLiteral("obj"), operation.record.object},
                     {QStringLiteral("id"), operation.record.id.toString()},
                     {QStringLiteral("set"), set},
                     {QStringLiteral("asked"), asked}};
    if (operation.root != operation.record)
        json.insert(QStringLiteral("root"), refToJson(operation.root));
    if (operation.base > 0)
        json.insert(QStringLiteral("base"), double(operation.base));
    return json;
}

Result<SyncOperation> operationFromJson(const QJsonObject &json)
{
    SyncOperation operation;
    const QString kind = json.value(QLatin1String("op")).toString();
    if (kind == QLatin1String("create"))
        operation.kind = SyncOperation::Kind::Create;
    else if (kind == QLatin1String("purge"))
        operation.kind = SyncOperation::Kind::Purge;
    else if (kind != QLatin1String("update"))
        return bad(QStringLiteral("op"));
    DW_ASSIGN(operation.record, refFrom(json, QStringLiteral("ops.id")));
    operation.root = operation.record;
    if (json.contains(QLatin1String("root"))) {
        DW_ASSIGN(operation.root,
                  refFrom(json.value(QLatin1String("root")).toObject(), QStringLiteral("ops.root")));
    }
    if (json.contains(QLatin1String("base"))) {
        DW_ASSIGN(operation.base, countFrom(json.value(QLatin1String("base")), QStringLiteral("ops.base")));
    }
    const QJsonObject set = json.value(QLatin1String("set")).toObject();
    for (auto field = set.constBegin(); field != set.constEnd(); ++field) {
        SyncOperation::Change change;
        if (operation.kind == SyncOperation::Kind::Create) {
            change.after = field.value();
        } else {
            const QJsonArray pair = field.value().toArray();
            if (pair.size() != 2)
                return bad(QLatin1String("ops.set.") + field.key());
            change.before = pair.at(0);
            change.after = pair.at(1);
        }
        operation.fields.insert(field.key(), change);
    }
    const QJsonArray asked = json.value(QLatin1String("asked")).toArray();
    for (const QJsonValue &key : asked) {
        const auto field = operation.fields.find(key.toString());
        if (field == operation.fields.end())
            return bad(QStringLiteral("ops.asked"));
        field->asked = true;
    }
    return operation;
}

QJsonArray requestsToJson(const QList<CommandRequest> &requests)
{
    QJsonArray array;
    for (const CommandRequest &request : requests)
        array.append(
            QJsonObject{{QStringLiteral("cmd"), request.name}, {QStringLiteral("args"), request.arguments}});
    return array;
}

bool hasLongList(const QJsonValue &value)
{
    if (value.isArray()) {
        const QJsonArray array = value.toArray();
        return array.size() > SyncTransaction::MaximumOperations ||
               std::any_of(array.begin(), array.end(),
                           [](const QJsonValue &one) { return hasLongList(one); });
    }
    const QJsonObject object = value.toObject();
    return std::any_of(object.begin(), object.end(), [](const QJsonValue &one) { return hasLongList(one); });
}

}  // namespace

bool SyncTransaction::namesTooMany() const
{
    return std::any_of(requests.begin(), requests.end(),
                       [](const CommandRequest &request) { return hasLongList(request.arguments); });
}

QJsonObject SyncTransaction::toJson() const
{
    QJsonArray ids, ops, deps;
    for (const Id &one : made)
        ids.append(one.toString());
    for (const SyncOperation &operation : operations)
        ops.append(operationToJson(operation));
    for (const qint64 dependency : dependencies)
        deps.append(double(dependency));
    QJsonObject json{{QStringLiteral("dseq"), double(number)},
                     {QStringLiteral("id"), id.toString()},
                     {QStringLiteral("cmd"), command},
                     {QStringLiteral("v"), 1},
                     {QStringLiteral("made"), ids},
                     {QStringLiteral("ops"), ops},
                     {QStringLiteral("deps"), deps},
                     {QStringLiteral("asof"), double(seenAt)},
                     {QStringLiteral("ts"), Value(at).toJson()}};
    if (requests.size() == 1 && requests.first().name == command)
        json.insert(QStringLiteral("args"), requests.first().arguments);
    else
        json.insert(QStringLiteral("requests"), requestsToJson(requests));
    return json;
}

Result<SyncTransaction> SyncTransaction::fromJson(const QJsonObject &json)
{
    SyncTransaction transaction;
    if (json.value(QLatin1String("v")).toInt() != 1)
        return bad(QStringLiteral("v"));
    DW_ASSIGN(transaction.number, countFrom(json.value(QLatin1String("dseq")), QStringLiteral("dseq")));
    if (transaction.number < 1)
        return bad(QStringLiteral("dseq"));
    DW_ASSIGN(transaction.id, idFrom(json.value(QLatin1String("id")), QStringLiteral("id")));
    DW_ASSIGN(transaction.seenAt, countFrom(json.value(QLatin1String("asof")), QStringLiteral("asof")));
    const auto at = Instant::fromIso(json.value(QLatin1String("ts")).toString(), QTimeZone::utc());
    if (!at)
        return bad(QStringLiteral("ts"));
    transaction.at = *at;
    transaction.command = json.value(QLatin1String("cmd")).toString();
    if (transaction.command.isEmpty())
        return bad(QStringLiteral("cmd"));
    if (json.value(QLatin1String("args")).isObject()) {
        transaction.requests.append({transaction.command, json.value(QLatin1String("args")).toObject()});
    } else {
        const QJsonArray requests = json.value(QLatin1String("requests")).toArray();
        for (const QJsonValue &one : requests) {
            const QString name = one.toObject().value(QLatin1String("cmd")).toString();
            if (name.isEmpty() || !one.toObject().value(QLatin1String("args")).isObject())
                return bad(QStringLiteral("requests"));
            transaction.requests.append({name, one.toObject().value(QLatin1String("args")).toObject()});
        }
    }
    if (transaction.requests.isEmpty())
        return bad(QStringLiteral("args"));
    const QJsonArray made = json.value(QLatin1String("made")).toArray();
    const QJsonArray ops = json.value(QLatin1String("ops")).toArray();
    const QJsonArray deps = json.value(QLatin1String("deps")).toArray();
    if (made.size() > MaximumIds || ops.size() > MaximumOperations || deps.size() > MaximumOperations ||
        transaction.requests.size() > MaximumOperations || transaction.namesTooMany())
        return tooLarge(transaction.id.toString());
    for (const QJsonValue &one : made) {
        DW_ASSIGN(const Id id, idFrom(one, QStringLiteral("made")));
        transaction.made.append(id);
    }
    for (const QJsonValue &one : ops) {
        DW_ASSIGN(const SyncOperation operation, operationFromJson(one.toObject()));
        transaction.operations.append(operation);
    }
    for (const QJsonValue &one : deps) {
        DW_ASSIGN(const qint64 dependency, countFrom(one, QStringLiteral("deps")));
        if (dependency < 1 || dependency >= transaction.number)
            return bad(QStringLiteral("deps"));
        transaction.dependencies.append(dependency);
    }
    return transaction;
}

}  // namespace dw
