// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/requeue.h"

#include "core/sync/outboxexport.h"
#include "core/sync/transaction.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace dw
{

namespace
{

// Those that it depends on have new numbers; one that is settled for good is no condition any more.
QByteArray withDependencies(const QByteArray &body, const QHash<qint64, qint64> &numbers)
{
    QJsonObject json = QJsonDocument::fromJson(body).object();
    QJsonArray left;
    const QJsonArray named = json.value(QLatin1String("deps")).toArray();
    for (const QJsonValue &one : named) {
        if (const qint64 number = numbers.value(qint64(one.toDouble())); number > 0)
            left.append(double(number));
    }
    if (left == named)
        return body;
    json.insert(QStringLiteral("deps"), left);
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

Result<SyncTransaction> transactionIn(const QByteArray &body, qint64 number)
{
    QJsonObject json = QJsonDocument::fromJson(body).object();
    json.insert(QStringLiteral("dseq"), double(number));
    return SyncTransaction::fromJson(json);
}

}  // namespace

Result<OutboxEntry> Requeue::entryOf(const Replica::SentEntry &sent) const
{
    DW_ASSIGN(const SyncTransaction transaction, transactionIn(sent.body, sent.number));
    OutboxEntry entry;
    entry.number = sent.number;
    entry.transaction = sent.transaction;
    entry.command = transaction.command;
    entry.body = sent.body;
    entry.madeAt = transaction.at;
    for (const SyncOperation &operation : transaction.operations) {
        if (!entry.roots.contains(operation.root))
            entry.roots.append(operation.root);
        entry.names.append(operation.record);
        if (operation.kind == SyncOperation::Kind::Create)
            entry.created.append(operation.record.id);
    }
    return entry;
}

// Until the server says what it has of them, what is here stands.
Result<void> Requeue::keepBases(const OutboxEntry &entry) const
{
    Replica &replica = m_session.replica();
    DW_ASSIGN(const SyncTransaction transaction,
              transactionIn(entry.body, std::max<qint64>(entry.number, 1)));
    for (const SyncOperation &operation : transaction.operations) {
        const ObjectTypePtr type = m_dictionary.find(operation.record.object);
        DW_ASSIGN(const auto known, replica.base(operation.record));
        if (known || !type)
            continue;
        DW_ASSIGN(const Record here, m_session.find(type, operation.record.id));
        DW_TRY(replica.setBase({operation.record, operation.root, here}));
    }
    for (const RecordRef &root : entry.roots) {
        DW_ASSIGN(const auto known, replica.root(root));
        if (!known)
            continue;
        RootState state = *known;
        state.version = -1;
        DW_TRY(replica.setRoot(state));
    }
    return {};
}

Result<void> Requeue::run(const QList<Id> &missing, const QList<Id> &known, qint64 lastNumber) const
{
    Replica &replica = m_session.replica();
    DW_ASSIGN(QList<OutboxEntry> waiting, replica.outbox(0, -1));
    // The next checkpoint that holds them takes them out. A number behind the last is to be given again.
    waiting.removeIf([&](const OutboxEntry &entry) {
        return entry.state == OutboxEntry::State::Answered && entry.number <= lastNumber &&
               known.contains(entry.transaction);
    });
    DW_ASSIGN(QList<Replica::SentEntry> sent, replica.sent(0, -1));
    std::sort(sent.begin(), sent.end(),
              [](const Replica::SentEntry &a, const Replica::SentEntry &b) { return a.number < b.number; });
    QList<OutboxEntry> all;
    for (const Replica::SentEntry &one : std::as_const(sent)) {
        const bool waits = std::any_of(waiting.begin(), waiting.end(), [&](const OutboxEntry &entry) {
            return entry.transaction == one.transaction;
        });
        if (!missing.contains(one.transaction) || waits)
            continue;
        DW_ASSIGN(const OutboxEntry entry, entryOf(one));
        all.append(entry);
    }
    for (const OutboxEntry &entry : std::as_const(all))
        DW_TRY(keepBases(entry));
    all += waiting;
    for (const OutboxEntry &entry : waiting)
        DW_TRY(replica.take(entry.number, Replica::Keep::Forget, m_now));
    DW_TRY(replica.setValue(QString::fromLatin1(Replica::LastNumber), QByteArray::number(lastNumber)));
    // What was handed over was known by numbers that are given anew.
    DW_TRY(replica.setValue(OutboxExport::handedOver(), {}));
    QHash<qint64, qint64> numbers;
    for (OutboxEntry entry : std::as_const(all)) {
        // One that the server knows is answered again as it was.
        entry.state = OutboxEntry::State::Pending;
        entry.executedAt = 0;
        entry.answer.clear();
        entry.tries = 0;
        entry.body = withDependencies(entry.body, numbers);
        DW_ASSIGN(const qint64 number, replica.append(entry));
        numbers.insert(entry.number, number);
    }
    return {};
}

}  // namespace dw
