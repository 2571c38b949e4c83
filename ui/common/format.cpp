// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/format.h"

#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>

namespace dw::ui
{

namespace
{

constexpr QChar NoBreakSpace{0x00A0};
constexpr QChar Minus{0x2212};

// The absolute value also of the least number, which has no negative.
quint64 magnitude(qint64 value)
{
    return value < 0 ? quint64(-(value + 1)) + 1 : quint64(value);
}

quint64 power10(int exponent)
{
    quint64 power = 1;
    for (int i = 0; i < exponent; ++i)
        power *= 10;
    return power;
}

quint64 divideHalfEven(quint64 value, quint64 by)
{
    const quint64 whole = value / by, rest = value % by;
    if (rest > by - rest || (rest == by - rest && whole % 2 == 1))
        return whole + 1;
    return whole;
}

QString grouped(quint64 value)
{
    QString digits = QString::number(value);
    for (qsizetype at = digits.size() - 3; at > 0; at -= 3)
        digits.insert(at, QLatin1Char(','));
    return digits;
}

// `value` counts 10^-decimals: (1240, 2) is 12.40.
QString fixedPoint(quint64 value, int decimals)
{
    const quint64 scale = power10(decimals);
    QString text = grouped(value / scale);
    if (decimals > 0)
        text += QLatin1Char('.') + QString::number(value % scale).rightJustified(decimals, QLatin1Char('0'));
    return text;
}

QString withSign(const QString &text, bool negative)
{
    return negative ? Minus + text : text;
}

// minor units in hundredths of 10^exponent whole units, half-even; e.g. (388000000, 2, 6) is 388.
quint64 scaled(quint64 minor, int minorDigits, int exponent, int decimals)
{
    const int shift = minorDigits + exponent - decimals;
    return shift >= 0 ? divideHalfEven(minor, power10(shift)) : minor * power10(-shift);
}

const std::array<QString, 12> &monthNames()
{
    static const std::array<QString, 12> names{
        QStringLiteral("Jan"), QStringLiteral("Feb"), QStringLiteral("Mar"), QStringLiteral("Apr"),
        QStringLiteral("May"), QStringLiteral("Jun"), QStringLiteral("Jul"), QStringLiteral("Aug"),
        QStringLiteral("Sep"), QStringLiteral("Oct"), QStringLiteral("Nov"), QStringLiteral("Dec")};
    return names;
}

QString weekdayShort(int day, bool chinese)
{
    static constexpr std::array<const char16_t *, 7> han{u"周一", u"周二", u"周三", u"周四",
                                                         u"周五", u"周六", u"周日"};
    static constexpr std::array<const char16_t *, 7> latin{u"Mon", u"Tue", u"Wed", u"Thu",
                                                           u"Fri", u"Sat", u"Sun"};
    return QString::fromUtf16(chinese ? han[size_t(day - 1)] : latin[size_t(day - 1)]);
}

}  // namespace

QString Format::unit(const QString &number, const QString &unit) const
{
    return number + NoBreakSpace + unit;
}

QString Format::integer(qint64 value) const
{
    return withSign(grouped(magnitude(value)), value < 0);
}

QString Format::signedInteger(qint64 value) const
{
    return value > 0 ? QLatin1Char('+') + integer(value) : integer(value);
}

QString Format::decimal(double value, int decimals) const
{
    if (!std::isfinite(value))
        return {};
    QString text = QLocale(QLocale::English, QLocale::UnitedStates).toString(std::fabs(value), 'f', decimals);
    const bool zero =
        std::none_of(text.cbegin(), text.cend(), [](QChar c) { return c >= u'1' && c <= u'9'; });
    return withSign(text, value < 0 && !zero);
}

QString Format::percent(qint64 basisPoints, int decimals) const
{
    const int kept = std::clamp(decimals, 0, 2);
    const quint64 value = divideHalfEven(magnitude(basisPoints), power10(2 - kept));
    return unit(withSign(fixedPoint(value, kept), basisPoints < 0 && value != 0), QStringLiteral("%"));
}

QString Format::days(qint64 days) const
{
    return unit(integer(days), chinese() ? QStringLiteral("天") : QStringLiteral("d"));
}

QString Format::daysLate(qint64 days) const
{
    return chinese() ? unit(QStringLiteral("逾期"), this->days(days))
                     : this->days(days) + QStringLiteral(" late");
}

QString Format::daysLeft(qint64 days) const
{
    return chinese() ? unit(QStringLiteral("剩"), this->days(days))
                     : this->days(days) + QStringLiteral(" left");
}

QString Format::money(qint64 minor, int minorDigits, Decimals decimals) const
{
    const int kept = decimals == Decimals::Minor ? minorDigits : 0;
    const quint64 value = divideHalfEven(magnitude(minor), power10(minorDigits - kept));
    return withSign(fixedPoint(value, kept), minor < 0 && value != 0);
}

QString Format::moneyShort(qint64 minor, int minorDigits) const
{
    const quint64 amount = magnitude(minor);
    const quint64 whole = divideHalfEven(amount, power10(minorDigits));
    const bool negative = minor < 0;
    if (whole < 10'000)
        return money(minor, minorDigits);
    const auto text = [&](int exponent, int decimals, const QString &suffix) {
        return unit(withSign(fixedPoint(scaled(amount, minorDigits, exponent, decimals), decimals), negative),
                    suffix);
    };
    // A value that rounds up to the next unit is written in it: 999,999 is 1.00 M, not 1,000 k.
    if (chinese()) {
        if (scaled(amount, minorDigits, 4, 0) >= 10'000)
            return text(8, 2, QStringLiteral("亿"));
        return text(4, 0, QStringLiteral("万"));
    }
    if (scaled(amount, minorDigits, 6, 2) >= 100'000)
        return text(9, 2, QStringLiteral("B"));
    if (scaled(amount, minorDigits, 3, 0) >= 1'000)
        return text(6, 2, QStringLiteral("M"));
    return text(3, 0, QStringLiteral("k"));
}

QString Format::date(QDate date, QDate today) const
{
    if (!date.isValid())
        return {};
    const qint64 ahead = today.daysTo(date);
    if (ahead == 0)
        return chinese() ? QStringLiteral("今天") : QStringLiteral("today");
    if (ahead > 0 && ahead <= 6)
        return weekdayShort(date.dayOfWeek(), chinese());
    return calendarDate(date, today);
}

QString Format::calendarDate(QDate date, QDate today) const
{
    if (!date.isValid())
        return {};
    const bool sameYear = date.year() == today.year();
    if (chinese()) {
        const QString day = QStringLiteral("%1月%2日").arg(date.month()).arg(date.day());
        return sameYear ? day : QStringLiteral("%1年").arg(date.year()) + day;
    }
    const QString day = QStringLiteral("%1%2%3")
                            .arg(date.day(), 2, 10, QLatin1Char('0'))
                            .arg(NoBreakSpace)
                            .arg(monthNames()[size_t(date.month() - 1)]);
    return sameYear ? day : day + NoBreakSpace + QString::number(date.year());
}

QString Format::fullDate(QDate date) const
{
    if (!date.isValid())
        return {};
    if (chinese()) {
        return QStringLiteral("%1年%2月%3日 星期%4")
            .arg(date.year())
            .arg(date.month())
            .arg(date.day())
            .arg(weekdayShort(date.dayOfWeek(), true).back());
    }
    const QLocale english(QLocale::English, QLocale::UnitedKingdom);
    return english.toString(date, QStringLiteral("dddd d MMMM yyyy"));
}

QString Format::time(QTime time) const
{
    return time.toString(QStringLiteral("HH:mm"));
}

QString Format::dateTime(const QDateTime &time, QDate today) const
{
    return time.isValid() ? date(time.date(), today) + NoBreakSpace + this->time(time.time()) : QString();
}

QString Format::fullDateTime(const QDateTime &time) const
{
    return time.isValid() ? fullDate(time.date()) + QLatin1Char(' ') + this->time(time.time()) : QString();
}

QString Format::fileSize(qint64 bytes) const
{
    static constexpr std::array<const char16_t *, 5> units{u"B", u"kB", u"MB", u"GB", u"TB"};
    double value = double(std::max<qint64>(bytes, 0));
    size_t at = 0;
    while (at + 1 < units.size() && value >= 999.5) {
        value /= 1000;
        ++at;
    }
    // One decimal from MB on, where it tells something.
    return unit(decimal(value, at >= 2 && value < 99.95 ? 1 : 0), QString::fromUtf16(units[at]));
}

QString Format::phone(const QString &number) const
{
    const auto isDigit = [](QChar c) { return c >= u'0' && c <= u'9'; };
    const QStringView digits = QStringView(number).mid(1);
    if (!number.startsWith(QLatin1Char('+')) || !std::all_of(digits.begin(), digits.end(), isDigit))
        return number;
    const auto groups = [&](std::initializer_list<qsizetype> sizes) {
        QString text(QLatin1Char('+'));
        qsizetype at = 0;
        for (const qsizetype size : sizes) {
            if (at > 0)
                text += NoBreakSpace;
            text += digits.mid(at, size);
            at += size;
        }
        return text;
    };
    if (digits.startsWith(u"86")) {
        const QStringView rest = digits.mid(2);
        if (rest.size() == 11 && rest.startsWith(u'1'))
            return groups({2, 3, 4, 4});
        // 10 and 20 to 29 are area codes of two digits, the others have three.
        const bool shortArea = rest.startsWith(u"10") || rest.startsWith(u'2');
        const qsizetype area = shortArea ? 2 : 3;
        if (rest.size() - area == 8)
            return groups({2, area, 4, 4});
        if (rest.size() - area == 7)
            return groups({2, area, 3, 4});
    }
    if (digits.startsWith(u'1') && digits.size() == 11)
        return groups({1, 3, 3, 4});
    return number;
}

QString Format::list(const QStringList &names) const
{
    return names.join(chinese() ? QStringLiteral("、") : QStringLiteral(", "));
}

QString Format::clauses(const QStringList &clauses) const
{
    return clauses.join(chinese() ? QStringLiteral("，") : QStringLiteral(", "));
}

QString Format::address(const QStringList &parts)
{
    const auto isHan = [](QChar c) { return c.script() == QChar::Script_Han; };
    QString text;
    for (const QString &part : parts) {
        if (part.isEmpty())
            continue;
        if (!text.isEmpty() && !(isHan(text.back()) && isHan(part.front())))
            text += QStringLiteral(", ");
        text += part;
    }
    return text;
}

}  // namespace dw::ui
