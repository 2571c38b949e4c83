// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QDateTime>
#include <QString>
#include <QTimeZone>

#include <compare>
#include <limits>
#include <optional>

namespace dw
{

// A calendar date without zone: days since 1970-01-01, years 1 to 9999.
struct Date
{
    qint32 days = 0;

    // The day must exist; QDate::isValid() tells.
    static Date fromYmd(int year, int month, int day);
    static std::optional<Date> fromIso(QStringView text);  // "2026-11-19" only
    static Date fromQDate(QDate date) { return Date{qint32(date.toJulianDay() - 2440588)}; }
    QDate toQDate() const { return QDate::fromJulianDay(qint64(days) + 2440588); }
    QString toIso() const;
    // The same day `months` later; 31 January + 1 month is the last day of February.
    Date addMonths(int months) const;

    friend auto operator<=>(const Date &, const Date &) = default;
};

// A point in time: milliseconds since 1970-01-01T00:00:00Z.
struct Instant
{
    qint64 ms = 0;

    // "2026-11-19T07:40:00Z", with or without milliseconds, with any offset; without one it is a time
    // in `zone`, and a bare date is 00:00 there. Digits beyond the millisecond are cut off.
    static std::optional<Instant> fromIso(QStringView text, const QTimeZone &zone);
    QString toIso() const;  // UTC with milliseconds: 2026-11-19T07:40:00.000Z
    QDateTime toQDateTime(const QTimeZone &zone) const { return QDateTime::fromMSecsSinceEpoch(ms, zone); }

    friend auto operator<=>(const Instant &, const Instant &) = default;
};

// The workspace's business zone decides what day an instant is on (DESIGN 4). A value type, cheap to copy.
class BusinessZone
{
public:
    BusinessZone();  // UTC
    explicit BusinessZone(const QTimeZone &zone);
    // An IANA name; nothing if unknown.
    static std::optional<BusinessZone> named(const QByteArray &ianaName);

    Date dateOf(Instant instant) const;
    Instant startOf(Date date) const;  // 00:00, or the first instant of a day that begins later
    const QTimeZone &zone() const { return m_zone; }
    QByteArray name() const { return m_zone.id(); }

private:
    QTimeZone m_zone;
    // Zones without daylight saving (Asia/Shanghai since 1991) need no look-up per call from m_fixedSinceMs
    // on.
    std::optional<qint64> m_fixedOffsetMs;
    qint64 m_fixedSinceMs = std::numeric_limits<qint64>::min();
};

}  // namespace dw
