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

void report(CommandContext &context, const Record &record, const QString &field, const Error &error)
{
    Finding finding;
    finding.key = error.key;
    finding.arguments = error.arguments;
    // By its label, where the error names the field first.
    if (finding.arguments.value(0) == field)
        finding.arguments.first() = QLatin1String("@field:") + record.type().key() + QLatin1Char('.') + field;
    finding.record = record.ref();
    finding.field = field;
    context.addFinding(finding);
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

Result<void> onlyArguments(const QJsonObject &arguments, const QStringList &known)
{
    const QStringList given = arguments.keys();
    for (const QString &name : given) {
        if (!known.contains(name))
            return Error(ErrorCode::Invalid, QStringLiteral("command.unknown_argument"),
                         {name, known.join(QLatin1String(", "))});
    }
    return {};
}

Result<QJsonObject> setArgument(const QJsonObject &arguments)
{
    const QJsonValue set = arguments.value(QLatin1String("set"));
    if (!set.isObject())
        return badArgument(QStringLiteral("set"));
    return set.toObject();
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
            report(context, record, QStringLiteral("currency"),
                   Error(ErrorCode::Invalid, QStringLiteral("value.wrong_type"),
                         {QStringLiteral("currency"), set.value(QLatin1String("currency")).toString()}));
        else
            record.set(u"currency", Value(stated->key()));
        currency = stated.value_or(currency);
    }
    // The pipeline decides which stage a stage key means.
    QStringList keys = set.keys();
    if (keys.removeOne(QStringLiteral("pipeline_id")))
        keys.prepend(QStringLiteral("pipeline_id"));
    for (const QString &key : std::as_const(keys)) {
        if (key == QLatin1String("currency"))
            continue;
        const int index = type.indexOf(key);
        if (index < 0) {
            report(context, record, key,
                   Error(ErrorCode::Invalid, QStringLiteral("command.unknown_field"), {type.key(), key}));
            continue;
        }
        const Field &field = type.field(index);
        if (field.isReadOnly() && system == SystemFields::Refuse) {
            report(context, record, key,
                   Error(ErrorCode::Invalid, QStringLiteral("command.read_only_field"), {type.key(), key}));
            continue;
        }
        if (!rights.mayEdit(key))
            return context.refuseField(record.ref(), key);
        const QJsonValue json = set.value(key);
        auto value = valueFromJson(field, json, currency);
        if (!value.ok() && field.type == FieldType::Reference && json.isString())
            value = referenceByKey(context, field, json.toString(), record);
        if (value.ok())
            record.set(index, *value);
        else if (value.error().code == ErrorCode::Invalid)
            report(context, record, key, value.error());
        else
            return value.error();
    }
    return {};
}

}  // namespace dw
