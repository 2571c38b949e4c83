// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/recordcbor.h"

#include "core/records/valuecbor.h"

#include <QCborStreamReader>
#include <QCborStreamWriter>

#include <utility>

namespace dw
{

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
        appendValue(out, record.value(i));
    }
    out.endMap();
    return bytes;
}

Result<Record> recordFromCbor(const ObjectTypePtr &type, const Id &id, const QByteArray &cbor)
{
    const auto wrong = [](const QString &what, const QString &why = {}) {
        return Error(ErrorCode::Invalid, QStringLiteral("value.wrong_type"), {what}, why);
    };
    QCborStreamReader in(cbor);
    if (!in.isMap() || !in.enterContainer())
        return wrong(type->key(), in.lastError().toString());
    Record record(type, id);
    while (in.hasNext()) {
        const std::optional<QString> key = takeText(in);
        if (!key)
            return wrong(type->key(), in.lastError().toString());
        // What is null is left out.
        std::optional<Value> value = in.isNull() ? std::nullopt : takeValue(in);
        if (!value)
            return wrong(*key, in.lastError().toString());
        if (const int index = type->indexOf(*key); index >= 0)
            record.set(index, std::move(*value));
    }
    if (!in.leaveContainer())
        return wrong(type->key(), in.lastError().toString());
    return record;
}

}  // namespace dw
