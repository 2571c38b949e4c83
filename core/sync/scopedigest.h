// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"

#include <QJsonValue>

#include <array>
#include <optional>

namespace dw
{

// What laptop and server compare of a scope (sync-protocol.md 3.22): how many aggregates it holds, and a sum
// over their ids and versions that does not depend on an order.
struct ScopeDigest
{
    qint64 count = 0;
    quint64 sum = 0;

    void add(const Id &root, qint64 version);
    // [count, "sum"]
    QJsonValue toJson() const;
    static std::optional<ScopeDigest> fromJson(const QJsonValue &json);

    friend bool operator==(const ScopeDigest &, const ScopeDigest &) = default;
};

// The same by parts of the scope, to send again only what differs.
struct BucketDigests
{
    static constexpr int Count = 256;
    // Of an aggregate, whatever its version.
    static int of(const Id &root);

    std::array<ScopeDigest, Count> buckets;

    void add(const Id &root, qint64 version);
};

}  // namespace dw
