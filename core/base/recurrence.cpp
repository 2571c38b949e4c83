// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/recurrence.h"

#include <QStringList>
#include <QTimeZone>

#include <algorithm>
#include <array>

namespace dw
{

namespace
{

constexpr int MostInterval = 99;
constexpr int MostCount = 9999;
// 29 February comes every 8 years at the latest; 99 times that is the longest wait of a rule that is no
// nonsense.
constexpr int HorizonYears = 800;
constexpr int LastYear = 2999;

const std::array<QString, 7> &weekdays()
{
    static const std::array<QString, 7> names{
        QStringLiteral("MO"), QStringLiteral("TU"), QStringLiteral("WE"), QStringLiteral("TH"),
        QStringLiteral("FR"), QStringLiteral("SA"), QStringLiteral("SU")};
    return names;
}

const std::array<QString, 4> &frequencies()
{
    static const std::array<QString, 4> names{QStringLiteral("DAILY"), QStringLiteral("WEEKLY"),
                                              QStringLiteral("MONTHLY"), QStringLiteral("YEARLY")};
    return names;
}

// Digits alone, with a sign where `isSigned`; nothing but 1 to `most` in size.
std::optional<int> number(QStringView text, int most, bool isSigned = false)
{
    const bool negative = isSigned && text.startsWith(u'-');
    if (negative || (isSigned && text.startsWith(u'+')))
        text = text.mid(1);
    const bool digits = !text.isEmpty() && text.size() <= 4 &&
                        std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    const int value = digits ? text.toInt() : 0;
    if (value < 1 || value > most)
        return std::nullopt;
    return negative ? -value : value;
}

// Whether `place`, counted from the first (1) or the last (-1), is that of `at` among `all`.
bool isPlace(int place, int at, int all)
{
    return place > 0 ? place == at : all + 1 + place == at;
}

}  // namespace

Result<Recurrence> Recurrence::parse(const QString &rule)
{
    const auto wrong = [](const QString &part) {
        return Error(ErrorCode::Invalid, QStringLiteral("value.bad_recurrence"), {part});
    };
    Recurrence recurrence;
    QStringList seen;
    const QStringList parts = rule.split(QLatin1Char(';'));
    for (const QString &part : parts) {
        const qsizetype equals = part.indexOf(QLatin1Char('='));
        const QString name = part.left(equals);
        if (equals <= 0 || seen.contains(name) || !recurrence.takePart(name, part.mid(equals + 1)))
            return wrong(part);
        seen.append(name);
    }
    if (!seen.contains(QLatin1String("FREQ")) || !recurrence.fitsTogether())
        return wrong(rule);
    return recurrence;
}

bool Recurrence::takePart(const QString &name, const QString &value)
{
    if (name == QLatin1String("FREQ")) {
        const auto found = std::find(frequencies().begin(), frequencies().end(), value);
        if (found == frequencies().end())
            return false;
        m_frequency = Frequency(found - frequencies().begin());
        return true;
    }
    if (name == QLatin1String("INTERVAL") || name == QLatin1String("COUNT")) {
        const bool isCount = name == QLatin1String("COUNT");
        const std::optional<int> given = number(value, isCount ? MostCount : MostInterval);
        (isCount ? m_count : m_interval) = given.value_or(1);
        return given.has_value();
    }
    if (name == QLatin1String("BYDAY"))
        return takeDays(value);
    if (name == QLatin1String("BYMONTHDAY"))
        return takeMonthDays(value);
    return name == QLatin1String("UNTIL") && takeUntil(value);
}

bool Recurrence::takeDays(const QString &value)
{
    const QStringList parts = value.split(QLatin1Char(','));
    for (const QString &part : parts) {
        const auto name = std::find(weekdays().begin(), weekdays().end(), part.right(2));
        if (name == weekdays().end())
            return false;
        Day day;
        day.weekday = int(name - weekdays().begin()) + 1;
        if (part.size() > 2) {
            const std::optional<int> ordinal = number(QStringView(part).chopped(2), 53, true);
            if (!ordinal)
                return false;
            day.ordinal = *ordinal;
        }
        m_days.append(day);
    }
    return true;
}

bool Recurrence::takeMonthDays(const QString &value)
{
    const QStringList parts = value.split(QLatin1Char(','));
    for (const QString &part : parts) {
        const std::optional<int> day = number(part, 31, true);
        if (!day)
            return false;
        m_monthDays.append(*day);
    }
    return true;
}

bool Recurrence::takeUntil(const QString &value)
{
    if (value.size() == 8) {
        m_untilDate = QDate::fromString(value, QStringLiteral("yyyyMMdd"));
        return m_untilDate.isValid();
    }
    m_untilTime = QDateTime::fromString(value, QStringLiteral("yyyyMMdd'T'HHmmss'Z'"));
    m_untilTime.setTimeSpec(Qt::UTC);
    return value.size() == 16 && m_untilTime.isValid();
}

bool Recurrence::fitsTogether() const
{
    if (m_count > 0 && (m_untilDate.isValid() || m_untilTime.isValid()))
        return false;
    if (m_frequency == Frequency::Weekly && !m_monthDays.isEmpty())
        return false;
    // "The second Monday" is one of a month or of a year, and no day of the month besides.
    return std::all_of(m_days.begin(), m_days.end(), [this](const Day &day) {
        return day.ordinal == 0 || (m_frequency == Frequency::Monthly && std::abs(day.ordinal) <= 5) ||
               (m_frequency == Frequency::Yearly && m_monthDays.isEmpty());
    });
}

QString Recurrence::toString() const
{
    QStringList parts{QLatin1String("FREQ=") + frequencies()[size_t(m_frequency)]};
    if (m_interval > 1)
        parts.append(QStringLiteral("INTERVAL=%1").arg(m_interval));
    QStringList days;
    for (const Day &day : m_days)
        days.append((day.ordinal == 0 ? QString() : QString::number(day.ordinal)) +
                    weekdays()[size_t(day.weekday) - 1]);
    if (!days.isEmpty())
        parts.append(QLatin1String("BYDAY=") + days.join(QLatin1Char(',')));
    QStringList monthDays;
    for (const int day : m_monthDays)
        monthDays.append(QString::number(day));
    if (!monthDays.isEmpty())
        parts.append(QLatin1String("BYMONTHDAY=") + monthDays.join(QLatin1Char(',')));
    if (m_count > 0)
        parts.append(QStringLiteral("COUNT=%1").arg(m_count));
    if (m_untilDate.isValid())
        parts.append(QLatin1String("UNTIL=") + m_untilDate.toString(QStringLiteral("yyyyMMdd")));
    if (m_untilTime.isValid())
        parts.append(QLatin1String("UNTIL=") + m_untilTime.toString(QStringLiteral("yyyyMMdd'T'HHmmss'Z'")));
    return parts.join(QLatin1Char(';'));
}

bool Recurrence::isDay(QDate date) const
{
    return std::any_of(m_days.begin(), m_days.end(), [&](const Day &day) {
        if (day.weekday != date.dayOfWeek())
            return false;
        if (day.ordinal == 0)
            return true;
        const bool ofMonth = m_frequency == Frequency::Monthly;
        const int at = ofMonth ? date.day() : date.dayOfYear();
        const int length = ofMonth ? date.daysInMonth() : date.daysInYear();
        const int place = (at - 1) / 7 + 1;
        return isPlace(day.ordinal, place, place + (length - at) / 7);
    });
}

bool Recurrence::isMonthDay(QDate date) const
{
    return std::any_of(m_monthDays.begin(), m_monthDays.end(),
                       [&](int day) { return isPlace(day, date.day(), date.daysInMonth()); });
}

bool Recurrence::occurs(QDate date, QDate start) const
{
    if (!m_days.isEmpty() && !isDay(date))
        return false;
    if (!m_monthDays.isEmpty() && !isMonthDay(date))
        return false;
    const bool plain = m_days.isEmpty() && m_monthDays.isEmpty();
    switch (m_frequency) {
        case Frequency::Daily:
            return start.daysTo(date) % m_interval == 0;
        case Frequency::Weekly: {
            const QDate first = start.addDays(1 - start.dayOfWeek()),
                        here = date.addDays(1 - date.dayOfWeek());
            return first.daysTo(here) / 7 % m_interval == 0 &&
                   (!plain || date.dayOfWeek() == start.dayOfWeek());
        }
        case Frequency::Monthly:
            return ((date.year() - start.year()) * 12 + date.month() - start.month()) % m_interval == 0 &&
                   (!plain || date.day() == start.day());
        case Frequency::Yearly:
            return (date.year() - start.year()) % m_interval == 0 &&
                   (!plain || (date.month() == start.month() && date.day() == start.day()));
    }
    Q_UNREACHABLE();
}

bool Recurrence::isOver(const QDateTime &at) const
{
    return (m_untilDate.isValid() && at.date() > m_untilDate) || (m_untilTime.isValid() && at > m_untilTime);
}

std::optional<Recurrence::Step> Recurrence::next(const QDateTime &due, const QDateTime &now) const
{
    if (!due.isValid())
        return std::nullopt;
    Recurrence rest = *this;
    const QDate start = due.date();
    const QDate last(std::min(LastYear, start.year() + HorizonYears), 12, 31);
    for (QDate date = start.addDays(1); date <= last; date = date.addDays(1)) {
        if (!occurs(date, start))
            continue;
        if (m_count > 0 && --rest.m_count == 0)
            return std::nullopt;  // the last one was that which is due, or was missed
        const QDateTime at(date, due.time(), due.timeZone());
        if (isOver(at))
            return std::nullopt;
        if (at > now)
            return Step{at, rest.toString()};
    }
    return std::nullopt;
}

}  // namespace dw
