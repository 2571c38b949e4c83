// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <compare>
#include <cstdint>
#include <optional>

namespace dw
{

__extension__ using Int128 = __int128;

// An exact decimal: unscaled * 10^-scale, scale 0 to 12. All arithmetic runs in 128 bits; a result that does
// not fit 64 bits is nothing (DESIGN 4: an error value). Rounding is half-even.
class Decimal
{
public:
    static constexpr int MaxScale = 12;
    static constexpr int DivisionScale = 6;

    constexpr Decimal() = default;
    constexpr Decimal(qint64 unscaled, int scale) : m_unscaled(unscaled), m_scale(scale) {}

    // "-12.50"; no grouping, no exponent, at most MaxScale decimals.
    static std::optional<Decimal> fromString(QStringView text);
    // Rounds half-even to `scale`; nothing on overflow.
    static std::optional<Decimal> fromInt128(Int128 unscaled, int scale, int targetScale);

    qint64 unscaled() const { return m_unscaled; }
    int scale() const { return m_scale; }
    std::optional<Decimal> rescaled(int scale) const;
    QString toString() const;  // keeps the scale: "12.50"
    double toDouble() const;   // for charts only

    // The result has the larger scale (sum) or the sum of the scales up to MaxScale (product); trailing zeros
    // are dropped where only that makes it fit.
    static std::optional<Decimal> add(const Decimal &a, const Decimal &b);
    static std::optional<Decimal> subtract(const Decimal &a, const Decimal &b);
    static std::optional<Decimal> multiply(const Decimal &a, const Decimal &b);
    // Scale DivisionScale; nothing for a zero divisor.
    static std::optional<Decimal> divide(const Decimal &a, const Decimal &b);

    // By value: 1.5 equals 1.50.
    friend std::strong_ordering operator<=>(const Decimal &a, const Decimal &b);
    friend bool operator==(const Decimal &a, const Decimal &b) { return (a <=> b) == 0; }

private:
    qint64 m_unscaled = 0;
    int m_scale = 0;
};

// n / 10^drop with half-even rounding; drop >= 0.
Int128 dividePow10HalfEven(Int128 n, int drop);
// n / d with half-even rounding; d != 0; the quotient must fit (only -2^127 / -1 does not).
Int128 divideHalfEven(Int128 n, Int128 d);
// 10^n for 0 <= n <= 38.
Int128 pow10(int n);
// Nothing if it does not fit 64 bits.
std::optional<qint64> toInt64(Int128 n);

}  // namespace dw
