// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <array>
#include <compare>
#include <optional>

namespace dw
{

// An ISO 4217 code, three upper-case letters. A default-made one is "no currency".
class Currency
{
public:
    constexpr Currency() = default;
    // Any case; nothing unless three ASCII letters.
    static std::optional<Currency> fromCode(QStringView code);

    bool isNull() const { return m_code[0] == 0; }
    QString code() const;     // "CNY"
    QString key() const;      // "cny", as the dictionary's picklist has it
    int minorDigits() const;  // JPY, KRW, VND 0; most 2 (ISO 4217)

    friend auto operator<=>(const Currency &, const Currency &) = default;

private:
    std::array<char, 3> m_code{};
};

// An exact amount: a count of minor units (fen, cents). Never a double.
struct Money
{
    qint64 minor = 0;
    Currency currency;

    // "1286000.50" with at most the currency's digits; locale-free.
    static std::optional<Money> fromString(QStringView text, Currency currency);
    QString toString() const;  // "1286000.50", no grouping, no currency

    friend bool operator==(const Money &, const Money &) = default;
};

}  // namespace dw
