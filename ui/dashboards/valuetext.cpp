// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboards/valuetext.h"

#include <QCoreApplication>

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

}  // namespace

QString valueText(const ResultTable &table, qsizetype row, int column, const Format &format)
{
    const Value &value = table.rows[row].values[column];
    if (value.isNull())
        return QStringLiteral("—");
    switch (table.columns[column].type) {
        case ResultColumn::Type::Text:
            return value.text();
        case ResultColumn::Type::Key:
            return outcomeText(value.text());
        case ResultColumn::Type::Count:
            return format.integer(value.integer());
        case ResultColumn::Type::Money:
            return format.money(value.money());
        case ResultColumn::Type::Percent:
            return format.percent(value.percent().basisPoints, 1);
        case ResultColumn::Type::Days:
            return daysText(value, format);
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

QString daysText(const Value &days, const Format &format)
{
    if (days.isNull())
        return QStringLiteral("—");
    const Decimal tenths = days.decimal().rescaled(1).value_or(Decimal());
    const bool whole = tenths.unscaled() % 10 == 0;
    return whole ? format.integer(tenths.unscaled() / 10) : format.decimal(tenths.toDouble(), 1);
}

QString daysWithUnit(const Value &days, const Format &format)
{
    if (days.isNull())
        return QStringLiteral("—");
    const bool chinese = format.language() == Format::Language::Chinese;
    return daysText(days, format) + NoBreak + (chinese ? QStringLiteral("天") : QStringLiteral("d"));
}

QString shortMoney(const Value &money, const Format &format)
{
    return money.isNull() ? QStringLiteral("—")
                          : format.moneyShort(money.money().minor, money.money().currency.minorDigits());
}

}  // namespace dw::ui
