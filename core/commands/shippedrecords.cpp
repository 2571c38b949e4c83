// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/shippedrecords.h"

#include "core/records/valuejson.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace dw
{

namespace
{

Error bad(const QString &record, const QString &field, const QString &reason)
{
    return Error(ErrorCode::Invalid, QStringLiteral("rules.bad_configuration"), {record, field, reason});
}

}  // namespace

Result<QList<Record>> readShippedRecords(const QByteArray &json, const Dictionary &dictionary)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(json, &problem);
    if (!document.isArray())
        return bad(QString(), QString(), problem.errorString());
    QList<Record> records;
    const QJsonArray array = document.array();
    for (const QJsonValue &entry : array) {
        const QJsonObject object = entry.toObject();
        const QString name = object.value(QLatin1String("name")).toString();
        const ObjectTypePtr type = dictionary.find(object.value(QLatin1String("object")).toString());
        if (!type || name.isEmpty())
            return bad(name, QStringLiteral("object"), object.value(QLatin1String("object")).toString());
        Record record(type, Id::named(name.toUtf8()));
        for (int i = 0; i < type->fieldCount(); ++i) {
            if (!type->field(i).defaultValue.isNull())
                record.set(i, type->field(i).defaultValue);
        }
        const QJsonObject set = object.value(QLatin1String("set")).toObject();
        for (auto field = set.constBegin(); field != set.constEnd(); ++field) {
            const int index = type->indexOf(field.key());
            if (index < 0)
                return bad(name, field.key(), QStringLiteral("?"));
            const QString text = field.value().toString();
            if (text.startsWith(QLatin1Char('@'))) {
                record.set(index, Value(Id::named(text.mid(1).toUtf8())));
                continue;
            }
            const auto value = valueFromJson(type->field(index), field.value(), Currency());
            if (!value.ok())
                return bad(name, field.key(), text);
            record.set(index, *value);
        }
        records.append(record);
    }
    return records;
}

namespace
{

Result<QList<Record>> readShippedFile(const QString &name, const Dictionary &dictionary)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return Error(ErrorCode::Internal, QStringLiteral("base.resource_missing"), {name});
    return readShippedRecords(file.readAll(), dictionary);
}

}  // namespace

Result<QList<Record>> standardConfiguration(const Dictionary &dictionary)
{
    return readShippedFile(QStringLiteral(":/configuration/standard.json"), dictionary);
}

Result<QList<Record>> standardRoles(const Dictionary &dictionary)
{
    return readShippedFile(QStringLiteral(":/configuration/roles.json"), dictionary);
}

}  // namespace dw
