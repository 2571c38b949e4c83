// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/autonumber.h"

#include <QStringList>

namespace dw
{

namespace
{

QString letterOf(const ObjectType &object)
{
    return object.key().left(1).toUpper();
}

// Written in one way only, so that no two texts are one number.
std::optional<qint64> numberOf(const QString &digits, int width)
{
    bool whole = false;
    const qint64 n = digits.toLongLong(&whole);
    const bool same = whole && n > 0 && QStringLiteral("%1").arg(n, width, 10, QLatin1Char('0')) == digits;
    return same ? std::optional(n) : std::nullopt;
}

constexpr int PlainWidth = 6;
constexpr int DeviceWidth = 4;

}  // namespace

QString autoNumber(const ObjectType &object, qint64 n)
{
    return QStringLiteral("%1-%2").arg(letterOf(object)).arg(n, PlainWidth, 10, QLatin1Char('0'));
}

std::optional<qint64> autoNumberOf(const ObjectType &object, const QString &text)
{
    const QString prefix = letterOf(object) + QLatin1Char('-');
    return text.startsWith(prefix) ? numberOf(text.mid(prefix.size()), PlainWidth) : std::nullopt;
}

QString DeviceNumber::text(const ObjectType &object) const
{
    QStringList parts{letterOf(object) + QStringLiteral("%1").arg(year % 100, 2, 10, QLatin1Char('0'))};
    if (!device.isEmpty())
        parts.append(device);
    parts.append(QStringLiteral("%1").arg(n, DeviceWidth, 10, QLatin1Char('0')));
    return parts.join(QLatin1Char('-'));
}

std::optional<DeviceNumber> DeviceNumber::of(const ObjectType &object, const QString &text)
{
    const QStringList parts = text.split(QLatin1Char('-'));
    if (parts.size() < 2 || parts.size() > 3)
        return std::nullopt;
    bool whole = false;
    DeviceNumber number;
    number.year = 2000 + parts.first().mid(1).toInt(&whole);
    const auto n = numberOf(parts.last(), DeviceWidth);
    if (!whole || !n)
        return std::nullopt;
    number.device = parts.size() == 3 ? parts[1] : QString();
    number.n = *n;
    return number.text(object) == text ? std::optional(number) : std::nullopt;
}

QString DeviceNumber::sequence(const ObjectType &object, const Field &field) const
{
    return QStringLiteral("%1.%2/%3/%4")
        .arg(object.key(), field.key, device)
        .arg(year % 100, 2, 10, QLatin1Char('0'));
}

}  // namespace dw
