// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/proventimes.h"

#include "core/base/answeraddress.h"
#include "core/store/ledger.h"
#include "core/store/replica.h"
#include "core/store/workspace.h"
#include "core/sync/answervalues.h"
#include "core/sync/outboxlog.h"

#include <QJsonObject>

#include <algorithm>
#include <memory>

namespace dw
{

namespace
{

const QString Area = QStringLiteral("proven");
constexpr qsizetype MostTold = 100;

Result<std::optional<Instant>> timeOf(const ReadSession &session, const Id &transaction)
{
    DW_ASSIGN(const QByteArray told, session.localValue(Area, transaction.toString()));
    if (!told.isEmpty())
        return std::optional(Instant{told.toLongLong()});
    DW_ASSIGN(const auto result, session.ledger().resultOf(transaction));
    return result ? OutboxLog::provenAt(session, result->device, result->number)
                  : Result<std::optional<Instant>>(std::nullopt);
}

// What went up lately, or is about to: number -> id.
Result<QHash<qint64, Id>> ownTransactions(const Replica &replica)
{
    QHash<qint64, Id> own;
    DW_ASSIGN(const QList<Replica::SentEntry> sent, replica.sent(0, -1));
    for (const Replica::SentEntry &one : sent)
        own.insert(one.number, one.transaction);
    DW_ASSIGN(const QList<OutboxEntry> waiting, replica.outbox(0, -1));
    for (const OutboxEntry &one : waiting)
        own.insert(one.number, one.transaction);
    return own;
}

}  // namespace

Result<QHash<Id, Instant>> ProvenTimes::of(const ReadSession &session, const QList<Id> &transactions)
{
    QHash<Id, Instant> times;
    for (const Id &transaction : transactions) {
        if (transaction.isNull() || times.contains(transaction))
            continue;
        DW_ASSIGN(const auto at, timeOf(session, transaction));
        if (at)
            times.insert(transaction, *at);
    }
    return times;
}

void ProvenTimes::ask(Workspace &workspace, const QString &name, const QList<Id> &transactions,
                      QObject *receiver, std::function<void(const QHash<Id, Instant> &)> done)
{
    workspace.read(
        Workspace::Lane::Detail, name,
        [transactions, address = AnswerAddress(receiver), done = std::move(done)](ReadSession &session,
                                                                                  const Ticket &ticket) {
            if (ticket.isCancelled())
                return;
            const auto times = of(session, transactions);
            address.post([done, answer = times.ok() ? *times : QHash<Id, Instant>()] { done(answer); });
        });
}

Result<void> ProvenTimes::note(WriteSession &session, const QJsonArray &told, Instant now)
{
    if (told.isEmpty())
        return {};
    DW_ASSIGN(const auto kept, session.localValues(Area));
    for (auto one = kept.constBegin(); one != kept.constEnd(); ++one) {
        if (now.ms - one->toLongLong() > OutboxLog::KeptMs)
            DW_TRY(session.setLocalValue(Area, one.key(), {}));
    }
    DW_ASSIGN(const auto own, ownTransactions(session.replica()));
    for (qsizetype i = 0; i < std::min(told.size(), MostTold); ++i) {
        const QJsonObject line = told.at(i).toObject();
        const qint64 from = answervalues::wholeNumber(line.value(QLatin1String("from")));
        const qint64 to = answervalues::wholeNumber(line.value(QLatin1String("to")));
        const auto at = Instant::fromIso(line.value(QLatin1String("at")).toString(), QTimeZone::utc());
        if (!at || now.ms - at->ms > OutboxLog::KeptMs)
            continue;
        for (auto one = own.constBegin(); one != own.constEnd(); ++one) {
            const QString key = one->toString();
            const QByteArray before = kept.value(key);
            // Said again and later it was there at the first time already.
            if (one.key() < from || one.key() > to || (!before.isEmpty() && before.toLongLong() <= at->ms))
                continue;
            DW_TRY(session.setLocalValue(Area, key, QByteArray::number(at->ms)));
        }
    }
    return {};
}

}  // namespace dw
