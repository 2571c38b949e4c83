// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/laptopnumbering.h"

#include "core/commands/autonumber.h"
#include "core/store/localarea.h"
#include "core/store/replica.h"

#include <algorithm>
#include <utility>

namespace dw
{

namespace
{

const QString ShortName = QStringLiteral("short_name");

struct Range
{
    qint64 first = 0;
    qint64 last = 0;
};

Result<QString> rangesKey(const ReadSession &session, const QString &object)
{
    DW_ASSIGN(const QByteArray device, session.replica().value(QStringLiteral("device")));
    return QString::fromLatin1(device.toHex()) + QLatin1Char('/') + object;
}

// "12-50,101-150"
Result<QList<Range>> rangesOf(const ReadSession &session, const QString &object)
{
    DW_ASSIGN(const QString key, rangesKey(session, object));
    DW_ASSIGN(const QByteArray kept, session.localValue(numberArea(), key));
    QList<Range> ranges;
    const QList<QByteArray> parts = kept.isEmpty() ? QList<QByteArray>() : kept.split(',');
    for (const QByteArray &part : parts) {
        const QList<QByteArray> ends = part.split('-');
        const Range range{ends.value(0).toLongLong(), ends.value(1).toLongLong()};
        if (range.first > 0 && range.first <= range.last)
            ranges.append(range);
    }
    return ranges;
}

Result<void> keepRanges(WriteSession &session, const QString &object, const QList<Range> &ranges)
{
    DW_ASSIGN(const QString key, rangesKey(session, object));
    QByteArrayList parts;
    for (const Range &range : ranges)
        parts.append(QByteArray::number(range.first) + '-' + QByteArray::number(range.last));
    return session.setLocalValue(numberArea(), key, parts.join(','));
}

bool takesFromRanges(const ObjectType &object)
{
    return std::any_of(object.fields().begin(), object.fields().end(), [](const Field &field) {
        return field.type == FieldType::AutoNumber && field.numbers == NumberMode::Block;
    });
}

}  // namespace

Result<Value> LaptopNumbering::next(WriteSession &session, const Record &record, const Field &field,
                                    Date today)
{
    const ObjectType &object = record.type();
    switch (field.numbers) {
        case NumberMode::Server:
            break;
        case NumberMode::DevicePrefix: {
            DeviceNumber number{today.toQDate().year(), {}, 0};
            DW_ASSIGN(number.device, shortName(session));
            if (number.device.isEmpty())
                break;
            DW_ASSIGN(number.n, session.nextNumber(number.sequence(object, field)));
            return Value(number.text(object));
        }
        case NumberMode::Block: {
            DW_ASSIGN(QList<Range> ranges, rangesOf(session, object.key()));
            if (ranges.isEmpty())
                break;
            const qint64 number = ranges.first().first++;
            if (ranges.first().first > ranges.first().last)
                ranges.removeFirst();
            DW_TRY(keepRanges(session, object.key(), ranges));
            return Value(autoNumber(object, number));
        }
    }
    return Value();
}

Result<void> LaptopNumbering::setShortName(WriteSession &session, const Id &device, const QString &name)
{
    return session.replica().setValue(ShortName,
                                      name.isEmpty() ? QByteArray() : device.toByteArray() + name.toUtf8());
}

Result<QString> LaptopNumbering::shortName(const ReadSession &session)
{
    DW_ASSIGN(const QByteArray device, session.replica().value(QStringLiteral("device")));
    DW_ASSIGN(const QByteArray kept, session.replica().value(ShortName));
    return !device.isEmpty() && kept.startsWith(device) ? QString::fromUtf8(kept.mid(device.size()))
                                                        : QString();
}

Result<QStringList> LaptopNumbering::runningOut(const ReadSession &session, const Dictionary &dictionary)
{
    QStringList objects;
    for (const ObjectTypePtr &object : dictionary.objects()) {
        if (!takesFromRanges(*object))
            continue;
        DW_ASSIGN(const QList<Range> ranges, rangesOf(session, object->key()));
        qint64 left = 0;
        for (const Range &range : ranges)
            left += range.last - range.first + 1;
        if (left < FewLeft)
            objects.append(object->key());
    }
    return objects;
}

Result<void> LaptopNumbering::addRange(WriteSession &session, const QString &object, qint64 first,
                                       qint64 last)
{
    if (first <= 0 || first > last)
        return {};
    DW_ASSIGN(QList<Range> ranges, rangesOf(session, object));
    ranges.append({first, last});
    return keepRanges(session, object, ranges);
}

}  // namespace dw
