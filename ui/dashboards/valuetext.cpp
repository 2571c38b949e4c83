// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboards/valuetext.h"

#include <QCoreApplication>

#include <algorithm>

namespace dw::ui
{

namespace
{

const QChar NoBreak(0x00a0);

QString outcomeText(const QString &key)
{
    return key == QLatin1String("won") ? QCoreApplication::translate("ResultTable", "Won")
                                       : QCoreApplication::translate("ResultTable", "Open");
}

Decimal tenthsOf(const Value &days)
{
    return days.decimal().rescaled(1).value_or(Decimal());
}

bool isWhole(const Value &days)
{
    return days.isNull() || tenthsOf(days).unscaled() % 10 == 0;
}

QString daysText(const Value &days, const Format &format, int decimals)
{
    const Decimal tenths = tenthsOf(days);
    return decimals == 0 ? format.integer(tenths.unscaled() / 10)
                         : format.decimal(tenths.toDouble(), decimals);
}

}  // namespace

QString valueText(const ResultTable &table, qsizetype row, int column, const Format &format)
{
    const Value &value = table.rows[row].values[column];
    if (value.isNull())
        return QStringLiteral("—");
    switch (table.columns[column].type) {
        case ResultColumn::Type::Text:
            return table.columns[column].key == QLatin1String("quarter") ? quarterText(value.text(), format)
                                                                         : value.text();
        case ResultColumn::Type::Key:
            return outcomeText(value.text());
        case ResultColumn::Type::Count:
            return format.integer(value.integer());
        case ResultColumn::Type::Money:
            return format.money(value.money());
        case ResultColumn::Type::Percent:
            return format.percent(value.percent().basisPoints, 1);
        case ResultColumn::Type::Days:
            return daysText(value, format, daysDecimals(table, column));
        case ResultColumn::Type::Reference: {
            const QString title = table.title(value);
            return title.isEmpty() ? QStringLiteral("—") : title;
        }
    }
    Q_UNREACHABLE();
}

QString plainText(const ResultTable &table, qsizetype row, int column)
{
    const Value &value = table.rows[row].values[column];
    if (value.isNull())
        return {};
    switch (table.columns[column].type) {
        case ResultColumn::Type::Money:
            return value.money().toString();
        case ResultColumn::Type::Percent:
            return Decimal(value.percent().basisPoints, 2).toString();
        case ResultColumn::Type::Days:
            return value.decimal().toString();
        case ResultColumn::Type::Count:
            return QString::number(value.integer());
        case ResultColumn::Type::Reference:
            return table.title(value);
        case ResultColumn::Type::Key:
            return outcomeText(value.text());
        case ResultColumn::Type::Text:
            return value.text();
    }
    Q_UNREACHABLE();
}

int daysDecimals(const ResultTable &table, int column)
{
    return std::any_of(table.rows.begin(), table.rows.end(),
                       [column](const ResultRow &row) { return !isWhole(row.values[column]); })
               ? 1
               : 0;
}

QString daysWithUnit(const Value &days, const Format &format)
{
    return daysWithUnit(days, format, isWhole(days) ? 0 : 1);
}

QString daysWithUnit(const Value &days, const Format &format, int decimals)
{
    if (days.isNull())
        return QStringLiteral("—");
    const bool chinese = format.language() == Format::Language::Chinese;
    return daysText(days, format, decimals) + NoBreak +
           (chinese ? QStringLiteral("天") : QStringLiteral("d"));
}

QString quarterText(const QString &quarter, const Format &format)
{
    if (quarter.isEmpty())
        return QStringLiteral("—");
    const QString year = quarter.section(QLatin1Char('-'), 0, 0), number = quarter.right(1);
    return format.language() == Format::Language::Chinese
               ? year + QLatin1Char('Q') + number
               : QLatin1Char('Q') + number + QLatin1Char(' ') + year;
}

QString shortMoney(const Value &money, const Format &format)
{
    return money.isNull() ? QStringLiteral("—")
                          : format.moneyShort(money.money().minor, money.money().currency.minorDigits());
}

}  // namespace dw::ui
