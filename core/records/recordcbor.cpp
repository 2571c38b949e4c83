// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/recordcbor.h"

#include <QCborArray>
#include <QCborMap>
#include <QCborStreamWriter>
#include <QCborValue>

#include <limits>

namespace dw
{

namespace
{

constexpr qsizetype IdSize = 16;

// A kind that CBOR does not have is an array that begins with one of these. They stand in files: never give
// one another meaning.
enum Mark : int {
    OfDecimal = 1,
    OfMoney = 2,
    OfPercent = 3,
    OfDate = 4,
    OfInstant = 5,
    OfRecordRef = 6,
    OfKeys = 7,
    OfIds = 8
};

void begin(QCborStreamWriter &out, Mark mark, int parts)
{
    out.startArray(quint64(parts) + 1);
    out.append(qint64(mark));
}

void write(QCborStreamWriter &out, const Value &value)
{
    switch (value.kind()) {
        case Value::Kind::Null:
            out.append(nullptr);
            return;
        case Value::Kind::Text:
            out.append(value.text());
            return;
        case Value::Kind::Integer:
            out.append(value.integer());
            return;
        case Value::Kind::Boolean:
            out.append(value.boolean());
            return;
        case Value::Kind::Id:
            out.append(value.id().toByteArray());
            return;
        case Value::Kind::Decimal:
            begin(out, OfDecimal, 2);
            out.append(value.decimal().unscaled());
            out.append(qint64(value.decimal().scale()));
            break;
        case Value::Kind::Money:
            begin(out, OfMoney, 2);
            out.append(value.money().minor);
            out.append(value.money().currency.isNull() ? QString() : value.money().currency.code());
            break;
        case Value::Kind::Percent:
            begin(out, OfPercent, 1);
            out.append(value.percent().basisPoints);
            break;
        case Value::Kind::Date:
            begin(out, OfDate, 1);
            out.append(qint64(value.date().days));
            break;
        case Value::Kind::Instant:
            begin(out, OfInstant, 1);
            out.append(value.instant().ms);
            break;
        case Value::Kind::RecordRef:
            begin(out, OfRecordRef, 2);
            out.append(value.recordRef().object);
            out.append(value.id().toByteArray());
            break;
        case Value::Kind::Keys: {
            const QStringList keys = value.keys();
            begin(out, OfKeys, int(keys.size()));
            for (const QString &key : keys)
                out.append(key);
            break;
        }
        case Value::Kind::Ids: {
            begin(out, OfIds, 1);
            QByteArray bytes;
            const QList<Id> ids = value.ids();
            for (const Id &id : ids)
                bytes += id.toByteArray();
            out.append(bytes);
            break;
        }
    }
    out.endArray();
}

std::optional<QList<Id>> readIds(QByteArrayView bytes)
{
    if (bytes.size() % IdSize != 0)
        return std::nullopt;
    QList<Id> ids;
    for (qsizetype at = 0; at < bytes.size(); at += IdSize)
        ids.append(Id::fromBytes(bytes.sliced(at, IdSize)).value_or(Id()));
    return ids;
}

std::optional<Value> readMarked(const QCborArray &parts)
{
    const QCborValue first = parts.at(1), second = parts.at(2);
    switch (parts.at(0).toInteger()) {
        case OfDecimal:
            if (!first.isInteger() || !second.isInteger())
                return std::nullopt;
            return Value(Decimal(first.toInteger(), int(second.toInteger())));
        case OfMoney: {
            const std::optional<Currency> currency = Currency::fromCode(second.toString());
            if (!first.isInteger() || !second.isString() || (!currency && !second.toString().isEmpty()))
                return std::nullopt;
            return Value(Money{first.toInteger(), currency.value_or(Currency())});
        }
        case OfPercent:
            return first.isInteger() ? std::optional(Value(Percent{first.toInteger()})) : std::nullopt;
        case OfDate:
            if (!first.isInteger() || first.toInteger() < std::numeric_limits<qint32>::min() ||
                first.toInteger() > std::numeric_limits<qint32>::max())
                return std::nullopt;
            return Value(Date{qint32(first.toInteger())});
        case OfInstant:
            return first.isInteger() ? std::optional(Value(Instant{first.toInteger()})) : std::nullopt;
        case OfRecordRef: {
            const std::optional<Id> id = Id::fromBytes(second.toByteArray());
            return id ? std::optional(Value(RecordRef{first.toString(), *id})) : std::nullopt;
        }
        case OfKeys: {
            QStringList keys;
            for (qsizetype i = 1; i < parts.size(); ++i)
                keys.append(parts.at(i).toString());
            return Value(keys);
        }
        case OfIds: {
            const std::optional<QList<Id>> ids = readIds(first.toByteArray());
            return ids ? std::optional(Value(*ids)) : std::nullopt;
        }
        default:
            return std::nullopt;
    }
}

std::optional<Value> read(const QCborValue &cbor)
{
    if (cbor.isString())
        return Value(cbor.toString());
    if (cbor.isInteger())
        return Value(cbor.toInteger());
    if (cbor.isBool())
        return Value::boolean(cbor.toBool());
    if (cbor.isByteArray()) {
        const std::optional<Id> id = Id::fromBytes(cbor.toByteArray());
        return id ? std::optional(Value(*id)) : std::nullopt;
    }
    return cbor.isArray() ? readMarked(cbor.toArray()) : std::nullopt;
}

}  // namespace

QByteArray recordToCbor(const Record &record)
{
    QByteArray bytes;
    bytes.reserve(512);
    QCborStreamWriter out(&bytes);
    out.startMap();
    for (int i = 0; i < record.type().fieldCount(); ++i) {
        const Field &field = record.type().field(i);
        if (!field.isStored() || record.value(i).isNull() || field.key == QLatin1String("id"))
            continue;
        out.append(field.key);
        write(out, record.value(i));
    }
    out.endMap();
    return bytes;
}

Result<Record> recordFromCbor(const ObjectTypePtr &type, const Id &id, const QByteArray &cbor)
{
    QCborParserError failed;
    const QCborValue read = QCborValue::fromCbor(cbor, &failed);
    if (failed.error != QCborError::NoError || !read.isMap())
        return Error(ErrorCode::Invalid, QStringLiteral("value.wrong_type"), {type->key()},
                     failed.errorString());
    Record record(type, id);
    const QCborMap fields = read.toMap();
    for (auto field = fields.cbegin(); field != fields.cend(); ++field) {
        const int index = type->indexOf(field.key().toString());
        if (index < 0)
            continue;
        std::optional<Value> value = dw::read(field.value());
        if (!value)
            return Error(ErrorCode::Invalid, QStringLiteral("value.wrong_type"), {field.key().toString()});
        record.set(index, std::move(*value));
    }
    return record;
}

}  // namespace dw
