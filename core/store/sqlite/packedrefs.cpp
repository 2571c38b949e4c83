// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite/packedrefs.h"

#include <QCborArray>
#include <QCborValue>

namespace dw::sqlite
{

namespace
{

constexpr qsizetype IdSize = 16;

}  // namespace

QByteArray packIds(const QList<Id> &ids)
{
    QByteArray bytes;
    bytes.reserve(ids.size() * IdSize);
    for (const Id &id : ids)
        bytes += id.toByteArray();
    return bytes;
}

QList<Id> unpackIds(QByteArrayView bytes)
{
    QList<Id> ids;
    for (qsizetype at = 0; at + IdSize <= bytes.size(); at += IdSize)
        ids.append(Id::fromBytes(bytes.sliced(at, IdSize)).value_or(Id()));
    return ids;
}

// Object and id in turn.
QByteArray packRefs(const QList<RecordRef> &refs)
{
    if (refs.isEmpty())
        return {};
    QCborArray parts;
    for (const RecordRef &ref : refs) {
        parts.append(ref.object);
        parts.append(ref.id.toByteArray());
    }
    return QCborValue(parts).toCbor();
}

QList<RecordRef> unpackRefs(QByteArrayView bytes)
{
    QList<RecordRef> refs;
    const QCborArray parts = QCborValue::fromCbor(bytes.toByteArray()).toArray();
    for (qsizetype i = 0; i + 1 < parts.size(); i += 2)
        refs.append({parts.at(i).toString(), Id::fromBytes(parts.at(i + 1).toByteArray()).value_or(Id())});
    return refs;
}

}  // namespace dw::sqlite
