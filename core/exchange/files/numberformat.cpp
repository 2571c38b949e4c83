// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/files/numberformat.h"

#include <QLocale>
#include <QTime>

#include <cmath>

namespace dw
{

namespace
{

constexpr qint32 DayMs = 86400000;

bool isDateBuiltin(int id)
{
    // 14 to 17, and the East Asian dates.
    return (id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 54) ||
           id == 57 || id == 58;
}

bool isTimeBuiltin(int id)
{
    return (id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id == 45 || id == 47 || id == 55 || id == 56;
}

}  // namespace

NumberShape shapeOfBuiltinFormat(int id)
{
    if (isDateBuiltin(id))
        return NumberShape::Date;
    if (isTimeBuiltin(id))
        return NumberShape::Time;
    if (id == 22)
        return NumberShape::DateTime;
    return id == 9 || id == 10 ? NumberShape::Percent : NumberShape::Number;
}

NumberShape shapeOfFormatCode(QStringView code)
{
    bool date = false, time = false, percent = false, month = false;
    for (qsizetype i = 0; i < code.size(); ++i) {
        const char16_t c = code[i].toLower().unicode();
        if (c == u';')
            break;
        if (c == u'\\' || c == u'_' || c == u'*') {
            ++i;
            continue;
        }
        if (c == u'"') {
            const qsizetype end = code.indexOf(u'"', i + 1);
            if (end < 0)
                break;
            i = end;
            continue;
        }
        if (c == u'[') {
            const qsizetype end = code.indexOf(u']', i + 1);
            if (end < 0)
                break;
            const QString inside = code.mid(i + 1, end - i - 1).toString().toLower();
            // [h], [mm], [ss]: elapsed time. Colours, conditions and locales say nothing.
            if (!inside.isEmpty() &&
                (inside.count(u'h') == inside.size() || inside.count(u'm') == inside.size() ||
                 inside.count(u's') == inside.size()))
                return NumberShape::Number;
            i = end;
            continue;
        }
        if (c == u'g' && code.mid(i).startsWith(u"General", Qt::CaseInsensitive)) {
            i += 6;
            continue;
        }
        if (c == u'a' && (code.mid(i).startsWith(u"AM/PM", Qt::CaseInsensitive) ||
                          code.mid(i).startsWith(u"A/P", Qt::CaseInsensitive))) {
            time = true;
            i += code.mid(i).startsWith(u"AM/PM", Qt::CaseInsensitive) ? 4 : 2;
            continue;
        }
        if (c == u'y' || c == u'd' ||
            (c == u'e' && !code.mid(i + 1).startsWith(u'+') && !code.mid(i + 1).startsWith(u'-')))
            date = true;
        else if (c == u'h' || c == u's')
            time = true;
        else if (c == u'm')
            month = true;
        else if (c == u'%')
            percent = true;
    }
    // m is minutes beside hours or seconds, else the month.
    if (month && !time)
        date = true;
    if (date)
        return time ? NumberShape::DateTime : NumberShape::Date;
    if (time)
        return NumberShape::Time;
    return percent ? NumberShape::Percent : NumberShape::Number;
}

QString decimalText(double value)
{
    if (!std::isfinite(value))
        return QString();
    if (std::floor(value) == value && std::fabs(value) < 9007199254740992.0)
        return QString::number(qint64(value));
    // The shortest text of the number rounded to 15 digits, written out without an exponent.
    const double shown = QString::number(value, 'g', 15).toDouble();
    return QString::number(shown, 'f', QLocale::FloatingPointShortest);
}

Cell cellOfNumber(double value, NumberShape shape, DateSystem system)
{
    if (!std::isfinite(value))
        return Cell::ofError(QStringLiteral("#NUM!"));
    if (shape == NumberShape::Number)
        return Cell::ofNumber(decimalText(value));
    if (shape == NumberShape::Percent)
        return Cell::ofPercent(decimalText(value * 100));
    const double lastSerial = system == DateSystem::From1900 ? 2958465 : 2957003;
    if (value < 0 || value >= lastSerial + 1)
        return Cell::ofNumber(decimalText(value));

    qint64 day = qint64(std::floor(value));
    qint64 ms = std::llround((value - double(day)) * DayMs);
    // A second's multiple is stored a few microseconds off; a full day carries over.
    if (ms % 1000 == 1 || ms % 1000 == 999)
        ms = (ms + 1) / 1000 * 1000;
    if (ms >= DayMs) {
        ms -= DayMs;
        ++day;
    }
    if (shape == NumberShape::Time && day == 0)
        return Cell::ofText(QTime::fromMSecsSinceStartOfDay(int(ms)).toString(
            ms % 1000 == 0 ? QStringLiteral("HH:mm:ss") : QStringLiteral("HH:mm:ss.zzz")));
    QDate date;
    if (system == DateSystem::From1904) {
        date = QDate(1904, 1, 1).addDays(day);
    } else {
        if (day == 60)
            return Cell::ofError(QStringLiteral("1900-02-29"));
        if (day == 0)
            return Cell::ofNumber(decimalText(value));
        date = QDate(1899, 12, day > 60 ? 30 : 31).addDays(day);
    }
    const Date converted = Date::fromQDate(date);
    return ms == 0 && shape == NumberShape::Date ? Cell::ofDate(converted)
                                                 : Cell::ofDateTime(converted, qint32(ms));
}

}  // namespace dw
