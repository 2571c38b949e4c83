// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/money.h"

#include "core/base/decimal.h"

#include <algorithm>
#include <iterator>
#include <string_view>

namespace dw
{

namespace
{

// ISO 4217 table A.1, every code whose minor unit is not 2.
constexpr std::string_view NoDigits[] = {"BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG",
                                         "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"};
constexpr std::string_view ThreeDigits[] = {"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"};
constexpr std::string_view FourDigits[] = {"CLF", "UYW"};

template <std::size_t N>
bool contains(const std::string_view (&codes)[N], std::string_view code)
{
    return std::find(std::begin(codes), std::end(codes), code) != std::end(codes);
}

}  // namespace

std::optional<Currency> Currency::fromCode(QStringView code)
{
    if (code.size() != 3)
        return std::nullopt;
    Currency currency;
    for (qsizetype i = 0; i < 3; ++i) {
        char16_t c = code[i].unicode();
        if (c >= u'a' && c <= u'z')
            c = char16_t(c - u'a' + u'A');
        if (c < u'A' || c > u'Z')
            return std::nullopt;
        currency.m_code[std::size_t(i)] = char(c);
    }
    return currency;
}

QString Currency::code() const
{
    return isNull() ? QString() : QString::fromLatin1(m_code.data(), 3);
}

QString Currency::key() const
{
    return code().toLower();
}

int Currency::minorDigits() const
{
    const std::string_view code(m_code.data(), m_code.size());
    if (contains(NoDigits, code))
        return 0;
    if (contains(ThreeDigits, code))
        return 3;
    return contains(FourDigits, code) ? 4 : 2;
}

std::optional<Money> Money::fromString(QStringView text, Currency currency)
{
    const std::optional<Decimal> amount = Decimal::fromString(text);
    if (!amount || amount->scale() > currency.minorDigits())
        return std::nullopt;
    const std::optional<Decimal> inMinor = amount->rescaled(currency.minorDigits());
    if (!inMinor)
        return std::nullopt;
    return Money{inMinor->unscaled(), currency};
}

QString Money::toString() const
{
    return Decimal(minor, currency.minorDigits()).toString();
}

}  // namespace dw
