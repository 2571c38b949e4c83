// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/inputparser.h"

#include "core/base/text/textfold.h"

#include <QRegularExpression>

#include <array>
#include <cstdlib>

namespace dw
{

namespace
{

Error invalid(const char *key, QStringView input)
{
    return Error(ErrorCode::Invalid, QString::fromLatin1(key), {input.toString()});
}

struct Unit
{
    const char16_t *name;
    int power;  // of ten
};

constexpr Unit Units[] = {
    {u"万亿", 12}, {u"千万", 7}, {u"百万", 6}, {u"亿", 8}, {u"億", 8}, {u"万", 4}, {u"萬", 4},
    {u"千", 3},    {u"bn", 9},   {u"mn", 6},   {u"k", 3},  {u"m", 6},  {u"b", 9},
};

constexpr QStringView CurrencyMarks[] = {u"¥",  u"￥",  u"$",   u"€",   u"£",  u"元",
                                         u"圆", u"rmb", u"cny", u"usd", u"eur"};

QString withoutCurrency(QString text)
{
    for (bool found = true; found;) {
        found = false;
        for (const QStringView mark : CurrencyMarks) {
            if (text.startsWith(mark)) {
                text = text.sliced(mark.size()).trimmed();
                found = true;
            } else if (text.endsWith(mark)) {
                text = text.chopped(mark.size()).trimmed();
                found = true;
            }
        }
    }
    return text;
}

bool takeMinus(QString &text)
{
    if (text.startsWith(u'(') && text.endsWith(u')') && text.size() > 2) {
        text = text.sliced(1, text.size() - 2).trimmed();
        return true;
    }
    const bool minus = text.startsWith(u'-') || text.startsWith(u'\u2212') || text.startsWith(u'\u2013');
    if (minus || text.startsWith(u'+'))
        text = text.sliced(1).trimmed();
    return minus;
}

int takeUnit(QString &text)
{
    for (const Unit &unit : Units) {
        const QStringView name(unit.name);
        if (text.endsWith(name)) {
            text = text.chopped(name.size()).trimmed();
            return unit.power;
        }
    }
    return 0;
}

constexpr std::array<QStringView, 12> Months = {u"jan", u"feb", u"mar", u"apr", u"may", u"jun",
                                                u"jul", u"aug", u"sep", u"oct", u"nov", u"dec"};
constexpr std::array<QStringView, 12> LongMonths = {u"january",   u"february", u"march",    u"april",
                                                    u"may",       u"june",     u"july",     u"august",
                                                    u"september", u"october",  u"november", u"december"};

int monthOf(QStringView name)
{
    for (std::size_t i = 0; i < Months.size(); ++i) {
        if (name == Months[i] || name == LongMonths[i] || (i == 8 && name == u"sept"))
            return int(i) + 1;
    }
    return 0;
}

// 26 -> the year ending in 26 that is nearest to the reference.
int fullYear(const QString &digits, Date reference)
{
    const int year = digits.toInt();
    if (digits.size() > 2)
        return year;
    const int now = reference.toQDate().year();
    int best = now - now % 100 + year;
    if (best - now > 50)
        best -= 100;
    else if (now - best > 50)
        best += 100;
    return best;
}

Result<Date> made(int year, int month, int day, QStringView input)
{
    if (year < 1 || year > 9999 || !QDate::isValid(year, month, day))
        return invalid("input.date_missing", input);
    return Date::fromYmd(year, month, day);
}

// Without a year: of last year's, this year's and next year's day the one nearest to the reference.
Result<Date> nearest(int month, int day, Date reference, QStringView input)
{
    const int now = reference.toQDate().year();
    std::optional<Date> best;
    // Up to four years either way, for 29 February.
    for (int year = std::max(1, now - 4); year <= std::min(9999, now + 4); ++year) {
        if (!QDate::isValid(year, month, day))
            continue;
        const Date candidate = Date::fromYmd(year, month, day);
        if (!best || std::abs(candidate.days - reference.days) < std::abs(best->days - reference.days))
            best = candidate;
    }
    if (!best)
        return invalid("input.date_missing", input);
    return *best;
}

std::optional<int> relativeDay(QStringView text)
{
    if (text == u"today" || text == u"今天" || text == u"今日")
        return 0;
    if (text == u"tomorrow" || text == u"明天" || text == u"明日")
        return 1;
    if (text == u"yesterday" || text == u"昨天")
        return -1;
    if (text == u"后天")
        return 2;
    if (text == u"前天")
        return -2;
    return std::nullopt;
}

}  // namespace

Result<Decimal> parseNumber(QStringView input)
{
    QString text = foldForSearch(input).trimmed();
    text.replace(u'，', u',').replace(u'。', u'.');
    if (text.isEmpty())
        return invalid("input.number_empty", input);
    // The sign may stand before or after the currency: -¥5 and ¥-5.
    const bool signedFirst = !text.isEmpty() && QStringView(u"+-\u2212\u2013(").contains(text.front());
    bool negative = takeMinus(text);
    text = withoutCurrency(text);
    if (!signedFirst)
        negative = takeMinus(text);
    const int power = takeUnit(text);
    text = withoutCurrency(text);

    static const QRegularExpression plain(QStringLiteral("^(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)$"));
    static const QRegularExpression grouped(
        QStringLiteral("^[0-9]{1,3}(?:([,' \u00a0\u202f])[0-9]{3})(?:\\1[0-9]{3})*(?:\\.[0-9]*)?$"));
    static const QRegularExpression commaDecimal(QStringLiteral("^[0-9.]+,[0-9]+$"));
    if (!plain.match(text).hasMatch()) {
        const QRegularExpressionMatch match = grouped.match(text);
        if (!match.hasMatch())
            return invalid(
                commaDecimal.match(text).hasMatch() ? "input.number_ambiguous" : "input.number_unreadable",
                input);
        text.remove(match.captured(1));
    }
    qsizetype point = text.indexOf(u'.');
    QString digits = text;
    int scale = 0;
    if (point >= 0) {
        digits.remove(point, 1);
        scale = int(text.size() - point - 1);
    }
    while (scale > 0 && digits.endsWith(u'0') && scale > power) {
        digits.chop(1);
        --scale;
    }
    if (power > scale) {
        digits.append(QString(power - scale, u'0'));
        scale = 0;
    } else {
        scale -= power;
    }
    digits.prepend(QString(std::max<qsizetype>(0, scale + 1 - digits.size()), u'0'));
    if (scale > 0)
        digits.insert(digits.size() - scale, u'.');
    if (negative)
        digits.prepend(u'-');
    const std::optional<Decimal> number = Decimal::fromString(digits);
    if (!number)
        return Error(ErrorCode::Limit, QStringLiteral("input.number_too_large"), {input.toString()});
    return *number;
}

Result<Date> parseDate(QStringView input, DateOrder order, Date reference)
{
    QString text = foldForSearch(input).simplified();
    if (text.isEmpty())
        return invalid("input.date_empty", input);
    if (const std::optional<int> offset = relativeDay(text))
        return Date{reference.days + *offset};

    static const QRegularExpression chinese(
        QStringLiteral("^(?:([0-9]{4}|[0-9]{2}) ?年 ?)?([0-9]{1,2}) ?月 ?([0-9]{1,2}) ?[日号]?$"));
    static const QRegularExpression compact(QStringLiteral("^([0-9]{4})([0-9]{2})([0-9]{2})$"));
    static const QRegularExpression yearFirst(
        QStringLiteral("^([0-9]{4})[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,2})$"));
    static const QRegularExpression points(
        QStringLiteral("^([0-9]{1,2})\\. ?([0-9]{1,2})\\.? ?([0-9]{4}|[0-9]{2})?$"));
    static const QRegularExpression three(
        QStringLiteral("^([0-9]{1,2})[-/ ]([0-9]{1,2})[-/ ]([0-9]{4}|[0-9]{2})$"));
    static const QRegularExpression two(QStringLiteral("^([0-9]{1,2})[-/]([0-9]{1,2})$"));
    static const QRegularExpression dayName(
        QStringLiteral("^([0-9]{1,2})(?:st|nd|rd|th)?\\.?[- ]?([a-z]{3,9})\\.?,?[- ]?([0-9]{4}|[0-9]{2})?$"));
    static const QRegularExpression nameDay(
        QStringLiteral("^([a-z]{3,9})\\.?[- ]?([0-9]{1,2})(?:st|nd|rd|th)?(?:,? ?([0-9]{4}))?$"));

    const auto withYear = [&](const QString &year, int month, int day) {
        return year.isEmpty() ? nearest(month, day, reference, input)
                              : made(fullYear(year, reference), month, day, input);
    };
    QRegularExpressionMatch m;
    if ((m = chinese.match(text)).hasMatch())
        return withYear(m.captured(1), m.captured(2).toInt(), m.captured(3).toInt());
    if ((m = compact.match(text)).hasMatch() || (m = yearFirst.match(text)).hasMatch())
        return made(m.captured(1).toInt(), m.captured(2).toInt(), m.captured(3).toInt(), input);
    if ((m = points.match(text)).hasMatch())
        return withYear(m.captured(3), m.captured(2).toInt(), m.captured(1).toInt());
    if ((m = three.match(text)).hasMatch()) {
        const QString a = m.captured(1), b = m.captured(2), c = m.captured(3);
        if (order == DateOrder::Ymd && c.size() == 2)
            return withYear(a, b.toInt(), c.toInt());
        return order == DateOrder::Dmy ? withYear(c, b.toInt(), a.toInt())
                                       : withYear(c, a.toInt(), b.toInt());
    }
    if ((m = two.match(text)).hasMatch()) {
        const int a = m.captured(1).toInt(), b = m.captured(2).toInt();
        return order == DateOrder::Dmy ? nearest(b, a, reference, input) : nearest(a, b, reference, input);
    }
    if ((m = dayName.match(text)).hasMatch() && monthOf(m.captured(2)) > 0)
        return withYear(m.captured(3), monthOf(m.captured(2)), m.captured(1).toInt());
    if ((m = nameDay.match(text)).hasMatch() && monthOf(m.captured(1)) > 0)
        return withYear(m.captured(3), monthOf(m.captured(1)), m.captured(2).toInt());
    return invalid("input.date_unreadable", input);
}

}  // namespace dw
