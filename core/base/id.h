// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHashFunctions>
#include <QString>

#include <array>
#include <compare>
#include <cstdint>
#include <optional>

namespace dw
{

// The identity of a record: 16 bytes, UUIDv7 (RFC 9562 5.7). A default-made Id is null; a null Id names no
// record. Text form: 36 lower-case characters, "0199e2c1-7b7a-7d3e-9c0e-5b1f0c9a4d11".
class Id
{
public:
    using Bytes = std::array<std::uint8_t, 16>;

    constexpr Id() = default;
    explicit constexpr Id(const Bytes &bytes) : m_bytes(bytes) {}

    // Exactly 16 bytes, else nothing.
    static std::optional<Id> fromBytes(QByteArrayView bytes);
    // Accepts upper case, braces are refused.
    static std::optional<Id> fromString(QStringView text);
    // A stable id for shipped content (UUIDv8: BLAKE2b of the name), the same on every machine.
    static Id named(QByteArrayView name);

    bool isNull() const { return *this == Id(); }
    const Bytes &bytes() const { return m_bytes; }
    QByteArray toByteArray() const;
    QString toString() const;

    friend constexpr auto operator<=>(const Id &, const Id &) = default;
    friend constexpr bool operator==(const Id &, const Id &) = default;

private:
    Bytes m_bytes{};
};

size_t qHash(const Id &id, size_t seed = 0) noexcept;

}  // namespace dw

template <>
struct std::hash<dw::Id>
{
    size_t operator()(const dw::Id &id) const noexcept { return dw::qHash(id); }
};
