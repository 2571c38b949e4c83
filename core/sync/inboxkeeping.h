// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/datetime.h"
#include "core/base/result.h"
#include "core/store/replica.h"

#include <QByteArray>
#include <QJsonObject>

#include <functional>

namespace dw
{

// What comes into the inbox of a laptop and what leaves it without a person. In the running transaction.
class InboxKeeping
{
public:
    explicit InboxKeeping(Replica &replica) : m_replica(replica) {}

    // A transaction that the server refused, or did not take over whole: `result` is what it said. One that
    // fell with another is bundled with it. Nothing waits of what the person took back since.
    Result<void> add(const OutboxEntry &entry, const QJsonObject &result, Instant now);
    // The rows of an import that the server refused, each to be decided by itself.
    Result<void> addRows(const OutboxEntry &entry, const QJsonObject &result, Instant now);
    // What is settled and speaks of what left this laptop is emptied.
    Result<void> forgetSettled(const std::function<bool(const QByteArray &json)> &concerns);
    // Ends the entries whose time is over (LaptopPolicy): it begins with the first call after their record
    // left ("revoked" in the answer), and begins at `told`, the server's time.
    Result<void> expire(Instant told, Instant now);

private:
    Result<bool> isDecided(const OutboxEntry &entry) const;

    Replica &m_replica;
};

}  // namespace dw
