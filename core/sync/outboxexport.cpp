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
    QList<qint64> numbers;  // of the transactions
    int left = 0;           // of these and what comes behind them
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
        ++portion.left;
        bytes += entry.body.size();
        if (portion.transactions.size() == OutboxExport::Transactions ||
            (bytes > OutboxExport::Bytes && !portion.transactions.isEmpty()))
            continue;
        portion.transactions.append(outboxJson(entry));
        portion.numbers.append(entry.number);
    }
    return portion;
}

Result<OutboxExport::Taken> taken(WriteSession &session, const LedgerDevice &device,
                                  const QJsonArray &transactions, Instant now)
{
    DW_ASSIGN(const int room, IssueBook::room(session, device));
    OutboxExport::Taken taken;
    for (const QJsonValue &one : transactions) {
        const auto transaction = SyncTransaction::fromJson(one.toObject());
        if (transaction.ok()) {
            DW_ASSIGN(const auto executed, session.ledger().resultOf(transaction->id));
            DW_ASSIGN(const QByteArray known, session.localValue(issueArea(), transaction->id.toString()));
            if (!executed && known.isEmpty()) {
                taken.isFull = taken.fresh == room;
                if (taken.isFull)
                    break;
                DW_TRY(IssueBook::add(session, device, *transaction, transaction->id,
                                      IssueBook::quarantined(), now));
                ++taken.fresh;
            }
        }
        ++taken.through;
    }
    return taken;
}

// Up to the last of the first `count` of these.
Result<void> rememberHanded(Workspace &workspace, const Portion &portion, qsizetype count)
{
    if (count <= 0)
        return {};
    return saveOnWriter(workspace, Durability::Saved, [&](WriteSession &session) {
        return session.replica().setValue(OutboxExport::handedOver(),
                                          QByteArray::number(portion.numbers.at(count - 1)));
    });
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
        const SyncAnswer answer{reply.status, reply.body};
        if (answer.code() == QLatin1String("full")) {
            // What a server says of more than it was sent is no count.
            const int through = std::clamp(reply.body.value(QLatin1String("through")).toInt(), 0,
                                           int(portion->numbers.size()) - 1);
            DW_TRY(rememberHanded(workspace, *portion, through));
            return Error(ErrorCode::Limit, QStringLiteral("sync.hand_over_full"),
                         {QString::number(portion->left - through)});
        }
        if (reply.status != 200)
            return ServerLine::errorOf(answer);
        all += reply.body.value(QLatin1String("taken")).toInt();
        DW_TRY(rememberHanded(workspace, *portion, portion->numbers.size()));
    }
}

Result<OutboxExport::Taken> OutboxExport::take(WriteSession &session, const LedgerDevice &device,
                                               const QJsonArray &transactions, Instant now)
{
    DW_TRY(session.begin(Durability::Saved));
    Result<Taken> done = taken(session, device, transactions, now);
    if (done.ok()) {
        if (const Result<void> committed = session.commit(); !committed.ok())
            done = committed.error();
    }
    if (!done.ok())
        session.rollback();
    return done;
}

}  // namespace dw
