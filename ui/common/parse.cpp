// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/parse.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace dw::ui
{

namespace
{

struct Unit
{
    const char16_t *suffix;
    int exponent;
};

constexpr std::array<Unit, 8> units{
    {{u"万", 4}, {u"萬", 4}, {u"亿", 8}, {u"億", 8}, {u"k", 3}, {u"m", 6}, {u"b", 9}, {u"千", 3}}};

constexpr std::array<const char16_t *, 12> months{u"jan", u"feb", u"mar", u"apr", u"may", u"jun",
                                                  u"jul", u"aug", u"sep", u"oct", u"nov", u"dec"};

// Full-width forms and compatibility signs become plain ones; case and spaces fall away.
QString folded(QStringView text)
{
    QString plain = text.toString().normalized(QString::NormalizationForm_KC).toLower();
    plain.replace(QChar(0x2212), QLatin1Char('-'));
    return plain.simplified();
}

bool groupedRight(const QString &whole)
{
    static const QRegularExpression grouping(QStringLiteral("^\\d{1,3}(,\\d{3})+$"));
    return !whole.contains(QLatin1Char(',')) || grouping.match(whole).hasMatch();
}

QDate nearest(int month, int day, QDate today)
{
    for (int year = today.year() - 1; year <= today.year() + 4; ++year) {
        const QDate date(year, month, day);  // invalid for 29 February of most years
        if (date.isValid() && today.daysTo(date) >= -90)
            return date;
    }
    return {};
}

std::optional<QDate> valid(QDate date)
{
    return date.isValid() ? std::optional<QDate>(date) : std::nullopt;
}

}  // namespace

std::optional<qint64> parseMoney(QStringView text, int minorDigits)
{
    QString rest = folded(text);
    rest.remove(QLatin1Char(' '));
    static const QRegularExpression sign(QStringLiteral("^([+-]?)[¥$€£]?([+-]?)"));
    const QRegularExpressionMatch head = sign.match(rest);
    if (!head.captured(1).isEmpty() && !head.captured(2).isEmpty())
        return std::nullopt;
    const bool negative = head.captured(1) + head.captured(2) == QLatin1String("-");
    rest = rest.mid(head.capturedLength());
    static const QRegularExpression code(
        QStringLiteral("^[a-z]{3}(?=[\\d.])|(?<=[\\d.千万萬亿億kmb])([a-z]{3}|元|[¥$€£])$"));
    rest.remove(code);

    int exponent = 0;
    for (const Unit &unit : units) {
        const QString suffix = QString::fromUtf16(unit.suffix);
        if (rest.endsWith(suffix)) {
            rest.chop(suffix.size());
            exponent = unit.exponent;
            break;
        }
    }
    static const QRegularExpression number(QStringLiteral("^([\\d,]*)(?:\\.(\\d*))?$"));
    const QRegularExpressionMatch match = number.match(rest);
    if (!match.hasMatch() || !groupedRight(match.captured(1)))
        return std::nullopt;
    QString whole = match.captured(1).remove(QLatin1Char(','));
    QString fraction = match.captured(2);
    if (whole.isEmpty() && fraction.isEmpty())
        return std::nullopt;
    const int wanted = exponent + minorDigits;
    while (fraction.size() > wanted && fraction.endsWith(QLatin1Char('0')))
        fraction.chop(1);
    if (fraction.size() > wanted)
        return std::nullopt;
    const QString digits = whole + fraction.leftJustified(wanted, QLatin1Char('0'));
    bool fits = false;
    const qint64 value = (negative ? QLatin1Char('-') + digits : digits).toLongLong(&fits);
    return fits ? std::optional<qint64>(value) : std::nullopt;
}

std::optional<QDate> parseDate(QStringView text, QDate today)
{
    const QString plain = folded(text);
    if (plain == QLatin1String("today") || plain == QStringLiteral("今天"))
        return today;
    if (plain == QLatin1String("tomorrow") || plain == QStringLiteral("明天"))
        return today.addDays(1);
    if (plain == QStringLiteral("后天"))
        return today.addDays(2);
    static const QRegularExpression ahead(QStringLiteral("^\\+(\\d{1,4})$"));
    if (const auto match = ahead.match(plain); match.hasMatch())
        return today.addDays(match.captured(1).toInt());

    static const QRegularExpression yearFirst(
        QStringLiteral("^(\\d{4}) ?[-/.年] ?(\\d{1,2}) ?[-/.月] ?(\\d{1,2}) ?日?$"));
    if (const auto match = yearFirst.match(plain); match.hasMatch())
        return valid(QDate(match.captured(1).toInt(), match.captured(2).toInt(), match.captured(3).toInt()));
    static const QRegularExpression han(QStringLiteral("^(\\d{1,2}) ?月 ?(\\d{1,2}) ?[日号]?$"));
    if (const auto match = han.match(plain); match.hasMatch())
        return valid(nearest(match.captured(1).toInt(), match.captured(2).toInt(), today));
    static const QRegularExpression dotted(QStringLiteral("^(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})?$"));
    if (const auto match = dotted.match(plain); match.hasMatch()) {
        const int day = match.captured(1).toInt(), month = match.captured(2).toInt();
        return valid(match.captured(3).isEmpty() ? nearest(month, day, today)
                                                 : QDate(match.captured(3).toInt(), month, day));
    }
    static const QRegularExpression named(
        QStringLiteral("^(\\d{1,2})\\.? ?([a-z]{3})[a-z]*\\.?(?:,? ?(\\d{4}))?$"));
    if (const auto match = named.match(plain); match.hasMatch()) {
        const auto found = std::find_if(months.begin(), months.end(), [&](const char16_t *name) {
            return match.captured(2) == QString::fromUtf16(name);
        });
        if (found == months.end())
            return std::nullopt;
        const int month = int(found - months.begin()) + 1, day = match.captured(1).toInt();
        return valid(match.captured(3).isEmpty() ? nearest(month, day, today)
                                                 : QDate(match.captured(3).toInt(), month, day));
    }
    return std::nullopt;
}

}  // namespace dw::ui
