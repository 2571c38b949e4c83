// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/id.h"

#include <sodium.h>

#include <algorithm>

namespace dw
{

namespace
{

constexpr int TextLength = 36;

constexpr bool isHyphenPlace(int i)
{
    return i == 8 || i == 13 || i == 18 || i == 23;
}

int hexDigit(char16_t c)
{
    if (c >= u'0' && c <= u'9')
        return c - u'0';
    if (c >= u'a' && c <= u'f')
        return c - u'a' + 10;
    if (c >= u'A' && c <= u'F')
        return c - u'A' + 10;
    return -1;
}

}  // namespace

std::optional<Id> Id::fromBytes(QByteArrayView bytes)
{
    if (bytes.size() != 16)
        return std::nullopt;
    Bytes out;
    std::copy(bytes.begin(), bytes.end(), out.begin());
    return Id(out);
}

std::optional<Id> Id::fromString(QStringView text)
{
    if (text.size() != TextLength)
        return std::nullopt;
    Bytes out{};
    int nibble = 0;
    for (int i = 0; i < TextLength; ++i) {
        const char16_t c = text[i].unicode();
        if (isHyphenPlace(i)) {
            if (c != u'-')
                return std::nullopt;
            continue;
        }
        const int digit = hexDigit(c);
        if (digit < 0)
            return std::nullopt;
        std::uint8_t &byte = out[std::size_t(nibble / 2)];
        byte = std::uint8_t(byte << 4 | digit);
        ++nibble;
    }
    return Id(out);
}

Id Id::named(QByteArrayView name)
{
    Bytes out{};
    crypto_generichash(out.data(), out.size(), reinterpret_cast<const unsigned char *>(name.data()),
                       static_cast<unsigned long long>(name.size()), nullptr, 0);
    out[6] = std::uint8_t((out[6] & 0x0f) | 0x80);  // version 8
    out[8] = std::uint8_t((out[8] & 0x3f) | 0x80);  // RFC 9562 variant
    return Id(out);
}

QByteArray Id::toByteArray() const
{
    return QByteArray(reinterpret_cast<const char *>(m_bytes.data()), qsizetype(m_bytes.size()));
}

QString Id::toString() const
{
    static constexpr char16_t Digits[] = u"0123456789abcdef";
    QString out(TextLength, Qt::Uninitialized);
    QChar *to = out.data();
    std::size_t byte = 0;
    for (int i = 0; i < TextLength; ++i) {
        if (isHyphenPlace(i)) {
            to[i] = u'-';
            continue;
        }
        to[i] = Digits[m_bytes[byte] >> 4];
        to[++i] = Digits[m_bytes[byte] & 0x0f];
        ++byte;
    }
    return out;
}

size_t qHash(const Id &id, size_t seed) noexcept
{
    return qHashBits(id.bytes().data(), id.bytes().size(), seed);
}

}  // namespace dw
