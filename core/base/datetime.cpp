// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/datetime.h"

#include <algorithm>

namespace dw
{

namespace
{

constexpr qint64 MsPerMinute = 60'000;
constexpr qint64 MsPerDay = 86'400'000;

// Reads exactly `count` ASCII digits at `at` and steps over them; -1 if they are not there.
int digits(QStringView text, qsizetype &at, int count)
{
    if (at + count > text.size())
        return -1;
    int value = 0;
    for (int i = 0; i < count; ++i) {
        const char16_t c = text[at + i].unicode();
        if (c < u'0' || c > u'9')
            return -1;
        value = value * 10 + (c - u'0');
    }
    at += count;
    return value;
}

bool skip(QStringView text, qsizetype &at, char16_t wanted)
{
    if (at >= text.size() || text[at].unicode() != wanted)
        return false;
    ++at;
    return true;
}

// ".5" to ".123456789": milliseconds, the rest cut off; -1 if malformed.
int fraction(QStringView text, qsizetype &at)
{
    int ms = 0, count = 0;
    for (; at < text.size() && text[at] >= u'0' && text[at] <= u'9'; ++at, ++count) {
        if (count < 3)
            ms = ms * 10 + (text[at].unicode() - u'0');
    }
    if (count == 0 || count > 9)
        return -1;
    for (; count < 3; ++count)
        ms *= 10;
    return ms;
}

// "Z", "+08", "+0800" or "+08:00" up to the end of the text, in minutes.
std::optional<int> offsetMinutes(QStringView text, qsizetype at)
{
    if (text.sliced(at) == u'Z' || text.sliced(at) == u'z')
        return 0;
    const bool minus = text[at] == u'-';
    if (!minus && text[at] != u'+')
        return std::nullopt;
    ++at;
    const int hours = digits(text, at, 2);
    int minutes = 0;
    if (at < text.size()) {
        skip(text, at, u':');
        minutes = digits(text, at, 2);
    }
    if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59 || at != text.size())
        return std::nullopt;
    const int total = hours * 60 + minutes;
    return minus ? -total : total;
}

qint64 floorDiv(qint64 a, qint64 b)
{
    return a / b - (a % b < 0 ? 1 : 0);
}

void writeDigits(int number, int count, QChar *to)
{
    for (int i = count - 1; i >= 0; --i, number /= 10)
        to[i] = QChar(u'0' + number % 10);
}

constexpr int IsoDateLength = 10;

// "2026-11-19" of a day since 1970 in the years 1 to 9999; false beyond them. QDate takes ten times as long,
// and texts of dates go into every audit line.
bool writeIsoDate(qint64 day, QChar *to)
{
    constexpr qint64 first = -719162, last = 2932896;
    if (day < first || day > last)
        return false;
    // Years that begin in March put the leap day last (H. Hinnant, "chrono-Compatible Low-Level Date
    // Algorithms").
    const int shifted = int(day + 719468);
    const int era = shifted / 146097;
    const int ofEra = shifted - era * 146097;
    const int yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36524 - ofEra / 146096) / 365;
    const int ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    const int marchMonth = (5 * ofYear + 2) / 153;
    const int month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
    const int year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    writeDigits(year, 4, to);
    to[4] = u'-';
    writeDigits(month, 2, to + 5);
    to[7] = u'-';
    writeDigits(ofYear - (153 * marchMonth + 2) / 5 + 1, 2, to + 8);
    return true;
}

}  // namespace

Date Date::fromYmd(int year, int month, int day)
{
    return fromQDate(QDate(year, month, day));
}

std::optional<Date> Date::fromIso(QStringView text)
{
    qsizetype at = 0;
    const int year = digits(text, at, 4);
    if (year < 1 || !skip(text, at, u'-'))
        return std::nullopt;
    const int month = digits(text, at, 2);
    if (month < 1 || !skip(text, at, u'-'))
        return std::nullopt;
    const int day = digits(text, at, 2);
    if (day < 1 || at != text.size() || !QDate::isValid(year, month, day))
        return std::nullopt;
    return fromYmd(year, month, day);
}

QString Date::toIso() const
{
    QString text(IsoDateLength, Qt::Uninitialized);
    return writeIsoDate(days, text.data()) ? text : toQDate().toString(Qt::ISODate);
}

Date Date::addMonths(int months) const
{
    return fromQDate(toQDate().addMonths(months));
}

std::optional<Instant> Instant::fromIso(QStringView text, const QTimeZone &zone)
{
    constexpr qsizetype DateLength = 10;
    const std::optional<Date> date = Date::fromIso(text.left(DateLength));
    if (!date)
        return std::nullopt;
    if (text.size() == DateLength)
        return Instant{date->toQDate().startOfDay(zone).toMSecsSinceEpoch()};

    qsizetype at = DateLength;
    if (!skip(text, at, u'T') && !skip(text, at, u't') && !skip(text, at, u' '))
        return std::nullopt;
    const int hour = digits(text, at, 2);
    if (hour < 0 || hour > 23 || !skip(text, at, u':'))
        return std::nullopt;
    const int minute = digits(text, at, 2);
    if (minute < 0 || minute > 59)
        return std::nullopt;
    int second = 0, ms = 0;
    if (skip(text, at, u':')) {
        second = digits(text, at, 2);
        if (second < 0 || second > 59)
            return std::nullopt;
        if (skip(text, at, u'.')) {
            ms = fraction(text, at);
            if (ms < 0)
                return std::nullopt;
        }
    }
    const qint64 timeOfDay = ((hour * 60 + minute) * 60 + second) * qint64(1000) + ms;
    if (at == text.size()) {
        const QTime time = QTime::fromMSecsSinceStartOfDay(int(timeOfDay));
        return Instant{QDateTime(date->toQDate(), time, zone).toMSecsSinceEpoch()};
    }
    const std::optional<int> offset = offsetMinutes(text, at);
    if (!offset)
        return std::nullopt;
    return Instant{date->days * MsPerDay + timeOfDay - *offset * MsPerMinute};
}

QString Instant::toIso() const
{
    const qint64 day = floorDiv(ms, MsPerDay);
    const int time = int(ms - day * MsPerDay);
    QString text(QStringLiteral("0000-00-00T00:00:00.000Z"));
    QChar *to = text.data();
    if (!writeIsoDate(day, to))
        return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODateWithMs);
    writeDigits(time / 3'600'000, 2, to + 11);
    writeDigits(time / 60'000 % 60, 2, to + 14);
    writeDigits(time / 1000 % 60, 2, to + 17);
    writeDigits(time % 1000, 3, to + 20);
    return text;
}

BusinessZone::BusinessZone() : BusinessZone(QTimeZone::utc()) {}

BusinessZone::BusinessZone(const QTimeZone &zone) : m_zone(zone)
{
    // A zone whose rules have ended (China since 1991) has one offset from its last change on.
    const QDateTime farAhead(QDate(2100, 1, 1), QTime(0, 0), Qt::UTC);
    if (m_zone.hasTransitions()) {
        if (m_zone.nextTransition(farAhead).atUtc.isValid())
            return;
        const QTimeZone::OffsetData last = m_zone.previousTransition(farAhead);
        if (!last.atUtc.isValid())
            return;
        // A day's margin, so that startOf() of the day of the change still asks the zone.
        m_fixedSinceMs = last.atUtc.toMSecsSinceEpoch() + 2 * MsPerDay;
    }
    m_fixedOffsetMs = qint64(m_zone.offsetFromUtc(farAhead)) * 1000;
}

std::optional<BusinessZone> BusinessZone::named(const QByteArray &ianaName)
{
    if (!QTimeZone::isTimeZoneIdAvailable(ianaName))
        return std::nullopt;
    const QTimeZone zone(ianaName);
    if (!zone.isValid())
        return std::nullopt;
    return BusinessZone(zone);
}

Date BusinessZone::dateOf(Instant instant) const
{
    if (m_fixedOffsetMs && instant.ms >= m_fixedSinceMs)
        return Date{qint32(floorDiv(instant.ms + *m_fixedOffsetMs, MsPerDay))};
    return Date::fromQDate(instant.toQDateTime(m_zone).date());
}

Instant BusinessZone::startOf(Date date) const
{
    const qint64 midnight = date.days * MsPerDay - m_fixedOffsetMs.value_or(0);
    if (m_fixedOffsetMs && midnight >= m_fixedSinceMs)
        return Instant{midnight};
    return Instant{date.toQDate().startOfDay(m_zone).toMSecsSinceEpoch()};
}

}  // namespace dw
