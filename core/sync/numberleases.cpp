// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/numberleases.h"

#include "core/store/localarea.h"

#include <QList>

namespace dw
{

namespace
{

// A lease stands under every stretch of so many numbers that it reaches into: two at most.
QString stretchOf(const QString &object, qint64 number)
{
    return QStringLiteral("lease/%1/%2").arg(object).arg(number / NumberLeases::Numbers);
}

}  // namespace

Result<NumberLeases::Lease> NumberLeases::grant(WriteSession &session, const QString &object,
                                                const Id &device)
{
    Lease lease{device, 0, 0};
    for (int i = 0; i < Numbers; ++i) {
        DW_ASSIGN(lease.last, session.nextNumber(object));
        if (i == 0)
            lease.first = lease.last;
    }
    const QByteArray line = QByteArray::number(lease.first) + '-' + QByteArray::number(lease.last) + '-' +
                            device.toByteArray().toHex();
    QStringList keys{stretchOf(object, lease.first)};
    if (const QString end = stretchOf(object, lease.last); end != keys.first())
        keys.append(end);
    for (const QString &key : std::as_const(keys)) {
        DW_ASSIGN(const QByteArray kept, session.localValue(numberArea(), key));
        DW_TRY(session.setLocalValue(numberArea(), key, kept.isEmpty() ? line : kept + ',' + line));
    }
    return lease;
}

Result<std::optional<NumberLeases::Lease>> NumberLeases::of(const ReadSession &session, const QString &object,
                                                            qint64 number)
{
    DW_ASSIGN(const QByteArray kept, session.localValue(numberArea(), stretchOf(object, number)));
    const QList<QByteArray> lines = kept.split(',');
    for (const QByteArray &line : lines) {
        const QList<QByteArray> parts = line.split('-');
        const Lease lease{Id::fromBytes(QByteArray::fromHex(parts.value(2))).value_or(Id()),
                          parts.value(0).toLongLong(), parts.value(1).toLongLong()};
        if (lease.first > 0 && lease.first <= number && number <= lease.last)
            return std::optional(lease);
    }
    return std::optional<Lease>();
}

}  // namespace dw
