// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/ledger.h"
#include "core/store/session.h"
#include "core/store/workspace.h"
#include "core/sync/deviceidentity.h"
#include "core/sync/httptransport.h"

#include <QByteArray>
#include <QJsonArray>

namespace dw
{

// What waits on the laptop of somebody who may not work here any more (sync-protocol.md 3.20), or whose
// program is too old for the server (POST /sync/outbox-export): handed over once, so that it is not lost with
// the laptop, and not executed. It stands in the server's book of what was refused (IssueBook) as
// "quarantined", where administrators see what was typed. Such a laptop cannot sign in: it signs what it
// hands over with its own key, with a nonce that the server gave it.
class OutboxExport
{
public:
    static constexpr int Transactions = 100;  // of one request
    // Over 64 kbit/s within the time that a route of everybody's has for a request.
    static constexpr qsizetype Bytes = 160 * 1024;

    // Where a laptop keeps the last number that it handed over.
    static QString handedOver() { return QStringLiteral("handed_over"); }
    // What is signed; both sides make it of the transactions as they are in the request.
    static QByteArray message(const Id &device, const QByteArray &nonce, const QJsonArray &transactions);

    // --- on the laptop; blocks, on the transport's thread ---
    // Hands over what was not yet, and remembers up to which number. How many the server took; errors of the
    // line and the store, and what the server refused (ServerLine::errorOf()). Where its book has no room for
    // more: Limit "sync.hand_over_full" {how many stay here alone}; they are tried again with the next call.
    static Result<int> handOver(Workspace &workspace, HttpTransport &transport,
                                const DeviceIdentity &identity);

    // --- on the server ---
    struct Taken
    {
        int fresh = 0;        // so many came into the book
        int through = 0;      // so many of the transactions, from the first, are done with
        bool isFull = false;  // the others found no room (IssueBook::room())
    };
    // With no transaction running. What was executed, is in the book already or is malformed is passed over.
    static Result<Taken> take(WriteSession &session, const LedgerDevice &device,
                              const QJsonArray &transactions, Instant now);
};

}  // namespace dw
