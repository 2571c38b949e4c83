// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/scopedigest.h"

#include <QJsonArray>
#include <QtEndian>

#include <sodium.h>

#include <algorithm>

namespace dw
{

namespace
{

quint64 hash64(const unsigned char *bytes, size_t size)
{
    static constexpr std::array<unsigned char, crypto_shorthash_KEYBYTES> Key{};
    std::array<unsigned char, crypto_shorthash_BYTES> hash{};
    crypto_shorthash(hash.data(), bytes, size, Key.data());
    return qFromLittleEndian<quint64>(hash.data());
}

}  // namespace

void ScopeDigest::add(const Id &root, qint64 version)
{
    std::array<unsigned char, 24> bytes{};
    std::copy(root.bytes().begin(), root.bytes().end(), bytes.begin());
    qToBigEndian(version, bytes.data() + 16);
    ++count;
    sum += hash64(bytes.data(), bytes.size());
}

QJsonValue ScopeDigest::toJson() const
{
    return QJsonArray{double(count), QString::number(sum, 16)};
}

std::optional<ScopeDigest> ScopeDigest::fromJson(const QJsonValue &json)
{
    const QJsonArray pair = json.toArray();
    bool whole = false;
    ScopeDigest digest;
    digest.count = qint64(pair.at(0).toDouble(-1));
    digest.sum = pair.at(1).toString().toULongLong(&whole, 16);
    if (pair.size() != 2 || digest.count < 0 || !whole)
        return std::nullopt;
    return digest;
}

int BucketDigests::of(const Id &root)
{
    return int(hash64(root.bytes().data(), root.bytes().size()) & 0xff);
}

void BucketDigests::add(const Id &root, qint64 version)
{
    buckets[size_t(of(root))].add(root, version);
}

}  // namespace dw
