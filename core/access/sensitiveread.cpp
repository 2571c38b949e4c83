// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/sensitiveread.h"

#include "core/base/wording.h"

#include <QJsonArray>

#include <algorithm>

namespace dw
{

namespace
{

struct Name
{
    SensitiveRead::Way way;
    QLatin1String key;
};

constexpr Name Names[] = {{SensitiveRead::Way::Reveal, QLatin1String("reveal")},
                          {SensitiveRead::Way::Form, QLatin1String("form")},
                          {SensitiveRead::Way::List, QLatin1String("list")},
                          {SensitiveRead::Way::Query, QLatin1String("query")}};

bool isTitle(const ObjectType &object, int field)
{
    return field == object.titleIndex(Language::English) || field == object.titleIndex(Language::Chinese);
}

}  // namespace

bool SensitiveRead::isSensitive(const Field &field)
{
    return field.sensitivity == Sensitivity::Personal || field.sensitivity == Sensitivity::Secret;
}

bool SensitiveRead::isCovered(const Field &field, const FieldRights &rights)
{
    return field.sensitivity == Sensitivity::Secret && rights.mayRead(field.key);
}

std::optional<SensitiveRead> SensitiveRead::ofRecord(const Record &record, const FieldRights &rights, Way way)
{
    SensitiveRead read;
    for (int i = 0; i < record.type().fieldCount(); ++i) {
        const Field &field = record.type().field(i);
        if (isCovered(field, rights) && !isTitle(record.type(), i) && !record.value(i).isNull())
            read.fields.append(field.key);
    }
    if (read.fields.isEmpty())
        return std::nullopt;
    read.object = record.type().key();
    read.record = record.id();
    read.way = way;
    return read;
}

std::optional<SensitiveRead> SensitiveRead::ofRecords(const ObjectType &object, const FieldRights &rights,
                                                      const QList<int> &fields, qint64 records, Way way)
{
    if (records < 1)
        return std::nullopt;
    SensitiveRead read;
    for (const int index : fields) {
        const Field &field = object.field(index);
        if (isTitle(object, index) || !isSensitive(field) || !rights.mayRead(field.key))
            continue;
        if (records > MassRecords || field.sensitivity == Sensitivity::Secret)
            read.fields.append(field.key);
    }
    if (read.fields.isEmpty())
        return std::nullopt;
    read.fields.sort();
    read.object = object.key();
    read.records = records;
    read.way = way;
    return read;
}

bool SensitiveRead::mayNeedLine(const ObjectType &object, const FieldRights &rights, const QList<int> &fields)
{
    return ofRecords(object, rights, fields, MassRecords + 1, Way::List).has_value();
}

bool SensitiveRead::isToldBy(const SensitiveRead &other) const
{
    return object == other.object && record == other.record && where == other.where && quick == other.quick &&
           records <= other.records && std::all_of(fields.begin(), fields.end(), [&](const QString &field) {
               return other.fields.contains(field);
           });
}

QJsonObject SensitiveRead::arguments() const
{
    QJsonObject all{{QStringLiteral("object"), object},
                    {QStringLiteral("fields"), QJsonArray::fromStringList(fields)},
                    {QStringLiteral("records"), double(records)},
                    {QStringLiteral("way"), wayKey(way)}};
    if (!record.isNull())
        all.insert(QStringLiteral("id"), record.toString());
    if (!where.isEmpty())
        all.insert(QStringLiteral("where"), where);
    if (!quick.isEmpty())
        all.insert(QStringLiteral("quick"), quick);
    return all;
}

QJsonObject SensitiveRead::values() const
{
    QJsonObject all;
    const QJsonObject what = arguments();
    for (auto it = what.constBegin(); it != what.constEnd(); ++it) {
        if (it.key() != QLatin1String("object"))
            all.insert(it.key(), QJsonArray{QJsonValue(), it.value()});
    }
    return all;
}

SensitiveRead SensitiveRead::ofValues(const QString &object, const QJsonObject &values)
{
    const auto value = [&values](const char *key) {
        return values.value(QLatin1String(key)).toArray().at(1);
    };
    SensitiveRead read;
    read.object = object;
    read.record = Id::fromString(value("id").toString()).value_or(Id());
    const QJsonArray fields = value("fields").toArray();
    for (const QJsonValue &field : fields)
        read.fields.append(field.toString());
    read.records = qint64(value("records").toDouble(1));
    read.where = value("where").toString();
    read.quick = value("quick").toString();
    read.way = wayFromKey(value("way").toString()).value_or(Way::List);
    return read;
}

QString SensitiveRead::wayKey(Way way)
{
    const auto *found =
        std::find_if(std::begin(Names), std::end(Names), [way](const Name &name) { return name.way == way; });
    return found == std::end(Names) ? QString() : found->key;
}

std::optional<SensitiveRead::Way> SensitiveRead::wayFromKey(QStringView key)
{
    const auto *found =
        std::find_if(std::begin(Names), std::end(Names), [key](const Name &name) { return name.key == key; });
    return found == std::end(Names) ? std::nullopt : std::optional(found->way);
}

Error SensitiveRead::notAudited(const Error &why)
{
    return {ErrorCode::Storage, QStringLiteral("access.read_not_audited"), {describe(why)}};
}

}  // namespace dw
