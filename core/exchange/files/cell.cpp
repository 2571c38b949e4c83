// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/files/cell.h"

namespace dw
{

namespace
{

Cell made(Cell::Kind kind, const QString &text)
{
    Cell cell;
    cell.kind = kind;
    cell.text = text;
    return cell;
}

}  // namespace

Cell Cell::ofText(const QString &text)
{
    return text.isEmpty() ? Cell() : made(Kind::Text, text);
}

Cell Cell::ofNumber(const QString &digits)
{
    return made(Kind::Number, digits);
}

Cell Cell::ofPercent(const QString &percent)
{
    return made(Kind::Percent, percent);
}

Cell Cell::ofMoney(const QString &amount, const QString &currency)
{
    Cell cell = made(Kind::Money, amount);
    cell.currency = currency;
    return cell;
}

Cell Cell::ofDate(dw::Date date)
{
    Cell cell = made(Kind::Date, date.toIso());
    cell.date = date;
    return cell;
}

Cell Cell::ofDateTime(dw::Date date, qint32 msOfDay)
{
    // The clock on the wall as if it were UTC, without the Z.
    constexpr qint64 msPerDay = 86'400'000;
    Cell cell = made(Kind::DateTime, Instant{date.days * msPerDay + msOfDay}.toIso().chopped(1));
    cell.date = date;
    cell.msOfDay = msOfDay;
    return cell;
}

Cell Cell::ofBoolean(bool value)
{
    Cell cell = made(Kind::Boolean, value ? QStringLiteral("true") : QStringLiteral("false"));
    cell.boolean = value;
    return cell;
}

Cell Cell::ofError(const QString &text)
{
    return made(Kind::Error, text);
}

QString columnLetters(int column)
{
    QString letters;
    for (int rest = column; rest >= 0; rest = rest / 26 - 1)
        letters.prepend(QChar(u'A' + rest % 26));
    return letters;
}

}  // namespace dw
