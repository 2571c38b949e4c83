// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/replica.h"

#include <QJsonObject>

namespace dw
{

// What a workspace decides about the laptops of a user; its server tells them when they greet it. What is not
// told, or is out of bounds, is as it is here.
struct LaptopPolicy
{
    static constexpr int MostRevokedInputDays = 30;
    static constexpr int MostLeaseDays = 90;

    // A laptop that does not hear from its server for so long locks itself (3.20): 1 to 90.
    int leaseDays = 14;

    // Typed input about records that the user may not see any more is kept so long (sync-protocol.md 3.12).
    int revokedInputDays = 14;
    // Files of attachments (3.16): larger ones come when they are asked for, or are marked to be kept
    // offline.
    qint64 fetchUpTo = 1024 * 1024;
    qint64 fileQuota = qint64(2) * 1024 * 1024 * 1024;  // of all files here

    static LaptopPolicy fromJson(const QJsonObject &json);
    QJsonObject toJson() const;
    // What the server told last.
    static Result<LaptopPolicy> load(const Replica &replica);
    Result<void> save(Replica &replica) const;  // in the running transaction

    friend bool operator==(const LaptopPolicy &, const LaptopPolicy &) = default;
};

}  // namespace dw
