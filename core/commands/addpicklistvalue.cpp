// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/addpicklistvalue.h"

#include "core/commands/arguments.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <numeric>

namespace dw
{

namespace
{

QString definitionObject()
{
    return QStringLiteral("field_definition");
}

bool isList(const Field &field)
{
    return field.type == FieldType::Picklist || field.type == FieldType::MultiPicklist;
}

// "Trade fair" -> "c_trade_fair". What is left of a label without Latin letters would say nothing: then by
// its content, so that the same label has the same key on every machine.
QString keyOf(const QString &label)
{
    QString key = QStringLiteral("c");
    bool gap = true, whole = true;
    for (const QChar c : label.toLower()) {
        const bool latin = (c >= QLatin1Char('a') && c <= QLatin1Char('z')) ||
                           (c >= QLatin1Char('0') && c <= QLatin1Char('9'));
        whole = whole && (latin || c.isSpace() || c.isPunct());
        if (latin && gap)
            key += QLatin1Char('_');
        if (latin)
            key += c;
        gap = !latin;
    }
    constexpr qsizetype Longest = 48;
    if (whole && key.size() > 1 && key.size() <= Longest)
        return key;
    const QByteArray hash = QCryptographicHash::hash(label.toLower().toUtf8(), QCryptographicHash::Sha256);
    return QStringLiteral("c_") + QString::fromLatin1(hash.toHex().left(12));
}

Result<Record> definitionOf(CommandContext &context, const ObjectType &object, const Field &field)
{
    const ObjectTypePtr type = context.object(definitionObject());
    const int objectName = type->indexOf(u"object_name"), name = type->indexOf(u"name");
    QList<int> all(type->fieldCount());
    std::iota(all.begin(), all.end(), 0);
    DW_ASSIGN(const auto cursor, context.session().open({type, nullptr, {}, Query::Deleted::Exclude}, all,
                                                        context.evaluation()));
    QList<Record> page;
    do {
        DW_TRY(cursor->next(page, 500));
        for (const Record &record : std::as_const(page)) {
            if (record.value(objectName).text() == object.key() && record.value(name).text() == field.key)
                return record;
        }
    } while (!page.isEmpty());
    return Record();
}

Finding problem(const ObjectType &object, const Field &field, const char *key, const QStringList &more)
{
    Finding finding;
    finding.key = QString::fromLatin1(key);
    finding.arguments = {QLatin1String("@field:") + object.key() + QLatin1Char('.') + field.key};
    finding.arguments += more;
    finding.field = field.key;
    return finding;
}

}  // namespace

bool AddPicklistValue::isOffered(const Configuration &configuration, const Actor &actor,
                                 const ObjectType &object, const Field &field)
{
    if (!isList(field) || !field.openValues || field.custom)
        return false;
    const ObjectTypePtr definitions = configuration.dictionary->find(definitionObject());
    return configuration.policy->may(actor, Action::Configure, object, nullptr).allowed &&
           configuration.policy->may(actor, Action::Create, *definitions, nullptr).allowed;
}

Result<void> AddPicklistValue::run(CommandContext &context, const QJsonObject &arguments) const
{
    DW_TRY(onlyArguments(arguments,
                         {QStringLiteral("object"), QStringLiteral("field"), QStringLiteral("label")}));
    DW_ASSIGN(const QString objectKey, textArgument(arguments, QStringLiteral("object")));
    DW_ASSIGN(const QString fieldKey, textArgument(arguments, QStringLiteral("field")));
    DW_ASSIGN(const QString typed, textArgument(arguments, QStringLiteral("label")));
    const ObjectTypePtr object = context.object(objectKey);
    if (!object)
        return Error(ErrorCode::Invalid, QStringLiteral("command.unknown_object"), {objectKey});
    DW_TRY(context.require(Action::Configure, *object, nullptr));
    const Field *field = object->find(fieldKey);
    if (field == nullptr)
        return Error(ErrorCode::Invalid, QStringLiteral("command.unknown_field"), {objectKey, fieldKey});
    if (!isList(*field) || !field->openValues || field->custom) {
        context.addFinding(problem(*object, *field, "picklist.closed", {}));
        return {};
    }
    const QString label = typed.simplified().normalized(QString::NormalizationForm_C);
    if (label.isEmpty() || label.size() > LongestLabel) {
        context.addFinding(problem(*object, *field, label.isEmpty() ? "value.required" : "value.too_long",
                                   {QString::number(label.size()), QString::number(LongestLabel)}));
        return {};
    }
    const QString key = keyOf(label);
    const auto known = std::find_if(field->values.begin(), field->values.end(), [&](const auto &value) {
        return value.key == key || value.label.en.compare(label, Qt::CaseInsensitive) == 0 ||
               value.label.zh.compare(label, Qt::CaseInsensitive) == 0;
    });
    if (known != field->values.end()) {
        context.addFinding(problem(*object, *field, "picklist.value_known", {label}));
        return {};
    }

    DW_ASSIGN(const Record before, definitionOf(context, *object, *field));
    Record after = before;
    if (!before.isValid()) {
        after = Record(context.object(definitionObject()), context.newId());
        after.set(u"object_name", Value(object->key()));
        after.set(u"name", Value(field->key));
        after.set(u"label_en", Value(field->label.en));
        after.set(u"label_zh", Value(field->label.zh));
        after.set(u"purpose", Value(QStringLiteral("Values of our own for %1").arg(field->label.en)));
        after.set(u"type", Value(fieldTypeKey(field->type)));
    }
    after.set(u"status", Value(QStringLiteral("live")));
    QJsonArray options =
        QJsonDocument::fromJson(before.isValid() ? before.value(u"options").text().toUtf8() : QByteArray())
            .array();
    options.append(QJsonObject{{QStringLiteral("key"), key},
                               {QStringLiteral("label_en"), label},
                               {QStringLiteral("label_zh"), label}});
    after.set(u"options", Value(QString::fromUtf8(QJsonDocument(options).toJson(QJsonDocument::Compact))));
    DW_TRY(context.save(before, after));
    context.data().insert(QStringLiteral("value"), key);
    return {};
}

}  // namespace dw
