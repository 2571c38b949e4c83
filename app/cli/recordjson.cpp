// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/recordjson.h"

#include "core/base/decimal.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace dw
{

namespace
{

QJsonObject reference(const RecordRef &ref, const QHash<RecordRef, QString> &titles)
{
    return {{QStringLiteral("id"), ref.id.toString()}, {QStringLiteral("title"), titles.value(ref)}};
}

}  // namespace

QJsonValue answerJson(const Value &value, const Field *field, const QHash<RecordRef, QString> &titles)
{
    if (value.kind() == Value::Kind::RecordRef)
        return reference(value.recordRef(), titles);
    if (value.kind() == Value::Kind::Id && field && field->type == FieldType::Reference)
        return reference({field->target, value.id()}, titles);
    if (value.kind() == Value::Kind::Ids && field) {
        QJsonArray list;
        const QList<Id> ids = value.ids();
        for (const Id &id : ids)
            list.append(reference({field->target, id}, titles));
        return list;
    }
    return value.toJson();
}

QJsonObject answerJson(const Record &record, const QStringList &fields,
                       const QHash<RecordRef, QString> &titles)
{
    QJsonObject object{{QStringLiteral("id"), record.id().toString()}};
    for (const QString &key : fields)
        object.insert(key, answerJson(record.value(key), record.type().find(key), titles));
    return object;
}

QString answerText(const QJsonValue &value)
{
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        if (object.contains(QLatin1String("title")))
            return object.value(QLatin1String("title")).toString();
        if (const auto currency = Currency::fromCode(object.value(QLatin1String("currency")).toString()))
            return Money{object.value(QLatin1String("minor")).toInteger(), *currency}.toString() +
                   QLatin1Char(' ') + currency->code();
        return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
    }
    if (value.isArray()) {
        QStringList texts;
        const QJsonArray list = value.toArray();
        for (const QJsonValue &entry : list)
            texts.append(answerText(entry));
        return texts.join(QLatin1String(", "));
    }
    if (value.isDouble())
        return QString::number(value.toInteger());
    return value.toVariant().toString();
}

}  // namespace dw
