// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/parse.h"

#include "core/base/inputparser.h"

namespace dw::ui
{

std::optional<qint64> parseMoney(QStringView text, int minorDigits)
{
    const Result<Decimal> number = parseNumber(text);
    if (!number)
        return std::nullopt;
    const std::optional<Decimal> scaled = number.value().rescaled(minorDigits);
    if (!scaled || *scaled != number.value())
        return std::nullopt;
    return scaled->unscaled();
}

std::optional<QDate> parseDate(QStringView text, QDate today)
{
    const Result<Date> date = dw::parseDate(text, DateOrder::Dmy, Date::fromQDate(today));
    return date ? std::optional<QDate>(date.value().toQDate()) : std::nullopt;
}

}  // namespace dw::ui
