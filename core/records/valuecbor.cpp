// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/valuecbor.h"

#include <QCborStreamReader>
#include <QCborStreamWriter>

#include <limits>
#include <utility>

namespace dw
{

namespace
{

constexpr qsizetype IdSize = 16;

// A kind that CBOR does not have is an array that begins with one of these. They stand in files and travel:
// never give one another meaning.
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

std::optional<Id> takeId(QCborStreamReader &in)
{
    const std::optional<QByteArray> bytes = takeBytes(in);
    return bytes ? Id::fromBytes(*bytes) : std::nullopt;
}

std::optional<Value> takeDecimal(QCborStreamReader &in)
{
    const std::optional<qint64> unscaled = takeInteger(in), scale = takeInteger(in);
    if (!unscaled || !scale || *scale < 0 || *scale > Decimal::MaxScale)
        return std::nullopt;
    return Value(Decimal(*unscaled, int(*scale)));
}

std::optional<Value> takeMoney(QCborStreamReader &in)
{
    const std::optional<qint64> minor = takeInteger(in);
    const std::optional<QString> code = minor ? takeText(in) : std::nullopt;
    if (!code)
        return std::nullopt;
    const std::optional<Currency> currency = code->isEmpty() ? Currency() : Currency::fromCode(*code);
    return currency ? std::optional(Value(Money{*minor, *currency})) : std::nullopt;
}

std::optional<Value> takeDate(QCborStreamReader &in)
{
    const std::optional<qint64> days = takeInteger(in);
    if (!days || *days < std::numeric_limits<qint32>::min() || *days > std::numeric_limits<qint32>::max())
        return std::nullopt;
    return Value(Date{qint32(*days)});
}

std::optional<Value> takeRef(QCborStreamReader &in)
{
    const std::optional<QString> object = takeText(in);
    const std::optional<Id> id = object ? takeId(in) : std::nullopt;
    return id ? std::optional(Value(RecordRef{*object, *id})) : std::nullopt;
}

std::optional<Value> takeIds(QCborStreamReader &in)
{
    const std::optional<QByteArray> bytes = takeBytes(in);
    if (!bytes || bytes->size() % IdSize != 0)
        return std::nullopt;
    QList<Id> ids;
    for (qsizetype at = 0; at < bytes->size(); at += IdSize)
        ids.append(Id::fromBytes(QByteArrayView(*bytes).sliced(at, IdSize)).value_or(Id()));
    return Value(ids);
}

std::optional<Value> takeKeys(QCborStreamReader &in)
{
    QStringList keys;
    while (in.hasNext()) {
        std::optional<QString> key = takeText(in);
        if (!key)
            return std::nullopt;
        keys.append(std::move(*key));
    }
    return Value(keys);
}

std::optional<Value> takeMarked(QCborStreamReader &in)
{
    const std::optional<qint64> mark = takeInteger(in);
    switch (mark.value_or(0)) {
        case OfDecimal:
            return takeDecimal(in);
        case OfMoney:
            return takeMoney(in);
        case OfDate:
            return takeDate(in);
        case OfRecordRef:
            return takeRef(in);
        case OfKeys:
            return takeKeys(in);
        case OfIds:
            return takeIds(in);
        case OfPercent:
        case OfInstant: {
            const std::optional<qint64> number = takeInteger(in);
            if (!number)
                return std::nullopt;
            return *mark == OfPercent ? Value(Percent{*number}) : Value(Instant{*number});
        }
        default:
            return std::nullopt;
    }
}

// Text and bytes come in pieces, also where there is only one.
template <typename Text, typename Take>
std::optional<Text> takePieces(const Take &take)
{
    Text whole;
    for (;;) {
        auto piece = take();
        if (piece.status == QCborStreamReader::EndOfString)
            return whole;
        if (piece.status == QCborStreamReader::Error)
            return std::nullopt;
        if (whole.isEmpty())
            whole = std::move(piece.data);
        else
            whole += piece.data;
    }
}

}  // namespace

std::optional<QString> takeText(QCborStreamReader &in)
{
    if (!in.isString())
        return std::nullopt;
    return takePieces<QString>([&] { return in.readString(); });
}

std::optional<QByteArray> takeBytes(QCborStreamReader &in)
{
    if (!in.isByteArray())
        return std::nullopt;
    return takePieces<QByteArray>([&] { return in.readByteArray(); });
}

std::optional<qint64> takeInteger(QCborStreamReader &in)
{
    constexpr quint64 Most = quint64(std::numeric_limits<qint64>::max());
    std::optional<qint64> number;
    if (in.isUnsignedInteger() && in.toUnsignedInteger() <= Most)
        number = qint64(in.toUnsignedInteger());
    else if (in.isNegativeInteger() && quint64(in.toNegativeInteger()) - 1 <= Most)
        number = in.toInteger();
    if (number && !in.next())
        return std::nullopt;
    return number;
}

void appendValue(QCborStreamWriter &out, const Value &value)
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

std::optional<Value> takeValue(QCborStreamReader &in)
{
    if (in.isNull())
        return in.next() ? std::optional(Value()) : std::nullopt;
    if (in.isString()) {
        const std::optional<QString> text = takeText(in);
        return text ? std::optional(Value(*text)) : std::nullopt;
    }
    if (in.isInteger()) {
        const std::optional<qint64> number = takeInteger(in);
        return number ? std::optional(Value(*number)) : std::nullopt;
    }
    if (in.isBool()) {
        const bool yes = in.toBool();
        return in.next() ? std::optional(Value::boolean(yes)) : std::nullopt;
    }
    if (in.isByteArray()) {
        const std::optional<Id> id = takeId(in);
        return id ? std::optional(Value(*id)) : std::nullopt;
    }
    if (!in.isArray() || !in.enterContainer())
        return std::nullopt;
    std::optional<Value> value = takeMarked(in);
    if (!value || in.hasNext() || in.lastError() != QCborError::NoError || !in.leaveContainer())
        return std::nullopt;
    return value;
}

}  // namespace dw
