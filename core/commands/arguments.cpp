// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/arguments.h"

#include "core/records/valuejson.h"

#include <QJsonArray>

namespace dw
{

namespace
{

Error badArgument(const QString &name)
{
    return Error(ErrorCode::Invalid, QStringLiteral("command.bad_argument"), {name});
}

// "quotation" for a stage, "standard" for a pipeline, a login for a user.
Result<Value> referenceByKey(CommandContext &context, const Field &field, const QString &text,
                             const Record &record)
{
    const ObjectTypePtr target = context.object(field.target);
    if (!target || target->keyIndex() < 0)
        return Error(ErrorCode::Invalid, QStringLiteral("value.wrong_type"), {field.key, text});
    DW_ASSIGN(const QList<Record> found,
              context.session().findByValue(target, target->keyIndex(), Value(text),
                                            ReadSession::Match::Exact, 10));
    for (const Record &candidate : found) {
        // A stage key is unique only inside its pipeline.
        const bool otherPipeline = field.target == QLatin1String("stage_definition") &&
                                   !record.value(u"pipeline_id").isNull() &&
                                   candidate.value(u"pipeline_id").id() != record.value(u"pipeline_id").id();
        DW_ASSIGN(const bool visible, context.isVisible(candidate));
        if (!otherPipeline && visible)
            return Value(candidate.id());
    }
    return Error(ErrorCode::Invalid, QStringLiteral("value.unknown_reference"), {field.key, text});
}

}  // namespace

Result<QString> textArgument(const QJsonObject &arguments, const QString &name)
{
    const QString text = arguments.value(name).toString();
    if (text.isEmpty())
        return badArgument(name);
    return text;
}

Result<Id> idArgument(const QJsonObject &arguments, const QString &name)
{
    const auto id = Id::fromString(arguments.value(name).toString());
    if (!id)
        return badArgument(name);
    return *id;
}

Result<QList<Id>> idListArgument(const QJsonObject &arguments, const QString &name)
{
    QList<Id> ids;
    const QJsonArray array = arguments.value(name).toArray();
    for (const QJsonValue &entry : array) {
        const auto id = Id::fromString(entry.toString());
        if (!id)
            return badArgument(name);
        ids.append(*id);
    }
    if (ids.isEmpty())
        return badArgument(name);
    return ids;
}

Result<void> applyArguments(CommandContext &context, Record &record, const QJsonObject &set,
                            SystemFields system)
{
    const ObjectType &type = record.type();
    const FieldRights rights = context.fieldAccess().of(type);
    Currency currency = record.currency();
    if (currency.isNull())
        currency = context.configuration().settings.currency;
    if (type.hasMoney() && set.contains(QLatin1String("currency"))) {
        const auto stated = Currency::fromCode(set.value(QLatin1String("currency")).toString());
        if (!stated)
            return Error(ErrorCode::Invalid, QStringLiteral("value.wrong_type"),
                         {QStringLiteral("currency"), set.value(QLatin1String("currency")).toString()});
        currency = *stated;
        record.set(u"currency", Value(currency.key()));
    }
    // The pipeline decides which stage a stage key means.
    QStringList keys = set.keys();
    if (keys.removeOne(QStringLiteral("pipeline_id")))
        keys.prepend(QStringLiteral("pipeline_id"));
    for (const QString &key : std::as_const(keys)) {
        if (key == QLatin1String("currency"))
            continue;
        const int index = type.indexOf(key);
        if (index < 0)
            return Error(ErrorCode::Invalid, QStringLiteral("command.unknown_field"), {type.key(), key});
        const Field &field = type.field(index);
        if (field.isReadOnly() && system == SystemFields::Refuse)
            return Error(ErrorCode::Invalid, QStringLiteral("command.read_only_field"), {type.key(), key});
        if (!rights.mayEdit(key))
            return context.refuseField(record.ref(), key);
        const QJsonValue json = set.value(key);
        auto value = valueFromJson(field, json, currency);
        if (!value.ok() && field.type == FieldType::Reference && json.isString())
            value = referenceByKey(context, field, json.toString(), record);
        if (!value.ok())
            return value.error();
        record.set(index, *value);
    }
    return {};
}

}  // namespace dw
