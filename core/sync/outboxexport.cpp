// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/outboxexport.h"

#include "core/base/canonicaljson.h"
#include "core/base/digest.h"
#include "core/store/localarea.h"
#include "core/store/replica.h"
#include "core/sync/issuebook.h"
#include "core/sync/outboxwriter.h"
#include "core/sync/serverline.h"
#include "core/sync/writerjob.h"

#include <QJsonDocument>

#include <algorithm>

namespace dw
{

namespace
{

struct Portion
{
    QJsonArray transactions;
    qint64 last = 0;
};

Result<Portion> nextPortion(const ReadSession &session)
{
    DW_ASSIGN(const QByteArray known, session.replica().value(OutboxExport::handedOver()));
    DW_ASSIGN(const QList<OutboxEntry> waiting, session.replica().outbox(known.toLongLong() + 1, -1));
    Portion portion;
    qsizetype bytes = 0;
    for (const OutboxEntry &entry : waiting) {
        if (entry.state == OutboxEntry::State::Answered)
            continue;
        bytes += entry.body.size();
        if (portion.transactions.size() == OutboxExport::Transactions ||
            (bytes > OutboxExport::Bytes && !portion.transactions.isEmpty()))
            break;
        portion.transactions.append(outboxJson(entry));
        portion.last = entry.number;
    }
    return portion;
}

QString countOf(const Id &device)
{
    return QStringLiteral("quarantined:") + device.toString();
}

Result<int> taken(WriteSession &session, const LedgerDevice &device, const QJsonArray &transactions,
                  Instant now)
{
    DW_ASSIGN(const QByteArray counted, session.localValue(syncArea(), countOf(device.id)));
    int count = counted.toInt();
    int fresh = 0;
    for (const QJsonValue &one : transactions) {
        if (count >= OutboxExport::MostOfDevice)
            break;
        const auto transaction = SyncTransaction::fromJson(one.toObject());
        if (!transaction.ok())
            continue;
        DW_ASSIGN(const auto executed, session.ledger().resultOf(transaction->id));
        DW_ASSIGN(const QByteArray known, session.localValue(issueArea(), transaction->id.toString()));
        if (executed || !known.isEmpty())
            continue;
        DW_TRY(IssueBook::add(session, device, *transaction, transaction->id, QStringLiteral("quarantined"),
                              now));
        ++count;
        ++fresh;
    }
    if (fresh > 0)
        DW_TRY(session.setLocalValue(syncArea(), countOf(device.id), QByteArray::number(count)));
    return fresh;
}

}  // namespace

QByteArray OutboxExport::message(const Id &device, const QByteArray &nonce, const QJsonArray &transactions)
{
    return "dealwright-outbox\n" + device.toByteArray() + '\n' + nonce + '\n' +
           blake2b256(canonicalJson(QJsonValue(transactions)));
}

Result<int> OutboxExport::handOver(Workspace &workspace, HttpTransport &transport,
                                   const DeviceIdentity &identity)
{
    int all = 0;
    for (;;) {
        Result<Portion> portion = Portion();
        workspace.readNow([&](ReadSession &session) { portion = nextPortion(session); });
        DW_TRY(portion);
        if (portion->transactions.isEmpty())
            return all;
        DW_ASSIGN(const HttpsReply known, transport.get(QStringLiteral("/.well-known/dealwright")));
        const QByteArray nonce = known.body.value(QLatin1String("nonce")).toString().toLatin1();
        const QByteArray signature = identity.sign(message(identity.device, nonce, portion->transactions));
        DW_ASSIGN(const HttpsReply reply,
                  transport.post(apiPath(QStringLiteral("sync/outbox-export")),
                                 {{QStringLiteral("device"), identity.device.toString()},
                                  {QStringLiteral("nonce"), QString::fromLatin1(nonce)},
                                  {QStringLiteral("transactions"), portion->transactions},
                                  {QStringLiteral("sig"), base64Url(signature)}}));
        if (reply.status != 200)
            return ServerLine::errorOf({reply.status, reply.body});
        all += reply.body.value(QLatin1String("taken")).toInt();
        DW_TRY(saveOnWriter(workspace, Durability::Saved, [&](WriteSession &session) {
            return session.replica().setValue(handedOver(), QByteArray::number(portion->last));
        }));
    }
}

Result<int> OutboxExport::take(WriteSession &session, const LedgerDevice &device,
                               const QJsonArray &transactions, Instant now)
{
    DW_TRY(session.begin(Durability::Saved));
    Result<int> fresh = taken(session, device, transactions, now);
    if (fresh.ok()) {
        if (const Result<void> done = session.commit(); !done.ok())
            fresh = done.error();
    }
    if (!fresh.ok())
        session.rollback();
    return fresh;
}

}  // namespace dw
