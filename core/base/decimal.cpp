// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/decimal.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace dw
{

namespace
{

__extension__ using UInt128 = unsigned __int128;

UInt128 magnitude(Int128 n)
{
    return n < 0 ? UInt128(0) - UInt128(n) : UInt128(n);
}

constexpr std::array<Int128, 39> makePowers()
{
    std::array<Int128, 39> powers{};
    Int128 power = 1;
    for (std::size_t i = 0; i < powers.size(); ++i) {
        powers[i] = power;
        if (i + 1 < powers.size())
            power *= 10;
    }
    return powers;
}

constexpr std::array<Int128, 39> Powers = makePowers();

// An exact result whose last decimals are zeros may drop them to fit 64 bits; the value stays the same.
std::optional<Decimal> fitted(Int128 unscaled, int scale)
{
    if (scale > Decimal::MaxScale) {
        unscaled = dividePow10HalfEven(unscaled, scale - Decimal::MaxScale);
        scale = Decimal::MaxScale;
    }
    while (scale > 0 && !toInt64(unscaled) && unscaled % 10 == 0) {
        unscaled /= 10;
        --scale;
    }
    const std::optional<qint64> fits = toInt64(unscaled);
    if (!fits)
        return std::nullopt;
    return Decimal(*fits, scale);
}

}  // namespace

Int128 pow10(int n)
{
    return Powers[std::size_t(std::clamp(n, 0, int(Powers.size()) - 1))];
}

std::optional<qint64> toInt64(Int128 n)
{
    if (n < std::numeric_limits<qint64>::min() || n > std::numeric_limits<qint64>::max())
        return std::nullopt;
    return qint64(n);
}

Int128 divideHalfEven(Int128 n, Int128 d)
{
    const UInt128 un = magnitude(n);
    const UInt128 ud = magnitude(d);
    UInt128 quotient = un / ud;
    const UInt128 remainder = un % ud;
    const UInt128 rest = ud - remainder;  // compares 2 * remainder with ud without overflow
    if (remainder > rest || (remainder == rest && (quotient & 1) != 0))
        ++quotient;
    const bool negative = (n < 0) != (d < 0);
    return negative ? Int128(UInt128(0) - quotient) : Int128(quotient);
}

Int128 dividePow10HalfEven(Int128 n, int drop)
{
    if (drop <= 0)
        return n;
    if (drop >= int(Powers.size()))
        return 0;  // no 128-bit number reaches half of 10^39
    return divideHalfEven(n, pow10(drop));
}

std::optional<Decimal> Decimal::fromString(QStringView text)
{
    const bool negative = text.startsWith(u'-');
    if (negative)
        text = text.sliced(1);
    Int128 unscaled = 0;
    int scale = 0, digits = 0;
    bool point = false;
    for (const QChar c : text) {
        if (c == u'.') {
            if (point || digits == 0)
                return std::nullopt;
            point = true;
            continue;
        }
        if (c < u'0' || c > u'9')
            return std::nullopt;
        unscaled = unscaled * 10 + (c.unicode() - u'0');
        // One more than the largest magnitude of a qint64 is enough to know, and keeps 128 bits from
        // overflowing.
        if (unscaled > Int128(std::numeric_limits<qint64>::max()) + 1)
            return std::nullopt;
        ++digits;
        if (point && ++scale > MaxScale)
            return std::nullopt;
    }
    if (digits == 0 || (point && scale == 0))
        return std::nullopt;
    const std::optional<qint64> fits = toInt64(negative ? -unscaled : unscaled);
    if (!fits)
        return std::nullopt;
    return Decimal(*fits, scale);
}

std::optional<Decimal> Decimal::fromInt128(Int128 unscaled, int scale, int targetScale)
{
    if (scale < 0 || targetScale < 0 || targetScale > MaxScale)
        return std::nullopt;
    if (targetScale >= scale) {
        Int128 grown = 0;
        if (__builtin_mul_overflow(unscaled, pow10(targetScale - scale), &grown))
            return std::nullopt;
        unscaled = grown;
    } else {
        unscaled = dividePow10HalfEven(unscaled, scale - targetScale);
    }
    const std::optional<qint64> fits = toInt64(unscaled);
    if (!fits)
        return std::nullopt;
    return Decimal(*fits, targetScale);
}

std::optional<Decimal> Decimal::rescaled(int scale) const
{
    return fromInt128(m_unscaled, m_scale, scale);
}

QString Decimal::toString() const
{
    const bool negative = m_unscaled < 0;
    const quint64 size = negative ? quint64(0) - quint64(m_unscaled) : quint64(m_unscaled);
    QString out = QString::number(size);
    if (m_scale > 0) {
        if (out.size() <= m_scale)
            out.prepend(QString(m_scale + 1 - out.size(), u'0'));
        out.insert(out.size() - m_scale, u'.');
    }
    if (negative)
        out.prepend(u'-');
    return out;
}

double Decimal::toDouble() const
{
    return double(m_unscaled) / double(pow10(m_scale));
}

std::optional<Decimal> Decimal::add(const Decimal &a, const Decimal &b)
{
    const int scale = std::max(a.m_scale, b.m_scale);
    return fitted(a.m_unscaled * pow10(scale - a.m_scale) + b.m_unscaled * pow10(scale - b.m_scale), scale);
}

std::optional<Decimal> Decimal::subtract(const Decimal &a, const Decimal &b)
{
    const int scale = std::max(a.m_scale, b.m_scale);
    return fitted(a.m_unscaled * pow10(scale - a.m_scale) - b.m_unscaled * pow10(scale - b.m_scale), scale);
}

std::optional<Decimal> Decimal::multiply(const Decimal &a, const Decimal &b)
{
    return fitted(Int128(a.m_unscaled) * b.m_unscaled, a.m_scale + b.m_scale);
}

std::optional<Decimal> Decimal::divide(const Decimal &a, const Decimal &b)
{
    if (b.m_unscaled == 0)
        return std::nullopt;
    // a / b = (ua / ub) * 10^(sb - sa); one rounding only, at the end.
    const int shift = DivisionScale + b.m_scale - a.m_scale;
    Int128 dividend = a.m_unscaled;
    Int128 divisor = b.m_unscaled;
    (shift >= 0 ? dividend : divisor) *= pow10(std::abs(shift));
    return fitted(divideHalfEven(dividend, divisor), DivisionScale);
}

std::strong_ordering operator<=>(const Decimal &a, const Decimal &b)
{
    const int scale = std::max(a.m_scale, b.m_scale);
    const Int128 left = a.m_unscaled * pow10(scale - a.m_scale);
    const Int128 right = b.m_unscaled * pow10(scale - b.m_scale);
    return left < right   ? std::strong_ordering::less
           : left > right ? std::strong_ordering::greater
                          : std::strong_ordering::equal;
}

}  // namespace dw
