// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/replica.h"

#include <QHash>
#include <QJsonObject>
#include <QList>
#include <QSet>
#include <QString>
#include <QStringList>

#include <functional>

namespace dw
{

// Records that a restored server does not know any more, in the inbox of a laptop that held them, until its
// user decides or somebody brings them back (sync-protocol.md 3.19). What is in them others may have typed:
// they leave with what their user may see (G7), never by themselves (G6). In the running transaction.
class ParkedRecords
{
public:
    static constexpr char Lost[] = "possibly_lost";
    // One that its user may not see any more: that it was there, for as long as typed input is kept.
    static constexpr char OutOfReach[] = "lost_out_of_reach";

    explicit ParkedRecords(Replica &replica) : m_replica(replica) {}

    static bool isParked(const InboxEntry &entry);
    // What stands in the answer of one that these scopes held, while the record itself is still to leave.
    static QJsonObject answer(const QList<ReplicaScope> &scopes);
    // The record, as far as the entry says.
    static RecordRef rootOf(const InboxEntry &entry);

    // One that waits, of what leaves a laptop: fields by object, and records that the server still knows.
    Result<void> leave(InboxEntry entry, const std::function<bool(const Id &)> &record,
                       const QHash<QString, QSet<QString>> &fields);
    // Those of which every scope is none of these any more, or holds less. Answers their objects.
    Result<QStringList> loseUnreached(const QList<ReplicaScope> &scopes);
    // Those of records that are here again.
    Result<void> settleFound();

private:
    Result<void> empty(InboxEntry entry);
    Result<void> lose(InboxEntry entry);

    Replica &m_replica;
};

}  // namespace dw
