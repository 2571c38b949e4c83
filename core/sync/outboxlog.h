// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/datetime.h"
#include "core/base/id.h"
#include "core/store/session.h"
#include "core/sync/transaction.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QList>

#include <optional>

namespace dw
{

// What of a laptop's work was there at a certain time, so that it can be proved (B12,
// core/rules/decidingtime.h). As soon as it is in contact, and before files and transactions take their time,
// a laptop signs with its own key a digest of everything that waits in its outbox. The server keeps the
// digest with the time at which it came, and reckons it again over the transactions as they come: where both
// are the same, all of them were there then. It proves no time before that contact: a laptop's own clock
// proves nothing.
class OutboxLog
{
public:
    // So many digests of one laptop are open at a time; another pushes out the oldest.
    static constexpr qsizetype MostOpen = 4;
    // What was proved is kept as long as the times of commits.
    static constexpr qint64 KeptMs = qint64(200) * 24 * 3600 * 1000;

    // --- on the laptop and on the server ---
    struct Digest
    {
        qint64 from = 0;  // numbers of transactions, both ends are in it
        qint64 to = 0;
        QByteArray digest;  // 32 bytes

        // What is signed.
        QByteArray message(const Id &device) const;
    };
    static QByteArray first(const Id &device, qint64 from);
    static QByteArray next(const QByteArray &digest, const SyncTransaction &transaction);
    static QJsonObject toJson(const Digest &digest, const QByteArray &signature);

    // --- on the server ---
    static Result<OutboxLog> load(const ReadSession &session, const Id &device);
    // What came with a push; `next` is the number that the laptop is to send next. One that is malformed, out
    // of place or not signed by `publicKey` (32 bytes) proves nothing and is left out.
    void add(const QJsonObject &json, const QByteArray &publicKey, qint64 next, Instant received);
    // In the order of their numbers; what is left out ends the digests that it is in.
    void take(const SyncTransaction &transaction);
    // What was proved of numbers from `from` to `to`, [{from, to, at}]: what their laptop is told.
    QJsonArray proofs(qint64 from, qint64 to) const;
    // In the running transaction.
    Result<void> save(WriteSession &session) const;

    // The earliest time at which this transaction was there for certain.
    static Result<std::optional<Instant>> provenAt(const ReadSession &session, const Id &device,
                                                   qint64 number);

private:
    struct Entry
    {
        Digest signedOver;
        Instant received;
        qint64 upTo = 0;      // the last number that was reckoned
        QByteArray reckoned;  // null: proved
    };
    static Result<QList<Entry>> entriesOf(const ReadSession &session, const Id &device);

    Id m_device;
    QList<Entry> m_entries;
    bool m_changed = false;
};

}  // namespace dw
